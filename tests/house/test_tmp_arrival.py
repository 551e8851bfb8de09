import logging
import pytest
from uuid import uuid4, UUID
from itertools import product
from tests.house.doors import doors, plain, writes_of
from tests.house.test_doors import addresses as at, LOOKS_MAY_WRITE, SESSIONS
from tests.house.test_isolation import foreign
from career_relay.accounts.models import Passkey, AddressChange
from career_relay.accounts import addresses
from career_relay.base.tenancy import person
pytestmark = pytest.mark.django_db
def mine():
    return [d for d in doors() if d.route.startswith(("me/signin","enter/","undo/","desk/settings/door","go/","code/"))]
def test_mine(world):
    logging.disable(logging.CRITICAL)
    with person(world.kim):
        Passkey.objects.create(person_id=world.kim, name="x", credential_id="abc", credential=b"x")
        addresses.ask_address(world.kim, "kim2@mail.example", language="ja")
    kim, lee, ids = world.browser("kim"), world.browser("lee"), world.ids("kim")
    bad, told = {}, {}
    for d in mine():
        for a in at(d, ids):
            b = world.browser("ada") if d.route.startswith("desk/") else kim
            got=[]
            w = writes_of(lambda: got.extend((b.get(a), b.head(a)))) - SESSIONS
            if w or max(g.status_code for g in got) >= 500: bad[a]=(w,[g.status_code for g in got])
    for d in [d for d in mine() if d.route.startswith("me/") and d.kinds]:
        for v in foreign(d, ids):
            n=[uuid4() for _ in v]
            for ask in (lee.get, lee.post):
                x,y=ask(d.at(*v)),ask(d.at(*n))
                if plain(x,*v)!=plain(y,*n): told[d.name]=(x.status_code,y.status_code)
    posts={}
    for d in [d for d in mine() if d.route.startswith(("me/","enter","undo"))]:
        for a in at(d, ids):
            for body in ({}, {"email":"x"*9000,"name":"\x00","code":"é"*99,"old":"１"*20,"answer":"[{]"}, {"answer":'{"id":1,"rawId":"a","response":{}}',"email":["a","b"]}):
                s=kim.post(a, body).status_code
                if s>=500: posts[a]=s
    assert (bad,told,posts)==({}, {}, {})
    assert len(mine())>18
