"""The person's own profile: what fills it, what may not stand in it, how long it holds, and what is made of it."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.base.text import lint
from career_relay.candidates.resumes.forbidden import Forbidden
from career_relay.candidates.resumes.refusals import LARGEST, Unwelcome
from career_relay.consents import actions, packages, passport, tasks, uploads
from career_relay.consents.models import Package, Passport
from career_relay.consents.states import Item
from career_relay.notices.models import PersonalMail
from career_relay.notices.states import PersonalKind
from tests.candidates.papers import made
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import CompanyFactory
from tests.factories.people import PassportFactory
from tests.factories.positions import PositionFactory

FAIR = lint.vectors(lint.FAIR)
ITEMS = [code for code in FAIR if code[-2:].isdigit() and code.startswith("FAIR-") and "W" not in code]
SENSITIVE = [code for code in FAIR if code.startswith("FAIR-X")]


def save(kim: int, **fields) -> Passport:
    return passport.save_passport(kim, by=SYSTEM, **{"name": "キム 美咲", "email": "kim@mail.example", **fields})


def days_ago(n: int) -> dict:
    return {"as_of": timezone.localdate() - timedelta(days=n)}


# --- what fills it ------------------------------------------------------------------------------------------------


def test_only_records_one_owns_fill_the_first_draft(kim, minato, komorebi):
    with company(minato.pk):
        CandidateFactory(person_id=kim, name="キム 美咲", history="営業を3年。", skills=["英語"], prefecture="大阪府")
    with company(komorebi.pk):
        CandidateFactory(
            person_id=None, email_key="kim@mail.example", name="別人", history="よその記録", skills=["極秘"]
        )

    with person(kim):
        draft = passport.started(kim)

    assert (draft.pk, draft.name, draft.history, draft.skills) == (None, "キム 美咲", "営業を3年。", ["英語"])
    assert (draft.prefectures, draft.email) == (["大阪府"], "kim@mail.example")


def test_a_saved_profile_is_no_longer_filled_from_anywhere(kim, minato):
    with person(kim):
        save(kim, history="自分の言葉")
    with company(minato.pk):
        CandidateFactory(person_id=kim, history="会社の記録")

    with person(kim):
        assert passport.started(kim).history == "自分の言葉"


# --- what may not stand in it -------------------------------------------------------------------------------------


def test_the_guard_knows_fourteen_items():
    assert len(ITEMS) == 14


@pytest.mark.parametrize("code", [*ITEMS, *SENSITIVE])
def test_words_about_protected_matters_are_not_kept(as_kim, code):
    with pytest.raises(Refused) as refusal:
        save(as_kim, history=FAIR[code]["hit"][0])

    assert refusal.value.code in lint.items_hit(FAIR[code]["hit"][0])
    assert code in lint.items_hit(FAIR[code]["hit"][0])
    assert passport.current(as_kim) is None


@pytest.mark.parametrize("name", passport.FREE_TEXT)
def test_every_free_text_is_guarded(as_kim, name):
    words = "支持政党は秘密です。尊敬する人物は父です。"

    with pytest.raises(Refused):
        save(as_kim, **{name: [words] if name == "skills" else words})


def test_an_address_a_member_reads_is_refused(as_kim):
    CompanyFactory(domain="work.example")

    with pytest.raises(Refused) as refusal:
        save(as_kim, email="kim@hr.work.example")

    assert refusal.value.code == "WORK_ADDRESS"


# --- how long it holds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "found"), [(89, (False, False)), (90, (True, False)), (180, (True, False)), (181, (True, True))]
)
def test_it_is_asked_about_after_ninety_days_and_hidden_after_a_hundred_and_eighty(as_kim, days, found):
    it, now = PassportFactory(**days_ago(days)), timezone.now()

    assert (passport.is_stale(it, at=now), passport.is_hidden(it, at=now)) == found


def test_confirming_makes_it_of_today_and_asks_again_in_ninety_days(as_kim):
    PassportFactory(**days_ago(100))

    confirmed = passport.confirm_passport(as_kim, by=SYSTEM)

    job = ProcrastinateJob.objects.filter(task_name=tasks.ask_whether_it_holds.name).latest("id")
    assert confirmed.as_of == timezone.localdate()
    assert job.args == {"person_id": as_kim}
    assert (job.scheduled_at - timezone.now()).days in (89, 90)
    with pytest.raises(Refused):
        Passport.objects.all().delete()
        passport.confirm_passport(as_kim, by=SYSTEM)


@pytest.mark.parametrize(("days", "mails"), [(89, 0), (90, 1)])
def test_one_mail_asks_whether_it_holds(as_kim, days, mails):
    PassportFactory(**days_ago(days))

    asked = [passport.ask_now(as_kim) for _ in range(2)]

    assert asked == [bool(mails)] * 2
    assert PersonalMail.objects.filter(kind=PersonalKind.STALE).count() == mails


def test_an_emptied_profile_is_not_asked_about(as_kim):
    PassportFactory(**days_ago(100), email="")

    assert passport.ask_now(as_kim) is False


def test_a_pause_is_until_a_day_to_come_and_needs_a_profile(as_kim):
    with pytest.raises(Refused):
        actions.pause(as_kim, until=timezone.localdate(), by=SYSTEM)
    it = PassportFactory()
    with pytest.raises(Refused):
        actions.pause(as_kim, until=timezone.localdate() - timedelta(days=1), by=SYSTEM)

    actions.pause(as_kim, until=timezone.localdate() + timedelta(days=3), by=SYSTEM)

    it.refresh_from_db()
    at = [timezone.now() + timedelta(days=n) for n in (0, 3, 4)]
    assert [passport.is_paused(it, at=one) for one in at] == [True, True, False]


# --- what is made of it -------------------------------------------------------------------------------------------


@pytest.fixture
def position(komorebi):
    with company(komorebi.pk):
        return PositionFactory()


def test_what_is_shown_is_what_the_package_holds(as_kim, komorebi, position):
    it = PassportFactory(employment=["permanent"], weekly_hours=30, working_time="週4日")
    shown = packages.contents_of(it)
    content = packages.compose(it, list(Item), recipient=komorebi, position=position)

    sent = packages.seal(
        it, packages.filled_items(it), recipient=komorebi, position=position,
        expected_hash=packages.hash_of(packages.compose(it, packages.filled_items(it), recipient=komorebi, position=position)),
    )  # fmt: skip

    assert content["items"] == {item.value: shown[item] for item in Item}
    assert Package.objects.get(pk=sent.pk).content["items"] == {
        item.value: shown[item] for item in packages.filled_items(it)
    }


def test_what_changed_since_it_was_shown_is_not_sent(as_kim, komorebi, position):
    it = PassportFactory()
    seen = packages.hash_of(packages.compose(it, ["contact"], recipient=komorebi, position=position))
    it.working_time = "週3日"
    unchosen = packages.compose(it, ["contact"], recipient=komorebi, position=position)
    it.email = "other@mail.example"

    with pytest.raises(Refused) as refusal:
        packages.seal(it, ["contact"], recipient=komorebi, position=position, expected_hash=seen)

    assert refusal.value.code == "PACKAGE_CHANGED"
    assert packages.hash_of(unchosen) == seen, "what was not chosen is no part of it"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ("", "")),
        ({"employment": ["part_time"], "weekly_hours": 20}, ("パート・アルバイト", "週20時間まで")),
        ({"working_time": "平日の午前"}, ("", "平日の午前")),
    ],
)
def test_hours_and_kinds_of_work_are_said_only_when_they_are(said, words):
    kinds, hours = packages.terms_in_words(said)

    assert (bool(kinds), bool(hours)) == (bool(words[0]), bool(words[1]))
    assert str(said.get("weekly_hours", "")) in hours
    assert said.get("working_time", "") in hours


# --- a résumé one holds -------------------------------------------------------------------------------------------


def test_a_resume_offers_work_and_skills_and_leaves_out_what_may_not_count():
    offer = uploads.read_resume(made.SHOKUREKI.encode(), "職務経歴書.txt")

    assert "AWS" in offer.history + " ".join(offer.skills)
    assert "結婚" not in offer.history + " ".join(offer.skills)
    assert sum(offer.left_out.values()) >= 1
    assert lint.items_hit(offer.history) == ()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.txt"),
        (b"MZ\x90\x00" + b"\x00" * 200, "a.pdf"),
        (b"%PDF-1.7\n" + b"\xff" * 400, "a.pdf"),
        (made.pdf([["x"]], password="secret"), "a.pdf"),
        (
            made.archive(
                {"word/document.xml": made.document("", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>')}
            ),
            "a.docx",
        ),
        (b"x" * (LARGEST + 1), "a.txt"),
        ("名前".encode("utf-16"), "a.svg"),
        ("今日はよい天気です。".encode(), "a.txt"),
        (made.scan(), "a.pdf"),
    ],
    ids=["empty", "program", "broken", "locked", "entity", "too big", "picture", "says nothing", "scan"],
)
def test_a_file_that_does_not_help_is_refused_in_words(data, name):
    with pytest.raises(Refused) as refusal:
        uploads.read_resume(io.BytesIO(data), name)

    assert len(str(refusal.value)) > 10


def test_papers_nobody_may_keep_are_refused():
    with pytest.raises(Forbidden):
        uploads.read_resume("マイナンバー 123456789018".encode(), "経歴.txt")
    with pytest.raises((Forbidden, Unwelcome)):
        uploads.read_resume(made.SHOKUREKI.encode(), "住民票の写し.txt")
