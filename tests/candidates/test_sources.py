"""The one gate: to whom nobody of the company may write directly."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import queries
from career_relay.candidates.models import Candidate
from career_relay.candidates.queries import Conditions
from career_relay.candidates.sources import (
    Hindrance,
    guarded,
    hindrance,
    is_guarded,
    may_contact_directly,
    name_source,
    reachable,
)
from career_relay.candidates.states import SOURCE_BITS, SourceKind
from tests.factories.candidates import ApplicationFactory, CandidateFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def YESTERDAY():  # noqa: N802 — reads like TODAY
    return timezone.localdate() - timedelta(days=1)


@pytest.fixture
def by_ben(ben):
    return user_actor(ben.pk)


def both(candidate):
    """What the rule for one and the rule for many say; they must agree."""
    one = hindrance(candidate, TODAY()) is None
    many = reachable(Candidate.objects.all(), TODAY()).filter(pk=candidate.pk).exists()
    assert one == many == may_contact_directly(candidate, TODAY())
    assert is_guarded(candidate, TODAY()) == guarded(TODAY()).filter(pk=candidate.pk).exists()
    return one


def test_somebody_who_came_alone_may_be_written_to(at_minato):
    assert both(ApplicationFactory().candidate)


def test_protection_holds_through_its_last_day(at_minato):
    last, over = CandidateFactory(protected_until=TODAY()), CandidateFactory(protected_until=YESTERDAY())

    assert (both(last), both(over)) == (False, True)


def test_another_record_of_the_same_person_protects_as_well(at_minato, kim):
    CandidateFactory(person_id=kim, protected_until=TODAY(), email="work@mail.example")
    own = CandidateFactory(person_id=kim, email="home@mail.example")

    assert not both(own)
    assert hindrance(own, TODAY()) == Hindrance.PROTECTED


def test_the_same_mailbox_protects_as_well(at_minato):
    CandidateFactory(name="キム 美咲", email="family@mail.example", protected_until=TODAY())
    other = CandidateFactory(name="キム 次郎", email="family@mail.example")

    assert not both(other)


def test_two_records_without_an_address_are_not_one_mailbox(at_minato):
    CandidateFactory(email="", protected_until=TODAY())

    assert both(CandidateFactory(email=""))


def test_the_protection_of_another_company_is_its_own(at_minato, komorebi, kim):
    with acting_for(komorebi.pk):
        CandidateFactory(person_id=kim, email="kim@mail.example", protected_until=TODAY())

    assert both(CandidateFactory(person_id=kim, email="kim@mail.example"))


def test_an_unknown_source_is_asked_for_before_the_first_contact(at_minato, by_ben):
    application = ApplicationFactory(source=SourceKind.UNKNOWN)
    assert hindrance(application.candidate, TODAY()) == Hindrance.SOURCE_UNKNOWN
    assert not both(application.candidate)

    name_source(application, SourceKind.OTHER, by=by_ben)

    assert both(Candidate.objects.get())


def test_somebody_who_asked_for_quiet_is_left_in_peace(at_minato):
    assert not both(CandidateFactory(do_not_contact=True))


def test_an_agency_once_named_protects_from_then_on(at_minato, by_ben):
    application = ApplicationFactory(source=SourceKind.UNKNOWN, applied_on=TODAY())

    name_source(application, SourceKind.AGENCY, firm="ブリッジ人材", by=by_ben)

    kim = Candidate.objects.get()
    assert (kim.protected_until, kim.protected_by) == (TODAY().replace(year=TODAY().year + 1), "ブリッジ人材")
    assert not both(kim)


def test_a_contract_without_protection_leaves_the_way_open(at_minato, by_ben):
    application = ApplicationFactory(source=SourceKind.UNKNOWN, applied_on=YESTERDAY())

    name_source(application, SourceKind.AGENCY, firm="ブリッジ人材", months=0, by=by_ben)

    assert both(Candidate.objects.get())


@pytest.mark.parametrize(
    ("was", "source", "firm", "why"),
    [
        (SourceKind.UNKNOWN, "", "", "応募経路を選んで"),
        (SourceKind.UNKNOWN, "moon", "", "応募経路を選んで"),
        (SourceKind.UNKNOWN, SourceKind.UNKNOWN, "", "応募経路を選んで"),
        (SourceKind.UNKNOWN, SourceKind.AGENCY, "  ", "会社名を入力"),
        (SourceKind.AGENCY, SourceKind.OWN, "", "エージェント経由です"),
    ],
)
def test_a_source_that_cannot_be_is_refused(at_minato, by_ben, was, source, firm, why):
    application = ApplicationFactory(source=was)

    with pytest.raises(Refused, match=why):
        name_source(application, source, firm=firm, by=by_ben)

    application.refresh_from_db()
    assert application.source == was


@pytest.mark.parametrize("source", SourceKind.values)
def test_every_source_can_be_asked_for_in_the_pool(at_minato, source):
    kim = ApplicationFactory(source=source).candidate
    ApplicationFactory(source=SourceKind.OWN if source != SourceKind.OWN else SourceKind.MEDIA)

    found = queries.matching(Conditions(source=(source,)))

    assert list(found.values_list("pk", flat=True)) == [kim.pk]
    assert queries.facets(Conditions())["source"][source] == 1


def test_every_source_has_a_bit_of_its_own():
    assert set(SOURCE_BITS) == set(SourceKind.values)
    assert len(set(SOURCE_BITS.values())) == len(SOURCE_BITS)
