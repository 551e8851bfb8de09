"""Whatever the company does with a person an agency protects, nothing reaches the person past the agency (PRODUCT A11).

Sequences of acts are drawn at random from every verb of the rooms that takes a record, an application or a notice.
A verb nobody has sorted in here fails the first test, so that a new one cannot be forgotten.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import career_relay
from career_relay.accounts.models import User
from career_relay.base.actors import Actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import (
    actions,
    agencies,
    bulk_acts,
    documents,
    fairness,
    intake,
    merges,
    pipeline,
    pools,
    remedies,
    reminders,
    scorecards,
    sources,
)
from career_relay.candidates.models import AgencyContract, Application, Candidate, Merge, Pool, Verb
from career_relay.candidates.states import Path, Reached, Reason, RecordState, SourceKind, Stage
from career_relay.companies.models import Company, Membership
from career_relay.consents import recommendations
from career_relay.consents.certificates import actions as certificates
from career_relay.consents.gates import may_write
from career_relay.consents.states import Barrier
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from career_relay.matching import actions as matching
from career_relay.matching.queries import OwnFilters, eligible
from career_relay.notices import actions as notices
from career_relay.notices import apologies, campaign_runs, campaigns, delays, preferences, queries
from career_relay.notices.delivery import deliver_company
from career_relay.notices.models import Message
from career_relay.notices.states import Channel, LegalClass, Way
from tests.factories.campaigns import newsletter, reachable
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.positions import PositionFactory
from tests.sink import smtp_sink  # noqa: F401 — a fixture

ROOMS = ("candidates", "consents", "notices", "matching", "relay")
OWN = ("kim@mail.example", "kim.work@mail.example")
AGENCY = "desk@bridge.example"
SOMEBODY = "nina@mail.example"  # another reader of a mailing, whom nobody introduced


@dataclass
class World:
    """Ada's company, and Kim, whom Bridge introduced a month ago."""

    company: Company
    user: User
    kim: Candidate
    application: Application
    twin: Candidate
    position: Any
    by: Actor
    merged: list[Merge] = field(default_factory=list)

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def staff(self) -> Membership:
        return Membership.objects.get(user=self.user, company=self.company)

    def person(self) -> Candidate:
        return Candidate.objects.get(pk=self.kim.pk)

    def selection(self) -> Application:
        return Application.objects.get(pk=self.application.pk)

    def notice(self) -> Message:
        """The last notice about Kim, made when there is none."""
        found = Message.objects.filter(candidate=self.kim, campaign=None).order_by("-id").first()
        return found or notices.draft_notice(self.selection(), by=self.by)


def world_of(company: Company, user: User) -> World:
    today = timezone.localdate()
    until = today + timedelta(days=335)
    kim = CandidateFactory(
        email=OWN[0],
        details={"other_email": OWN[1]},
        state=RecordState.CONTACT,
        state_evidence="応募フォーム 第3版",
        protected_until=until,
        protected_by="ブリッジ人材",
    )
    application = ApplicationFactory(
        candidate=kim,
        stage=Stage.REJECTED,
        reason=Reason.SKILLS,
        decided_at=timezone.now(),
        source=SourceKind.AGENCY,
        source_detail="ブリッジ人材",
        introduced_on=today - timedelta(days=30),
        protected_until=until,
        protection_from="usual",
    )
    twin = CandidateFactory(name="キム 美咲", email="kim@mail.example", state=RecordState.CONTACT)
    return World(company, user, kim, application, twin, PositionFactory(), user_actor(user.pk))


# --- every verb, with something a recruiter might well do --------------------------------------------------------------


def edit(world: World, **told: Any) -> None:
    notices.edit_draft(world.notice(), notices.Edit(**told), by=world.by)


def release(world: World) -> None:
    notices.check_message(world.notice(), by=world.by)
    notices.release([world.notice()], by=world.by)


def import_again(world: World, **told: Any) -> None:
    """A later export of their ATS, in which nobody remembers the agency."""
    application = ApplicationDraft(position="法人営業", source=SourceKind.OWN, applied_on=world.today)
    draft = CandidateDraft(
        name="キム 美咲",
        name_key=world.kim.name_folded,
        email=OWN[0],
        email_key=OWN[0],
        state="contact",
        state_on=world.today,
        state_evidence="応募フォーム",
        application=application,
        **told,
    )
    intake.take_in(draft, company=world.company, by=world.by)


