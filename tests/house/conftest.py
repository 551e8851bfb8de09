"""A world with something behind every door, and a canary in every free text."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from time import time
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.utils import timezone

from career_relay.accounts.addresses import ask_address
from career_relay.accounts.models import Passkey, Person, User
from career_relay.base.actors import SYSTEM, person_actor, user_actor
from career_relay.base.tenancy import CompanyModel, NobodyActive, company, operator, person
from career_relay.candidates import runs
from career_relay.candidates.models import (
    AgencyContract,
    Application,
    BulkAct,
    BulkChange,
    Candidate,
    Document,
    DocumentState,
    DuplicateHint,
    Export,
    FairException,
    FormPermission,
    ImportFault,
    Interview,
    LegalHold,
    Merge,
    Note,
    Pool,
    PoolMember,
    Reminder,
    RunState,
    Segment,
    StageMove,
    Submission,
    Verb,
)
from career_relay.candidates.resumes.shapes import Extracted, Job
from career_relay.companies.complaints import Words, complain
from career_relay.companies.incidents import list_people, open_incident, pass_on
from career_relay.companies.models import Company, RetentionRule
from career_relay.companies.reports import Told, report
from career_relay.companies.roles import Role
from career_relay.consents import notebook, recommendations, shares
from career_relay.consents.actions import block_company, give_teaser
from career_relay.consents.certificates import queries as certificates
from career_relay.consents.certificates.actions import keep_certificate
from career_relay.consents.conditions import choose_card, keep_conditions
from career_relay.consents.models import Certificate
from career_relay.consents.passport import save_passport
from career_relay.consents.rights import Asking, ask_erasure, note_request
from career_relay.consents.shields import Workplace, declare_employer
from career_relay.consents.states import Right
from career_relay.imports.models import FormText, SavedMapping
from career_relay.matching.models import Dismissal
from career_relay.notices.actions import draft_notice
from career_relay.notices.campaigns import make_campaign
from career_relay.notices.models import (
    ChatHook,
    Closing,
    Delay,
    Incoming,
    LineAccount,
    LineEvent,
    LineLink,
    LinePush,
    LineText,
    Message,
    Pace,
    Preference,
    Suppression,
    SurveyAnswer,
    Template,
)
from career_relay.notices.proofs import prove as prove_word
from career_relay.notices.states import LineState, MessageState, Way, Word
from career_relay.portal.middleware import SESSION_KEY
from career_relay.positions.models import Position, Question, ShareCount, ShareLink
from career_relay.positions.states import State
from career_relay.relay.models import AskSpending
from tests.baton import HISTORY, ITEMS, Relay
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.companies import CompanyFactory, MembershipFactory, UserFactory
from tests.factories.people import prove
from tests.factories.positions import PositionFactory

FILE = "氏名,メールアドレス,応募職種,応募日\r\n海野 葵,umino@mail.example,法人営業,2026/10/01\r\n".encode()
SKIP = {"email_key", "address_hash", "name_folded", "phone_key", "language", "template_key", "stored", "key"}


def canary(owner: str, model: type[models.Model], name: str) -> str:
    """A word by which everybody sees whose it is; markup instead, where that is what is planted."""
    return owner if "<" in owner else f"cnry-{owner}-{model._meta.model_name}-{name}"


def plant(owner: str, *leave: type[models.Model]) -> set[str]:
    """Write a canary into every free text of the active company's rows. Gives those that were planted."""
    planted = set()
    for model in apps.get_models():
        if not issubclass(model, CompanyModel) or getattr(model, "append_only", False) or model in leave:
            continue
        words = {one.name: _bird(owner, model, one) for one in model._meta.concrete_fields if _is_free(one)}
        if words and model._base_manager.filter(company_id__isnull=False).update(**words):
            planted |= {canary(owner, model, name) for name in words}
    return planted


def _is_free(one: Any) -> bool:
    if one.name in SKIP or one.choices:
        return False
    if isinstance(one, ArrayField):
        return one.name in {"skills", "tags"}
    return isinstance(one, models.TextField) or (isinstance(one, models.CharField) and one.max_length >= 80)


def _bird(owner: str, model: type[models.Model], one: Any) -> Any:
    word = canary(owner, model, one.name)
    return [word[:30]] if isinstance(one, ArrayField) else word[: one.max_length]


