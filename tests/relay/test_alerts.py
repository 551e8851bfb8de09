"""New openings are told by one's own conditions, each once, as often as one chose; nobody learns of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.consents import actions as choices
from career_relay.consents.conditions import MOST_KEPT, change_rhythm, drop_conditions, keep_conditions, kept
from career_relay.consents.models import Rhythm, SavedConditions
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone
from career_relay.positions.models import PositionCircle
from career_relay.relay.alerts import due_people, openings, tell
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db
OSAKA = {"prefecture": "大阪府"}


@pytest.fixture
def keep(kim, position):
    """Keep conditions as Kim; what fits already counts as seen."""

    def act(conditions=OSAKA, *, rhythm=Rhythm.DAILY, name="大阪の仕事", seen=()):
        with person(kim):
            return keep_conditions(
                kim, conditions, name=name, rhythm=rhythm, seen=seen or [position.pk], by=person_actor(kim)
            )

    return act


def another(komorebi, harbour, **said):
    with company(komorebi.pk):
        one = PositionFactory(title="カスタマーサクセス", **said)
        PositionCircle.objects.create(position=one, circle=harbour)
    return one


def morning(kim, days: int = 1) -> list[PersonalMail]:
    with person(kim):
        tell(kim, at=timezone.now() + timedelta(days=days))
    return list(PersonalMail.objects.filter(kind="openings"))


def test_a_new_opening_that_fits_is_told_once(kim, keep, komorebi, harbour):
    keep()
    new = another(komorebi, harbour)

    [mail] = morning(kim)

    assert mail.data == {"openings": [new.pk], "more": 0}
    with person(kim):
        said = openings(mail)
    assert "カスタマーサクセス" in said.text
    assert "株式会社こもれび" in said.text
    assert "法人営業（既存" not in said.text
    assert morning(kim, days=2) == [mail]


def test_what_fits_no_condition_is_not_told(kim, keep, komorebi, harbour):
    keep()
    another(komorebi, harbour, prefecture="北海道")

    assert morning(kim) == []


@pytest.mark.parametrize(
    ("rhythm", "days", "due"), [("daily", 1, 1), ("weekly", 1, 0), ("weekly", 7, 1), ("never", 30, 0)]
)
def test_the_rhythm_decides_when(rhythm, days, due, kim, keep, komorebi, harbour):
    keep(rhythm=rhythm)
    another(komorebi, harbour)

    assert len(due_people(timezone.now() + timedelta(days=days))) == due
    assert len(morning(kim, days=days)) == due


def test_an_opening_of_a_company_left_out_is_not_told(kim, keep, komorebi, harbour):
    keep()
    another(komorebi, harbour)
    with person(kim):
        choices.block_company(kim, komorebi, with_group=False, by=person_actor(kim))

    assert morning(kim) == []


def test_an_opening_that_has_ended_takes_its_mail_back(kim, keep, komorebi, harbour):
    keep()
    one = another(komorebi, harbour)
    [mail] = morning(kim)
    with company(komorebi.pk):
        one.state = "closed"
        one.save()

    with person(kim), pytest.raises(Gone):
        openings(mail)


def test_who_stopped_the_mails_gets_none_that_waits(kim, keep, komorebi, harbour):
    saved = keep()
    another(komorebi, harbour)
    [mail] = morning(kim)

    with person(kim):
        change_rhythm(saved, "never", by=person_actor(kim))
        with pytest.raises(Gone):
            openings(mail)


def test_in_the_mode_of_the_own_pool_nothing_is_told(kim, keep, komorebi, harbour, mode3):
    keep()
    another(komorebi, harbour)
    mode3.delete()

    assert morning(kim) == []


def test_the_same_conditions_are_kept_once_and_no_more_than_ten(kim, keep):
    keep()
    keep(name="関西")

    with person(kim):
        assert [one.name for one in kept(kim)] == ["関西"]
    for n in range(MOST_KEPT - 1):
        keep({"q": f"営業{n}"})
    with pytest.raises(Refused):
        keep({"q": "もう一つ"})
    with pytest.raises(Refused):
        keep({})


@pytest.mark.parametrize("rhythm", ["", "hourly", "\x00"])
def test_a_rhythm_there_is_not_is_refused(rhythm, kim, keep):
    saved = keep()

    with person(kim), pytest.raises(Refused):
        change_rhythm(saved, rhythm, by=person_actor(kim))


def test_no_company_can_read_what_somebody_keeps(kim, keep, komorebi):
    keep()

    with company(komorebi.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM consents_savedconditions")
        assert cursor.fetchone() == (0,)


def test_dropped_is_gone(kim, keep):
    saved = keep()

    with person(kim):
        drop_conditions(saved, by=person_actor(kim))
        assert SavedConditions.objects.count() == 0