def merge(world: World, *, twin_stays: bool) -> None:
    kept, gone = (world.twin, world.kim) if twin_stays else (world.kim, world.twin)
    world.merged.append(merges.merge_records(kept, gone, by=world.by))


def letter(world: World) -> None:
    """Whatever became of the draft, handing it over is tried."""
    line = {"skill": "説明", "evidence": "順を追って話された。"}
    draft = recommendations.draft_letter(world.selection(), [line], signed="採用担当", by=world.by)
    recommendations.hand_over(draft, by=world.by)


def certificate(world: World) -> None:
    """However far they came, a certificate of it is tried."""
    Application.objects.filter(pk=world.application.pk).update(reached=Reached.FINAL)
    certificates.issue_certificate(world.selection(), strengths=[], family="", by=world.by)


def many(world: World, verb: str, **facts: Any) -> None:
    act = bulk_acts.begin(verb, facts, [world.kim.pk, world.twin.pk], company_id=world.company.pk, by=world.by)
    bulk_acts.work(world.company.pk, act.pk)


def pool(world: World) -> Pool:
    return Pool.objects.first() or pools.make_pool("もう一度お話ししたい方", by=world.by)


def write_to_everybody(world: World) -> None:
    """A mailing to every record there is, put into the outbox at once."""
    ids = list(Candidate.objects.values_list("pk", flat=True))
    campaign = campaigns.release(newsletter(world.by), [*ids, reachable(email=SOMEBODY).pk], by=world.by)
    while campaign_runs.step(campaign.pk, at=timezone.now()) is campaign_runs.Next.AT_ONCE:
        pass