@dataclass
class World:
    """Minato once turned Kim down; Komorebi asks her. Lee is another person, Dee works for the operator."""

    minato: Company
    komorebi: Company
    relay: Relay
    kim: int
    lee: int
    ada: User
    cleo: User
    dee: User
    of_minato: set[str] = field(default_factory=set)  # canaries
    of_kim: set[str] = field(default_factory=set)

    def browser(self, who: str) -> Client:
        """A browser of their own: ada, cleo, dee, viewer, kim, lee or nobody. Faults are answers, as in life."""
        client = Client(raise_request_exception=False)
        if who in {"kim", "lee"}:
            _put(client, {SESSION_KEY: getattr(self, who)})
        elif who != "nobody":
            found = User.objects.get(email="viewer@komorebi.example") if who == "viewer" else getattr(self, who)
            client.force_login(found)
            _put(client, just_proven(found))
        return client

    def ids(self, who: str) -> dict[str, list[Any]]:
        """The public ids of the rows that exist for them, by table."""
        scope = {"minato": company(self.minato.pk), "komorebi": company(self.komorebi.pk)}.get(who)
        with scope or (operator() if who == "operator" else person(getattr(self, who))):
            found = {"positions.position": [self.relay.position.public_id], **_ids_now()}
            if who == "kim":  # a company's row: only the reading of one's own finds it
                found["consents.certificate"] = [one.certificate.public_id for one in certificates.mine(self.kim)]
        words = {"words:key": ["document"], "words:language": ["ja"], "senders:kind": ["smtp"]}
        words |= {"words:file": ["json"], "retention:key": ["application"]}
        words |= {"words:book": ["jobs"], "words:paper": ["ringi"]}
        words |= {"words:right": ["erase"], "words:code": ["0" * 32]}
        return {**found, **words, "companies.company:slug": [who if who in {"minato", "komorebi"} else "komorebi"]}


FEW = 2
HAPPENED = {"title": "宛先違い", "kind": "missent", "known_on": timezone.localdate(), "people": 1}


def just_proven(user: User) -> dict[str, Any]:
    """What the sign-in library keeps of somebody who typed their password a moment ago."""
    return {
        "account_authentication_methods": [{"method": "password", "at": time(), "reauthenticated": True}],
        "account_authentication_methods_user": str(user.pk),
    }


def _put(client: Client, said: dict[str, Any]) -> None:
    session = client.session
    session.update(said)
    session.save()
    client.cookies["sessionid"] = session.session_key


def _ids_now() -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for model in apps.get_models():
        for name in {"public_id", "batch"} & {one.name for one in model._meta.fields}:
            with suppress(NobodyActive):
                rows = model.objects.order_by("-pk").values_list(name, flat=True)[:FEW]
                found[model._meta.label_lower + (":batch" if name == "batch" else "")] = list(rows)
    return found


@pytest.fixture
def people_of_the_house(komorebi, operator_company) -> User:
    """A viewer at Komorebi, and Dee, who works for the operator."""
    viewer = UserFactory(name="Vic", email="viewer@komorebi.example")
    MembershipFactory(company=komorebi, role=Role.VIEWER, user=viewer)
    return UserFactory(name="Dee", email="dee@chamber.example", is_operator=True)


@pytest.fixture
def world(settings, minato, komorebi, harbour, position, ada, cleo, kim, people_of_the_house) -> World:
    settings.MFA_REQUIRED_FOR_OWNERS = False
    world = World(
        minato, komorebi, Relay(position, komorebi, cleo, kim), kim, prove("lee@mail.example"), ada, cleo,
        people_of_the_house,
    )  # fmt: skip
    for one, staff in ((minato, ada), (komorebi, cleo)):
        _work_of(one, staff, kim if one == minato else None)
    _erasure_asked(world)
    _incident_passed_on(world)
    with company(minato.pk):
        world.of_minato = plant("minato")
    world.of_kim = _passport_of(kim, harbour)
    return world


def _shut_and_slow() -> None:
    """An address that bounced, a domain that asked for a pause, what came back to the last mail; yesterday's questions."""
    _answered(Message.objects.latest("pk"))
    Suppression.objects.create(address_hash="0" * 64, reason="bounced")
    Pace.objects.create(domain="mail.example", free_at=timezone.now(), refusals=1)
    AskSpending.objects.create(day=timezone.localdate() - timedelta(days=1), most=20, spent=5)


