"""How a company comes into the network, proves its domain, confirms its facts each year, and leaves."""

from datetime import timedelta

import pytest
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone, translation

from career_relay.accounts.models import User
from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator
from career_relay.companies import joining, proofs
from career_relay.companies.actions import SuspensionReason, admit_company, resume_company, suspend_company
from career_relay.companies.models import Company, CompanyDomain, DomainProof, Joining, Membership, Standing
from career_relay.companies.queries import live_members
from career_relay.companies.rules import admission_checks
from career_relay.companies.terms import TERMS_VERSION, sections
from career_relay.notices.dns import Unasked
from career_relay.notices.joining_tasks import look
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS
from career_relay.notices.states import PersonalKind
from career_relay.relay.window import kept_from_us
from tests.factories.companies import CircleFactory, CompanyFactory, MembershipFactory, UserFactory, corporate_number
from tests.factories.positions import PositionFactory


@pytest.fixture(autouse=True)
def english(the_first_language):
    """The sentences here are looked for as they are written in the code."""
    with translation.override("en"):
        yield


FACTS = {
    "name": "株式会社つむぎ住建",
    "name_en": "",
    "corporate_number": corporate_number(4_711),
    "address": "東京都墨田区架空町1-0-0",
    "representative": "紬 一郎",
    "domain": "tsumugi.example",
    "contact_desk": "採用窓口",
    "harassment_desk": "組合の共用窓口",
}


def newcomer(**changed) -> joining.Newcomer:
    told = {"person": "紬 花", "email": "hana@tsumugi.example", "agrees": True, "origin": ""}
    facts = {key: changed.pop(key, value) for key, value in FACTS.items()}
    return joining.Newcomer(facts, **{**told, **changed})


@pytest.fixture
def tsumugi(db) -> Company:
    """A company that asked to join, and was screened; its only member of staff is at another domain."""
    company = CompanyFactory(slug="tsumugi", domain="tsumugi.example", verified_at=None, proven=None)
    owner = MembershipFactory(company=company, role="owner", user=UserFactory(email="hana@home.example")).user
    with acting_for(company.pk):
        joining.ask_to_join(company, agrees=True, by=user_actor(owner.pk))
    with operator():
        joining.note_screening(company, on=timezone.localdate(), how="官報と新聞の検索", by=SYSTEM)
    return company


def standing(company: Company) -> str:
    with operator():
        return Joining.objects.get(company=company).standing


def admitted(company: Company) -> Company:
    with acting_for(company.pk):
        proof = proofs.send_code(company, company.domain, "postmaster", by=SYSTEM)
        proofs.enter_code(company, proofs.code_of(proof), by=SYSTEM)
    with operator():
        return admit_company(company, by=SYSTEM)


# --- from outside -------------------------------------------------------------------------------------------------