ACTS: dict[str, Callable[[World], Any]] = {
    "notices.campaigns.release": write_to_everybody,
    "candidates.actions.decide": lambda w: actions.decide(w.selection(), Stage.REJECTED, by=w.by, reason=Reason.FIT),
    "candidates.actions.reopen": lambda w: actions.reopen(w.selection(), by=w.by),
    "candidates.actions.advance": lambda w: actions.advance(w.selection(), Stage.INTERVIEWING, by=w.by),
    "candidates.actions.promise": lambda w: actions.promise(w.selection(), w.today, by=w.by),
    "candidates.actions.add_note": lambda w: actions.add_note(w.person(), "また話したい", by=w.by),
    "candidates.actions.set_owner": lambda w: actions.set_owner(w.person(), w.user, by=w.by),
    "candidates.actions.set_tags": lambda w: actions.set_tags(w.person(), ["シルバーメダル"], by=w.by),
    "candidates.actions.snooze": lambda w: actions.snooze(w.person(), w.today + timedelta(days=1), by=w.by),
    "candidates.actions.allow_contact": lambda w: actions.allow_contact(w.person(), by=w.by),
    "candidates.actions.stop_contact": lambda w: actions.stop_contact(w.person(), by=w.by),
    "candidates.sources.name_source": lambda w: sources.name_source(w.selection(), SourceKind.OWN, by=w.by),
    "candidates.sources.set_protection": lambda w: sources.set_protection(
        w.selection(), w.today + timedelta(days=400), reason="延長に合意", by=w.by
    ),
    "candidates.agencies.save_contract": lambda w: agencies.save_contract(
        AgencyContract(firm="ブリッジ人材", months=24, starts_on=date(2020, 1, 1), email=AGENCY), by=w.by
    ),
    "candidates.intake.take_in": import_again,
    "candidates.intake.take_in, with another address": lambda w: import_again(w, other_email="kim.home@mail.example"),
    "candidates.merges.merge_records": lambda w: merge(w, twin_stays=False),
    "candidates.merges.merge_records, into the twin": lambda w: merge(w, twin_stays=True),
    "candidates.merges.part_records": lambda w: merges.part_records(w.merged[-1], by=w.by),
    "candidates.bulk_acts.begin": lambda w: many(w, Verb.TAG, tag="シルバーメダル"),
    "candidates.actions.award_silver": lambda w: actions.award_silver(w.person(), by=w.by),
    "candidates.actions.withdraw_silver": lambda w: actions.withdraw_silver(w.person(), by=w.by),
    "candidates.actions.fast_track": lambda w: actions.fast_track(w.selection(), by=w.by),
    "candidates.actions.correct_record": lambda w: actions.correct_record(
        w.person(), {"name": "キム ミサキ", "phone": "090-0000-0001"}, by=w.by
    ),
    "candidates.actions.evaluate": lambda w: actions.evaluate(w.selection(), by=w.by, reached="first", comment="丁寧"),
    "candidates.actions.restore": lambda w: actions.restore(w.person(), by=w.by, do_not_contact=False),
    "candidates.actions.tell_apart": lambda w: actions.tell_apart(w.person(), uuid4(), by=w.by),
    "candidates.actions.tell_whats_changed": lambda w: actions.tell_whats_changed(w.selection(), "学びました", by=w.by),
    "candidates.fairness.ask_exception": lambda w: fairness.ask_exception(
        w.person(), "健康診断の結果に異常あり", purpose="配属", necessity="重機の運転", until=w.today, by=w.by
    ),
    "candidates.pipeline.move_together": lambda w: pipeline.move_together(
        [(w.selection(), "document")], "first", by=w.by
    ),
    "candidates.pipeline.set_interview": lambda w: pipeline.set_interview(
        w.selection(), w.user, at=timezone.now() + timedelta(days=3), by=w.by
    ),
    "candidates.pools.take_out_of_pool": lambda w: pools.take_out_of_pool(w.person(), pool(w), by=w.by),
    "candidates.scorecards.hand_in": lambda w: scorecards.hand_in(
        w.selection(), by=w.staff, actor=w.by, reached="first", lines=(), comment="丁寧"
    ),
    "candidates.pools.put_in_pool": lambda w: pools.put_in_pool(w.person(), pool(w), by=w.by),
    "candidates.reminders.remind": lambda w: reminders.remind(w.person(), w.user, w.today, "電話する", by=w.by),
    "candidates.pipeline.move": lambda w: pipeline.move(w.selection(), "first", was="document", by=w.by),
    "candidates.documents.receive_document": lambda w: documents.receive_document(
        w.person(), b"kim@mail.example", "cv.txt", by=w.by
    ),
    "notices.actions.draft_notice": lambda w: notices.draft_notice(w.selection(), by=w.by),
    "notices.actions.edit_draft, to the person": lambda w: edit(w, channel=Channel.MAIL),
    "notices.actions.edit_draft, to call": lambda w: edit(w, channel=Channel.PHONE),
    "notices.actions.edit_draft, to print": lambda w: edit(w, channel=Channel.LETTER),
    "notices.actions.edit_draft, the person as agency": lambda w: edit(w, to_agency="Kim@Mail.example"),
    "notices.actions.edit_draft, their other address": lambda w: edit(w, to_agency="ｋｉｍ.work@mail.example"),
    "notices.actions.edit_draft, the agency": lambda w: edit(w, to_agency=AGENCY),
    "notices.actions.check_message": lambda w: notices.check_message(w.notice(), by=w.by),
    "notices.actions.release": release,
    "notices.actions.undo_release": lambda w: notices.undo_release([w.notice()], by=w.by),
    "notices.actions.drop_draft": lambda w: notices.drop_draft(w.notice(), by=w.by),
    "notices.actions.reopen": lambda w: notices.reopen(w.notice(), by=w.by),
    "notices.actions.tell_otherwise": lambda w: notices.tell_otherwise(w.notice(), Channel.PHONE, "told", by=w.by),
    "notices.actions.tell_otherwise, by letter": lambda w: notices.tell_otherwise(
        w.notice(), Channel.LETTER, "posted", by=w.by
    ),
    "notices.apologies.draft_apology": lambda w: apologies.draft_apology(w.selection(), by=w.by),
    "candidates.remedies.change_telling": lambda w: remedies.change_telling(
        w.selection(), remedies.Telling("", Path.LATER), by=w.by
    ),
    "notices.delays.need_longer": lambda w: delays.need_longer(w.selection(), w.today + timedelta(days=14), by=w.by),
    "notices.actions.ask_mail_server": lambda w: notices.ask_mail_server(w.notice(), by=w.by),
    "notices.actions.settle_unknown": lambda w: notices.settle_unknown(w.notice(), arrived=False, by=w.by),
    "notices.preferences.unsubscribe": lambda w: preferences.unsubscribe(w.person(), how=Way.PHONE, by=w.by),
    "notices.preferences.talk_again": lambda w: preferences.talk_again(
        w.person(), preferences.Talk(preferences.months(w.today)[1]), by=w.by
    ),
    "consents.recommendations.draft_letter, and handed over": letter,
    "consents.certificates.actions.issue_certificate": certificate,
    "matching.actions.dismiss_match": lambda w: matching.dismiss_match(w.position, w.person(), by=w.by),
    "matching.actions.restore_match": lambda w: matching.restore_match(w.position, w.person(), by=w.by),
}
TAKEN = (Candidate, Application, Message)
ELSEWHERE = {
    "candidates.erasure.erase": "afterwards there is nobody to write to",
    "candidates.exports.forget": "erases a file",
    "candidates.holds.ask_hold": "keeps a record longer; writes to nobody",
    "candidates.scorecards.has_handed_in": "only looks",
    "consents.rights.ask_erasure": "the person's own act",
    "consents.rights.note_request": "writes down what the person asked for; the answer is not a mail",
    "consents.corrections.put_aside": "can only make less",
    "candidates.actions.note_permission": "behind the person's own word; never for the protected",
    "candidates.actions.settle_permission": "behind the person's own word: to be kept, or less; nothing is written",
    "notices.preferences.choose": "the person's own act, with a proven address",
    "notices.preferences.reduce": "can only make less",
    "notices.channels.keep_try": "behind tell_otherwise",
    "notices.apologies.follow": "behind candidates.actions.reopen",
    "notices.receivers.apologise": "behind candidates.actions.reopen",
    "notices.releases.ensure_seconded": "only looks",
    "notices.outbox.resolve_unknown": "behind ask_mail_server",
    "notices.outbox.resolve_all": "behind ask_mail_server",
    "notices.outbox.settle": "behind settle_unknown",
    "notices.surveys.answer_survey": "the person's own act",
}