def _work_of(owner: Company, staff: User, person_id: int | None) -> None:
    """A desk in full use."""
    actor = user_actor(staff.pk)
    with company(owner.pk):
        mail = {"email": "kim@mail.example", "email_key": "kim@mail.example"} if person_id else {}
        candidate = CandidateFactory(person_id=person_id, owner=staff, **mail)
        twin = CandidateFactory(name="キム みさき")
        draft = PositionFactory(state=State.DRAFT, title="まだ出していない求人")
        _careers_of(owner, candidate, draft, staff)
        done, fresh, running = (
            ApplicationFactory(candidate=one, person_id=link, position=draft, stage=stage, **more)
            for one, link, stage, more in (
                (candidate, person_id, "rejected", {"decided_at": timezone.now(), "reason": "experience"}),
                (twin, None, "rejected", {"decided_at": timezone.now(), "reason": "experience"}),
                (twin, None, "interviewing", {}),
            )
        )
        EvaluationFactory(application=done)
        EvaluationFactory(application=running)
        Note.objects.create(candidate=candidate, author=staff, text="また会いたい")
        _files_of(candidate)
        _kept_of(candidate, staff)
        _guarded_of(candidate, staff)
        DuplicateHint.objects.create(first=candidate, second=twin, score=50, reasons=["email"])
        _held_of(twin, staff)
        Merge.objects.create(kept=twin, gone_id=0, gone_public_id=uuid4(), undone_at=timezone.now())
        draft_notice(fresh, by=actor)
        Message.objects.create(
            candidate=candidate, application=done, person_id=person_id, state=MessageState.ACCEPTED, subject="結果",
            body_text="結果のお知らせ", sent_at=timezone.now(), for_decided_at=done.decided_at,
        )  # fmt: skip
        _line_of(candidate, draft, Message.objects.latest("id"), person_id)
        _shut_and_slow()
        _mailing_to(candidate, actor)
        Preference.objects.create(candidate=candidate, topics=["jobs"], talk_words="週4日の仕事", how=Way.ME)
        prove_word(candidate, Word.GIVEN, how=Way.ME, screen="portal:hear")
        SurveyAnswer.objects.create(application=done, person_id=person_id, recommend=7, comment="丁寧でした")
        Template.objects.create(key="document", legal_class="notice", title="書類", subject="結果", body="結果です")
        Dismissal.objects.create(position=draft, candidate=candidate)
        FormText.objects.create(
            form="応募フォーム", version="v3", since="2026-01-01", text="記録を残します", text_hash="0" * 64
        )
        _imports_of(owner, staff)


def _desks_of(owner: Company) -> None:
    """Somebody complained, and somebody told the harassment desk."""
    complain(owner, Words("answer", "お返事がありません", "海野 葵", "umino@mail.example"), by=SYSTEM)
    report(owner, Told("power", "怒鳴られました", when_where="本社"), by=SYSTEM)


def _letter_about(done: Application, actor: Any) -> None:
    """A letter the person was handed, whoever looks after it."""
    line = {"skill": "説明", "evidence": "順を追って話された。"}
    letter = recommendations.draft_letter(done, [line], signed="採用担当", by=actor)
    recommendations.hand_over(letter, by=actor)


def _certified(done: Application) -> None:
    """A certificate that waits for its person's word."""
    Certificate.objects.create(
        candidate=done.candidate, application=done, number=7, name=done.candidate.name, month=date(2026, 10, 1),
        family="法人営業", strengths=["説明"],
    )  # fmt: skip


def _mailing_to(candidate: Candidate, actor: Any) -> None:
    """A letter and a certificate they were handed, and a mailing that left them out."""
    done = candidate.applications.get(stage="rejected")
    _letter_about(done, actor)
    _certified(done)
    campaign = make_campaign("便り", by=actor, template_key="newsletter")
    left_out = {"state": MessageState.SKIPPED, "skip_reason": "snoozed"}
    Message.objects.create(candidate=candidate, campaign=campaign, legal_class="newsletter", **left_out)


def _imports_of(owner: Company, staff: User) -> None:
    """Remembered columns, one file that was taken in with a fault, and one that waits."""
    SavedMapping.objects.create(name="中途の書き出し", fingerprint="0" * 64, headings=["氏名"], mapping={"columns": {}})
    run = runs.receive_file(SimpleUploadedFile("a.csv", FILE), "a.csv", company=owner, started_by=staff.pk, preset="")
    ImportFault.objects.create(run=run, line=2, column="氏名", value="海野", code="empty", problem="空です")
    type(run).objects.filter(pk=run.pk).update(
        state=RunState.DONE, started_at=timezone.now(), finished_at=timezone.now()
    )
    runs.receive_file(SimpleUploadedFile("b.csv", FILE), "b.csv", company=owner, started_by=staff.pk, preset="")


