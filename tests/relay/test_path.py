"""The baton, from the question to the hire."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Candidate
from career_relay.consents.models import AccessGrant, ConsentEntry, Provision, Receipt
from career_relay.notices.models import PersonalMail
from career_relay.relay import actions
from career_relay.relay.models import HireNews, Introduction
from career_relay.relay.queries import talk_of, talks_of, whom_to_tell
from career_relay.relay.states import Origin, Stage
from career_relay.relay.window import answers_on_their_way, hire_news, received
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db


def mails() -> list[str]:
    return list(PersonalMail.objects.order_by("id").values_list("kind", flat=True))


def what_komorebi_sees(relay):
    with company(relay.komorebi.pk):
        return received(at=timezone.now(), today=timezone.localdate())


def test_the_asked_person_sees_who_asks_and_why(relay):
    relay.ask()

    with person(relay.kim):
        [talk] = talks_of(relay.kim)

    assert (talk.stage, talk.card.company.name, talk.card.title) == (
        Stage.ASKED,
        "株式会社こもれび",
        relay.position.title,
    )
    assert [one.requirement for one in talk.fit.shown][:2] == ["法人営業 2年以上", "提案書の作成"]
    assert "asked" in mails()


def test_a_yes_cools_off_and_shows_only_that_an_answer_is_on_its_way(relay):
    relay.ask()

    introduction = relay.yes()

    assert introduction.stage == Stage.ACCEPTED
    assert what_komorebi_sees(relay) == []
    with company(relay.komorebi.pk):
        assert answers_on_their_way() == {relay.position.pk}


def test_after_the_cooling_off_everything_is_there_at_once(relay):
    relay.ask()
    relay.yes()

    relay.cool()

    with person(relay.kim):
        provision, consent = Provision.objects.get(), ConsentEntry.objects.last()
        grant = AccessGrant.objects.select_related("package").get()
    mine = relay.mine()
    assert (mine.stage, mine.package_id) == (Stage.DISCLOSED, provision.package_id)
    assert (consent.recipient_id, consent.position_ref) == (relay.komorebi.pk, relay.position.pk)
    assert consent.package_hash == provision.package_hash == grant.package.hash == mine.package_hash
    assert provision.basis == "27-1"
    assert mine.reply_by > timezone.localdate()


def test_the_receiver_reads_nothing_but_the_declaration_before_confirming(relay):
    relay.ask()
    relay.yes()
    relay.cool()

    [seen] = what_komorebi_sees(relay)

    assert (seen.name, seen.email, seen.content, seen.fit.reasons, seen.moves) == ("", "", None, (), [])
    assert seen.declaration.provider_name == "みなと商工会議所"
    assert (seen.declaration.items, len(seen.declaration.evidence)) == (("contact", "history"), 64)


def test_confirming_writes_the_receipt_and_opens_what_was_chosen(relay, received):
    [seen] = what_komorebi_sees(relay)

    with company(relay.komorebi.pk):
        receipt = Receipt.objects.get()
    assert (receipt.person_name, receipt.confirmed_by_id) == ("キム 美咲", relay.cleo.pk)
    assert (seen.name, list(seen.content["items"])) == ("キム 美咲", ["contact", "history"])
    assert seen.fit.must_met == 2
    assert seen.moves == [Stage.INTERVIEWING, Stage.NOT_SELECTED]


def test_the_board_goes_to_hired_and_the_person_hears_of_each_step(received):
    received.advance(Stage.INTERVIEWING)
    received.advance(Stage.OFFERED)
    hired = received.advance(Stage.HIRED, starts_on=date(2027, 4, 1))

    assert (hired.stage, hired.starts_on) == (Stage.HIRED, date(2027, 4, 1))
    assert mails().count("progress") == 3


def test_a_hire_needs_its_first_day(received):
    received.advance(Stage.INTERVIEWING)
    received.advance(Stage.OFFERED)

    with pytest.raises(Refused):
        received.advance(Stage.HIRED)
    assert received.mine().stage == Stage.OFFERED


def test_a_no_of_the_receiver_comes_with_thanks(received):
    received.advance(Stage.NOT_SELECTED, words="お話しできてうれしかったです。")

    mine = received.mine()
    assert (mine.stage, mine.closing_words) == (Stage.NOT_SELECTED, "お話しできてうれしかったです。")
    assert mails()[-1] == "progress"


def test_the_receiver_moves_nothing_before_confirming(relay):
    relay.ask()
    relay.yes()
    relay.cool()

    with pytest.raises(Refused) as refused:
        relay.advance(Stage.INTERVIEWING)

    assert refused.value.code == "CONFIRMATION_REQUIRED"


def test_a_person_finds_an_opening_and_sends_themself(relay, kim):
    introduction = relay.send_self()
    relay.cool()

    with person(kim):
        assert Provision.objects.get().basis == "on_behalf_of_person"
    assert (introduction.origin, relay.mine().stage) == (Origin.SELF, Stage.DISCLOSED)
    [seen] = what_komorebi_sees(relay)
    assert seen.declaration.provider_name == "キム 美咲"


def test_sending_oneself_to_a_company_that_has_asked_answers_its_question(relay):
    relay.ask()

    relay.send_self()

    assert (relay.mine().origin, relay.mine().stage) == (Origin.ASK, Stage.ACCEPTED)


def test_before_the_disclosure_of_ones_own_sending_the_company_sees_no_sign(relay):
    relay.send_self()

    assert what_komorebi_sees(relay) == []
    with company(relay.komorebi.pk):
        assert answers_on_their_way() == set()


def test_only_whom_the_person_tells_learns_of_the_hire(received, minato, harbour):
    with company(minato.pk):
        candidate = CandidateFactory(person_id=received.kim)
    received.advance(Stage.INTERVIEWING)
    received.advance(Stage.OFFERED)
    received.advance(Stage.HIRED, starts_on=date(2027, 4, 1))
    with company(minato.pk):
        assert hire_news(at=timezone.now()) == []

    with person(received.kim):
        mine = Introduction.objects.get()
        assert [one.company.pk for one in whom_to_tell(mine)] == [minato.pk]
        actions.tell_hire(mine, Candidate.objects.get(), words="4月から働きます。", by=person_actor(received.kim))
        actions.tell_hire(mine, Candidate.objects.get(), words="もう一度", by=person_actor(received.kim))

    with company(minato.pk):
        [news] = hire_news(at=timezone.now())
        assert (news.words, news.candidate_id) == ("4月から働きます。", candidate.pk)
        assert Introduction.objects.count() == 0


def test_nothing_is_told_before_a_hire(received, minato):
    with company(minato.pk):
        CandidateFactory(person_id=received.kim)

    with person(received.kim), pytest.raises(Refused):
        actions.tell_hire(Introduction.objects.get(), Candidate.objects.get(), by=person_actor(received.kim))
    with company(minato.pk):
        assert HireNews.objects.count() == 0


def test_the_persons_own_list_takes_as_many_queries_for_three_as_for_one(
    relay, komorebi, harbour, django_assert_num_queries
):
    from career_relay.positions.models import PositionCircle
    from tests.factories.positions import PositionFactory

    relay.ask()
    with person(relay.kim), django_assert_num_queries(6):
        assert len(talks_of(relay.kim)) == 1
    for n in range(2):
        with company(komorebi.pk):
            relay.position = PositionFactory(title=f"法人営業{n}")
            PositionCircle.objects.create(position=relay.position, circle=harbour)
        relay.ask()

    with person(relay.kim), django_assert_num_queries(6):
        assert len(talks_of(relay.kim)) == 3


def test_a_talk_of_somebody_else_is_not_found(relay, another_person):
    relay.ask()
    public_id = relay.mine().public_id
    other = another_person(1)

    with person(other):
        assert talk_of(other, public_id) is None


def test_a_late_receiver_gives_it_back(relay):
    from career_relay.relay.deadlines import give_back

    relay.ask()
    relay.yes()
    relay.cool()
    with company(relay.komorebi.pk):
        Introduction.objects.update(reply_by=timezone.localdate() - timedelta(days=1))

        give_back(Introduction.objects.get().pk)

        grant = AccessGrant.objects.get()
    assert (relay.mine().stage, grant.revoked_at is not None, grant.deletion_due_on is not None) == (
        Stage.EXPIRED,
        True,
        True,
    )
    assert mails()[-1] == "progress"


def test_a_receiver_in_time_keeps_it(received):
    from career_relay.relay.deadlines import give_back

    with company(received.komorebi.pk):
        give_back(Introduction.objects.get().pk)

    assert received.mine().stage == Stage.DISCLOSED
