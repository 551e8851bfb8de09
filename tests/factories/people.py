"""Natural persons come in through the same door as everybody: a code for their address."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from career_relay.accounts import people
from career_relay.consents.models import Passport


def prove(address: str) -> int:
    """Give the id of the person behind the address, as if they had typed the code."""
    request = people.request_code(address)
    return people.prove_address(request.public_id, people.code_of(request))


class PassportFactory(DjangoModelFactory):
    """Needs an active person: `with person(id):`."""

    class Meta:
        model = Passport

    name = "キム 美咲"
    email = "kim@mail.example"
    headline = "既存のお客様に寄り添う法人営業"
    history = "既存のお客様との関係を立て直し、解約率を下げました。"
    skills = ["法人営業", "提案書作成"]
    prefectures = ["東京都", "大阪府"]
    remote = "partly"
    pay_min = 480
    start_from = "3か月後"
    as_of = factory.LazyFunction(timezone.localdate)