def _overdue_of(running: Application) -> None:
    """A promised day that moved once and has passed, with an answer that was drafted for it."""
    day = timezone.localdate() - timedelta(days=30)
    Delay.objects.create(
        application=running, stage="interviewing", reached="first", before=day, after=day, reason="面接官の日程"
    )
    type(running).objects.filter(pk=running.pk).update(promised_on=day)
    Closing.objects.create(
        application=running, promised_on=day, subject="ご応募について", body_text="お待たせしました", drafted_on=day
    )


def _answered(message: Message) -> None:
    """The person wrote back, and an earlier mail came back."""
    whose = {"message": message, "candidate": message.candidate, "via": "imap", "sender": "kim@mail.example"}
    Incoming.objects.create(
        kind="reply", subject="Re: 結果", text="承知しました", whole="承知しました\n> 結果", dedupe="0" * 64, **whose
    )
    Incoming.objects.create(kind="bounce", bounce="soft", status="4.4.7", detail="expired", dedupe="1" * 64, **whose)


def _files_of(candidate: Candidate) -> None:
    """One file that was read and one that waits."""
    read = Extracted(jobs=(Job("2019-04", "", True, "合同会社こもれび", "エンジニア", "決済"),), text="2019年4月〜現在")
    for state, found in ((DocumentState.READ, read.as_document()), (DocumentState.RECEIVED, {})):
        Document.objects.create(
            candidate=candidate, file_name="経歴.txt", stored=default_storage.save("documents/a", ContentFile(b"a")),
            size=1, sha256="0" * 64, media="text/plain", state=state, extracted=found,
        )  # fmt: skip


def _kept_of(candidate: Candidate, staff: User) -> None:
    """A pool, a reminder, saved conditions, something done to many, and a list that was asked for as a file."""
    pool = Pool.objects.create(name="再会したい方", note="春にお声がけ", made_by=staff)
    PoolMember.objects.create(pool=pool, candidate=candidate, added_by=staff)
    Reminder.objects.create(
        candidate=candidate, user=staff, made_by=staff, day=timezone.localdate(), words="お声がけする"
    )
    Segment.objects.create(name="関西の方", query="place=%E9%96%A2%E8%A5%BF", owner=staff, is_shared=True)
    act = BulkAct.objects.create(verb=Verb.TAG, facts={"tag": "春"}, state=BulkAct.State.DONE, by=staff)
    BulkChange.objects.create(
        act=act, candidate=candidate, outcome="changed", before={"tags": []}, after={"tags": ["春"]}
    )
    Export.objects.create(asked_by=staff, reason="春の採用の準備", people=[candidate.pk], columns=["name"], rows=101)


def _guarded_of(candidate: Candidate, staff: User) -> None:
    """A contract with an agency, words that wait for an officer, and what was told at the desks."""
    _desks_of(Company.objects.get(pk=candidate.company_id))
    AgencyContract.objects.create(firm="ブリッジ人材", firm_key="ブリッジ人材", starts_on="2026-01-01", months=12)
    FairException.objects.create(
        candidate=candidate, text="重機の運転に要る視力", fingerprint="0" * 64, items=["FAIR-14"], purpose="配属",
        necessity="法令の定め", wanted_until=timezone.localdate() + timedelta(days=30), asked_by=staff,
    )  # fmt: skip


def _held_of(candidate: Candidate, staff: User) -> None:
    """A record a dispute keeps, a request by post, a period wanted longer, and an incident with somebody on its list."""
    note_request(candidate, Asking(Right.STOP, about="発送を止めてください"), by=user_actor(staff.pk))
    until = timezone.localdate() + timedelta(days=30)
    LegalHold.objects.create(candidate=candidate, reason="労働局の照会", until=until, asked_by=staff)
    RetentionRule.objects.create(key="open", months=12, wanted=18, wanted_why="選考が長い職種のため", wanted_by=staff)
    happened = open_incident(HAPPENED, by=user_actor(staff.pk))
    list_people(happened, [candidate.pk], why="log", by=user_actor(staff.pk))


def _careers_of(owner: Company, candidate: Candidate, draft: Position, staff: User) -> None:
    """A careers page with a position and a question, and somebody who applied and is to be met."""
    Company.objects.filter(pk=owner.pk).update(careers_on=True)
    Position.objects.update(careers_until=timezone.localdate() + timedelta(days=9))
    Question.objects.create(position=draft, text="これまでの経験", hint="短くて構いません")
    running = ApplicationFactory(candidate=candidate, position=draft, stage="applied", position_title="応募中の求人")
    _overdue_of(running)
    sent = Submission.objects.create(candidate=candidate, application=running, key=uuid4(), message="長く働きたいです")
    FormPermission.objects.create(
        candidate=candidate, submission=sent, box="pool", version="1", text="保存に同意します"
    )
    Interview.objects.create(
        application=running, interviewer=staff, at=timezone.now() + timedelta(days=3), place="会議室", note="経験を聞く"
    )
    today = timezone.localdate()
    StageMove.objects.create(
        application=running, from_stage="applied", from_reached="document", from_activity=today,
        to_stage="screening", to_reached="document", moved_by=staff,
    )  # fmt: skip