def test_a_company_from_outside_has_an_owner_and_waits(db):
    owner = joining.apply_from_outside(newcomer())

    assert owner is not None
    assert (owner.role, owner.user.has_usable_password(), owner.company.slug) == ("owner", False, "tsumugi")
    assert (owner.company.is_live, standing(owner.company)) == (False, Standing.ASKED)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"corporate_number": "1234567890123"}, "check digit"),
        ({"corporate_number": "seven"}, "check digit"),
        ({"domain": "gmail.com", "email": "hana@gmail.com"}, "no single company"),
        ({"domain": "not a domain"}, "no mail domain"),
        ({"email": "hana@elsewhere.example"}, "tsumugi.example"),
        ({"email": "hana@tsumugi.example.attacker.example"}, "tsumugi.example"),
        ({"agrees": False}, "terms"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(db, changed, says):
    with pytest.raises(Refused, match=says):
        joining.apply_from_outside(newcomer(**changed))

    assert (Company.objects.count(), User.objects.count(), Membership.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("changed", [{"email": "other@tsumugi.example"}, {"corporate_number": corporate_number(9)}])
def test_who_is_here_already_is_not_made_twice_and_nobody_is_told(db, changed):
    joining.apply_from_outside(newcomer())

    assert joining.apply_from_outside(newcomer(**changed)) is None
    assert Company.objects.count() == 1


def test_numbers_are_taken_as_people_write_them(db):
    wide = "".join(chr(ord(one) + 0xFEE0) for one in FACTS["corporate_number"])

    owner = joining.apply_from_outside(newcomer(corporate_number=f"T{wide}", domain="@Tsumugi.Example"))

    assert owner is not None
    assert (owner.company.corporate_number, owner.company.domain) == (FACTS["corporate_number"], "tsumugi.example")


def test_who_wrote_an_address_into_the_form_has_not_proven_its_domain(db):
    owner = joining.apply_from_outside(newcomer())
    with operator():
        before = [str(check.name) for check in admission_checks(owner.company) if not check.is_met]
    user_logged_in.send(sender=User, request=None, user=owner.user)

    with operator():
        after = [str(check.name) for check in admission_checks(owner.company) if not check.is_met]
    assert before == ["mail domain, proven", "check for ties to organised crime"]
    assert after == ["check for ties to organised crime"]


def test_the_sixth_request_from_one_place_within_an_hour_is_not_taken(db):
    for n in range(joining.PER_NETWORK):
        joining.apply_from_outside(
            newcomer(corporate_number=corporate_number(n), email=f"u{n}@tsumugi.example", origin="a mark")
        )

    with pytest.raises(joining.TooMany):
        joining.apply_from_outside(newcomer(origin="a mark"))

    assert joining.apply_from_outside(newcomer(origin="another")) is not None


def test_the_terms_name_organised_crime_and_money_in_both_languages():
    japanese, english = sections("ja"), sections("en")

    assert len(japanese) == len(english) == 10
    assert "暴力団" in japanese[6].text
    assert "紹介料" in japanese[3].text
    assert all(one.text and one.head for one in [*japanese, *english])


# --- the queue ----------------------------------------------------------------------------------------------------


def test_what_is_not_met_keeps_the_company_out(tsumugi):
    with operator():
        Joining.objects.filter(company=tsumugi).update(screened_on=None, terms_version="2020-01")
        unmet = [str(check.name) for check in admission_checks(tsumugi) if not check.is_met]
        with pytest.raises(Refused):
            admit_company(tsumugi, by=SYSTEM)

    assert unmet == ["mail domain, proven", "terms of membership", "check for ties to organised crime"]


def test_a_company_with_everything_in_order_is_admitted_for_a_year(tsumugi):
    assert admitted(tsumugi).is_live

    with operator():
        kept = Joining.objects.get(company=tsumugi)
    assert (kept.standing, kept.confirm_by) == (Standing.ADMITTED, timezone.localdate() + timedelta(days=365))


@pytest.mark.parametrize("answer", [joining.send_back, joining.decline])
def test_an_answer_needs_a_word_and_is_given_once(tsumugi, answer):
    with operator():
        with pytest.raises(Refused, match="write a word"):
            answer(tsumugi, "  ", by=SYSTEM)
        answer(tsumugi, "代表者の登記をご確認ください。", by=SYSTEM)
        with pytest.raises(Refused, match="answered already"):
            answer(tsumugi, "もう一度", by=SYSTEM)
        assert list(joining.queue()) == []


def test_a_request_that_was_sent_back_is_sent_again(tsumugi):
    with operator():
        joining.send_back(tsumugi, "住所をご確認ください。", by=SYSTEM)
    with acting_for(tsumugi.pk):
        again = joining.ask_to_join(tsumugi, agrees=True, by=SYSTEM)

    assert (again.standing, again.word, again.screened_on) == (Standing.ASKED, "", timezone.localdate())


@pytest.mark.parametrize(
    ("days", "how", "says"),
    [(1, "検索", "not come"), (-366, "検索", "older than a year"), (0, "  ", "how it was checked")],
)
def test_a_check_has_a_day_and_a_way(tsumugi, days, how, says):
    with operator(), pytest.raises(Refused, match=says):
        joining.note_screening(tsumugi, on=timezone.localdate() + timedelta(days=days), how=how, by=SYSTEM)


def test_another_company_reads_nothing_of_a_request(tsumugi, minato):
    with acting_for(minato.pk):
        assert (Joining.objects.count(), DomainProof.objects.count()) == (0, 0)


def test_staff_and_operator_hear_how_it_goes(tsumugi, operator_company):
    UserFactory(email="otto@chamber.example", is_operator=True)
    with acting_for(tsumugi.pk):
        joining.ask_to_join(tsumugi, agrees=True, by=SYSTEM)
    with operator():
        joining.send_back(tsumugi, "足りません。", by=SYSTEM)

    mails = PersonalMail.objects.filter(kind=PersonalKind.STAFF_JOINING).order_by("id")
    told = [(one.to_user.email, one.data["step"]) for one in mails]
    assert told == [("otto@chamber.example", "asked"), ("hana@home.example", "sent_back")]
    with acting_for(tsumugi.pk):
        words = RENDERERS[PersonalKind.STAFF_JOINING](mails[1])
    assert "足りません" not in words.text  # what the operator wrote is read after signing in


# --- the domain ---------------------------------------------------------------------------------------------------


class Answering:
    """A name server that says the same to everybody."""

    def __init__(self, texts: list[str] | None) -> None:
        self.said = texts

    def texts(self, name: str) -> list[str]:
        if self.said is None:
            raise Unasked
        return self.said


@pytest.mark.parametrize(("texts", "found"), [([], "nothing"), (["v=spf1 -all"], "other"), (None, "unasked")])
def test_without_the_record_the_domain_is_not_proven_and_it_says_why(tsumugi, texts, found):
    with acting_for(tsumugi.pk):
        proof = proofs.look_in_dns(tsumugi, tsumugi.domain, by=SYSTEM)

    look(tsumugi.pk, proof.pk, asker=lambda: Answering(texts))

    with acting_for(tsumugi.pk):
        assert DomainProof.objects.get().found == found
    assert CompanyDomain.objects.get(company=tsumugi).verified_at is None


def test_the_record_proves_the_domain(tsumugi):
    with acting_for(tsumugi.pk):
        proof = proofs.look_in_dns(tsumugi, tsumugi.domain, by=SYSTEM)
        wanted = proofs.record_text(tsumugi.pk, tsumugi.domain)

    for _twice in range(2):
        look(tsumugi.pk, proof.pk, asker=lambda: Answering(["v=spf1 -all", f" {wanted}"]))

    assert CompanyDomain.objects.get(company=tsumugi).verified_at is not None
    with operator():
        assert [one.event for one in log_of(tsumugi)].count("companies.domain_proven") == 1


def test_anothers_record_proves_nothing(tsumugi, minato):
    with acting_for(tsumugi.pk):
        proof = proofs.look_in_dns(tsumugi, tsumugi.domain, by=SYSTEM)
        theirs = proofs.record_text(minato.pk, tsumugi.domain)

        assert not proofs.settle_record(proof.pk, [theirs], by=SYSTEM)


def test_a_domain_of_another_company_is_not_asked_for(tsumugi, minato):
    with acting_for(tsumugi.pk):
        for ask in (proofs.look_in_dns, lambda *a, **k: proofs.send_code(*a, "postmaster", **k)):
            with pytest.raises(Refused, match="already"):
                ask(tsumugi, minato.domain, by=SYSTEM)


@pytest.mark.parametrize("mailbox", ["hana", "", "postmaster@elsewhere.example", "POSTMASTER", "post master"])
def test_a_code_goes_to_mailboxes_of_the_domain_only(tsumugi, mailbox):
    with acting_for(tsumugi.pk), pytest.raises(Refused, match="mailboxes"):
        proofs.send_code(tsumugi, tsumugi.domain, mailbox, by=SYSTEM)

    assert PersonalMail.objects.filter(kind=PersonalKind.DOMAIN_CODE).count() == 0


def test_the_code_in_the_mail_proves_the_domain(tsumugi):
    with acting_for(tsumugi.pk):
        proof = proofs.send_code(tsumugi, tsumugi.domain, "hostmaster", by=SYSTEM)
        mail = PersonalMail.objects.get(kind=PersonalKind.DOMAIN_CODE)
        words = RENDERERS[PersonalKind.DOMAIN_CODE](mail).text
        code = proofs.code_of(proof)

        assert code in words
        assert code not in str(mail.data)
        proofs.enter_code(tsumugi, f" {code[:3]} {code[3:]} ", by=SYSTEM)
    assert CompanyDomain.objects.get(company=tsumugi).verified_at is not None


def test_five_wrong_codes_and_the_right_one_is_not_looked_at(tsumugi):
    with acting_for(tsumugi.pk):
        proof = proofs.send_code(tsumugi, tsumugi.domain, "admin", by=SYSTEM)
        right = proofs.code_of(proof)
        for _n in range(proofs.MOST_TRIES):
            with pytest.raises(Refused, match="not the code"):
                proofs.enter_code(tsumugi, "000000" if right != "000000" else "111111", by=SYSTEM)
        with pytest.raises(Refused, match="Too many"):
            proofs.enter_code(tsumugi, right, by=SYSTEM)
        with pytest.raises(Refused, match="a minute"):
            proofs.send_code(tsumugi, tsumugi.domain, "admin", by=SYSTEM)


def test_an_old_code_is_worth_nothing(tsumugi):
    with acting_for(tsumugi.pk):
        proof = proofs.send_code(tsumugi, tsumugi.domain, "admin", by=SYSTEM)
        DomainProof.objects.update(begun_at=timezone.now() - timedelta(days=8))

        with pytest.raises(Refused, match="No code"):
            proofs.enter_code(tsumugi, proofs.code_of(proof), by=SYSTEM)


# --- once a year --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "told"), [(61, 0), (60, 1), (30, 1), (8, 0), (7, 1), (0, 1), (-7, 1), (-8, 0)])
def test_the_yearly_confirmation_is_reminded_of_on_its_days(tsumugi, left, told):
    admitted(tsumugi)
    PersonalMail.objects.all().delete()
    with acting_for(tsumugi.pk):
        day = Joining.objects.get().confirm_by - timedelta(days=left)
        for _twice in range(2):
            joining.watch_confirmation(day)

    assert PersonalMail.objects.filter(kind=PersonalKind.STAFF_JOINING).count() == told


def test_a_month_after_the_day_the_company_pauses_until_it_has_confirmed(tsumugi):
    admitted(tsumugi)
    with acting_for(tsumugi.pk):
        Joining.objects.update(confirm_by=timezone.localdate() - timedelta(days=31))
        joining.watch_confirmation(timezone.localdate())
    paused = live_members().filter(pk=tsumugi.pk).exists()
    with operator(), pytest.raises(Refused, match="confirm its facts"):
        resume_company(tsumugi, by=SYSTEM)

    with acting_for(tsumugi.pk):
        joining.confirm_facts(tsumugi, agrees=True, by=SYSTEM)
    with operator():
        resume_company(tsumugi, by=SYSTEM)

    assert (paused, live_members().filter(pk=tsumugi.pk).exists()) == (False, True)


def test_confirming_needs_the_box_and_a_company_that_takes_part(tsumugi):
    with acting_for(tsumugi.pk):
        with pytest.raises(Refused, match="takes part"):
            joining.confirm_facts(tsumugi, agrees=True, by=SYSTEM)
        Joining.objects.update(standing=Standing.ADMITTED)
        with pytest.raises(Refused, match="read the facts"):
            joining.confirm_facts(tsumugi, agrees=False, by=SYSTEM)


# --- leaving ------------------------------------------------------------------------------------------------------


def test_leaving_takes_openings_circles_and_access_away_at_once(minato, kim, mode3):
    circle = CircleFactory()
    circle.companies.add(minato)
    with acting_for(minato.pk):
        position = PositionFactory(listed_until=timezone.localdate() + timedelta(days=9))
        position.circle_links.create(company=minato, circle=circle)
        joining.leave_network(minato, by=SYSTEM)
        joining.leave_network(minato, by=SYSTEM)

        position.refresh_from_db()
        assert (position.listed_until, position.circle_links.count(), position.state) == (None, 0, "open")
        assert kept_from_us([kim]) == set()  # nothing of Kim was handed over: nothing is said
    minato.refresh_from_db()
    assert (minato.is_live, minato.circles.count(), standing(minato)) == (False, 0, Standing.LEFT)
    with operator():
        assert [one.event for one in log_of(minato)] == ["companies.left_network"]


def test_who_left_may_ask_again_and_is_looked_at_anew(tsumugi):
    admitted(tsumugi)
    with acting_for(tsumugi.pk):
        joining.leave_network(tsumugi, by=SYSTEM)
        again = joining.ask_to_join(tsumugi, agrees=True, by=SYSTEM)

    assert (again.standing, again.left_at, again.terms_version) == (Standing.ASKED, None, TERMS_VERSION)


def test_the_operator_neither_asks_nor_leaves(operator_company):
    with acting_for(operator_company.pk):
        with pytest.raises(Refused):
            joining.leave_network(operator_company, by=SYSTEM)
        Company.objects.update(verified_at=None)
        with pytest.raises(Refused, match="itself"):
            joining.ask_to_join(operator_company, agrees=True, by=SYSTEM)


def test_a_suspended_company_leaves_as_well(tsumugi):
    admitted(tsumugi)
    with operator():
        suspend_company(tsumugi, reason=SuspensionReason.COMPLAINT, by=SYSTEM)
    with acting_for(tsumugi.pk):
        joining.leave_network(tsumugi, by=SYSTEM)

    assert standing(tsumugi) == Standing.LEFT