def verbs() -> set[str]:
    """Every public function of the rooms that acts (`by`) on a record, an application or a notice."""
    found = set()
    for room in ROOMS:
        package = importlib.import_module(f"{career_relay.__name__}.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name and ".management" not in module.name:
                found |= set(_verbs_in(importlib.import_module(module.name)))
    return found


def _verbs_in(module: Any) -> list[str]:
    place = module.__name__.removeprefix(f"{career_relay.__name__}.")
    return [
        f"{place}.{name}"
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and _acts_on_a_person(function)
    ]


def _acts_on_a_person(function: Callable[..., Any]) -> bool:
    told = inspect.signature(function).parameters
    first = str(next(iter(told.values())).annotation) if told else ""
    return "by" in told and any(taken.__name__ in first for taken in TAKEN)


def test_every_verb_about_a_person_is_tried():
    sorted_in = {name.partition(",")[0] for name in ACTS} | set(ELSEWHERE)

    assert verbs() - sorted_in == set()


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=10), last=st.booleans())
def test_nothing_reaches_a_protected_person_past_the_agency(minato, ada, smtp_sink, settings, acts, last):  # noqa: F811
    settings.NOTICE_HOLD_SECONDS = 0
    before = len(smtp_sink.mails)
    with transaction.atomic():
        with acting_for(minato.pk):
            world = world_of(minato, ada)
        for name in acts:
            act(name, world)
        if last:  # however it stands now, somebody tries to send
            act("notices.actions.release", world)
        deliver_company(minato.pk)
        with acting_for(minato.pk):
            written = [to for mail in smtp_sink.mails[before:] for to in mail.recipients]
            assert set(written) <= {AGENCY, SOMEBODY}, acts
            nobody_may_reach(world)
        transaction.set_rollback(True)


def act(name: str, world: World) -> None:
    """Do it as the desk does, in a transaction of its own; a refusal is an answer."""
    no = suppress(Refused, Candidate.DoesNotExist, Application.DoesNotExist, IndexError)
    with acting_for(world.company.pk), no, transaction.atomic():
        ACTS[name](world)


def nobody_may_reach(world: World) -> None:
    """No list and no gate lets anybody through to a record with Kim's mailbox."""
    for kim in Candidate.objects.filter(email_key=OWN[0]):
        assert {may_write(kim, one) for one in LegalClass.values} == {Barrier.PROTECTED}
        assert not sources.may_contact_directly(kim, world.today)
    hers = Candidate.objects.filter(email_key=OWN[0])
    assert not sources.reachable(hers, world.today).exists()
    filters = OwnFilters(contact_only=True)
    assert not eligible(world.position, on=world.today, filters=filters).filter(email_key=OWN[0]).exists()
    assert [call.message.candidate.email for call in queries.calls(world.today)] == []