def _line_of(candidate: Candidate, draft: Position, message: Message, person_id: int | None) -> None:
    """A LINE account that speaks to nobody, somebody who linked it and wrote, and a short link that was followed."""
    ChatHook.objects.create(kind="slack", label="採用", address="https://hooks.slack.com/services/T/B/s")
    LineAccount.objects.create(channel_id="1234567890", secret="s", token="t", state=LineState.DEMO)
    LineLink.objects.create(candidate=candidate, person_id=person_id, user="U1", user_hash=uuid4().hex)
    LineText.objects.create(candidate=candidate, text="木曜はいかがですか", written_at=timezone.now())
    LineEvent.objects.create(event_id="1", kind="follow", happened_at=timezone.now())
    LinePush.objects.create(message=message, first_tried_at=timezone.now())
    link = ShareLink.objects.create(position=draft, network="x", code=uuid4().hex[:8])
    ShareCount.objects.create(link=link, day=timezone.localdate(), times=3)


def _incident_passed_on(world: World) -> None:
    """Something happened at the operator, and both companies were told."""
    with operator():
        mine = open_incident({**HAPPENED, "title": "保存先への侵入"}, by=SYSTEM)
        pass_on(mine, [world.minato, world.komorebi], by=SYSTEM)


def _erasure_asked(world: World) -> None:
    from career_relay.candidates.models import Candidate

    with person(world.kim):
        ask_erasure(Candidate.objects.get(), by=person_actor(world.kim))


def _passport_of(kim: int, circle: Any) -> set[str]:
    words = {
        "name": "cnry-kim-name",
        "email": "cnry-kim-email@mail.example",
        "headline": "法人営業 cnry-kim-headline",
        "history": f"{HISTORY}\ncnry-kim-history",
        "skills": ["法人営業", "cnry-kim-skills"],
        "start_from": "3か月後 cnry-kim-start",
        "working_time": "週4日 cnry-kim-time",
        "employment": ["permanent"],
        "prefectures": ["大阪府"],
    }
    until = timezone.now() + timedelta(days=90)
    with person(kim):
        save_passport(kim, by=person_actor(kim), **words)
        give_teaser(kim, items=ITEMS, until=until, by=person_actor(kim), circles=[circle])
        elsewhere = CompanyFactory(slug="elsewhere")
        block_company(kim, elsewhere, by=person_actor(kim))
        keep_conditions(kim, {"q": "営業"}, name="営業の仕事", rhythm="daily", seen=[], by=person_actor(kim))
        choose_card(kim, role_family="sales", region="関西", years="to_7", by=person_actor(kim))
        declare_employer(kim, at=Workplace(domain="cnry-kim-work.example"), by=person_actor(kim))
        _kept_by(kim)
        _comes_in(kim)
    return {"cnry-kim-name", "cnry-kim-email", "cnry-kim-headline", "cnry-kim-history", "cnry-kim-skills",
            "cnry-kim-start", "cnry-kim-time", "cnry-kim-work", "cnry-kim-note"}  # fmt: skip


def _comes_in(kim: int) -> None:
    """A passkey, another address that is not proven yet, and a page that was joined to this one."""
    Passkey.objects.create(name="cnry-kim-key", credential_id="cnry-kim-key", credential=b"key")
    ask_address(kim, "kim@work.example", language="ja")
    Person.objects.create(joined_to_id=kim)


def _kept_by(kim: int) -> None:
    """A link nobody has, a note, a certificate whoever has its link may check, and a page whose record went."""
    seen = shares.preview(kim, ["skills"])
    shares.make_share(kim, ["skills"], title="面接用", days=7, expected_hash=seen.hash, by=person_actor(kim))
    notebook.write_note(kim, "cnry-kim-note")
    keep_certificate(certificates.mine(kim)[0], by=person_actor(kim), is_shown=True)
    at = Company.objects.get(slug="elsewhere")
    facts = {"about_id": at.pk, "company_name": at.name, "applied_on": timezone.localdate()}
    notebook.keep_page(kim, uuid4(), **facts)
