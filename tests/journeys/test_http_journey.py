"""One baton through the whole program, by its pages. Before each step its effect is not there; after it, it is.

So a step that is removed, or that no longer does anything, fails here under its own name.
"""

import re
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from career_relay.accounts.models import CodeRequest
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Application, Candidate, ImportRun, RunState
from career_relay.companies.models import Company
from career_relay.consents.models import AccessGrant, ConsentNow, Passport, Provision, Receipt
from career_relay.consents.states import Purpose
from career_relay.demo.story import NUMBERS, Story, steps, summary
from career_relay.demo.story_desk import MAIL, NAME, POINT, UPTO
from career_relay.notices.models import Message, PersonalMail, SurveyAnswer
from career_relay.relay.models import Ask, Introduction
from career_relay.relay.states import Stage
from tests.worker import failed_jobs

WRITES = re.compile(r"^(INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"")
LOOKING_IS_NOTED = {
    "django_session",
    "notices_message",
}  # the first look at an answer, so that nobody is called in vain


def at(slug: str):
    return company(Company.objects.get(slug=slug).pk)


def hers() -> int | None:
    with at("minato"):
        found = Candidate.objects.filter(email_key=MAIL).first()
        return found.person_id if found else None


def as_her(look: Callable[[], bool]) -> bool:
    if (found := hers()) is None:
        return False
    with person(found):
        return bool(look())


def file_is(*states: str) -> bool:
    with at("minato"):
        return ImportRun.objects.filter(state__in=states).exists()


def all_taken_in() -> bool:
    with at("minato"):
        run = ImportRun.objects.filter(state=RunState.DONE).first()
        return run is not None and (run.created, run.faulty, Candidate.objects.count()) == (269, 20, 269)


def her_stage(stage: str) -> bool:
    with at("minato"):
        return Application.objects.filter(candidate__email_key=MAIL, stage=stage).exists()


def five_notices(**fields: object) -> bool:
    with at("minato"):
        return Message.objects.filter(**fields).count() == 5


def her_notice_was_opened() -> bool:
    with at("minato"):
        return Message.objects.filter(candidate__email_key=MAIL, seen_at__isnull=False).exists()


def survey_is_answered() -> bool:
    with at("minato"):
        answers = list(SurveyAnswer.objects.values_list("helpful", "recommend"))
        return answers == [(True, 9)]


def profile_is_complete() -> bool:
    return Passport.objects.filter(name__contains=NAME, pay_min=480, history__contains="法人営業").exists()


def may_be_asked() -> bool:
    return ConsentNow.objects.filter(purpose=Purpose.TEASER, circle__slug="harbour").exists()


def asked_for_five() -> bool:
    with at("komorebi"):
        return Ask.objects.filter(upto=UPTO, position__role_family="b2b_sales").exists()


def introduction_is(stage: str) -> bool:
    return as_her(lambda: Introduction.objects.filter(stage=stage).exists())


def all_handed_over() -> bool:
    """Record of provision, access and stage: all of them or none, for the package that was agreed to."""
    found = Introduction.objects.filter(stage=Stage.DISCLOSED).select_related("package").first()
    provision, grant = Provision.objects.first(), AccessGrant.objects.first()
    parts = {found is not None, provision is not None, grant is not None}
    assert len(parts) == 1, parts
    consent = ConsentNow.objects.filter(purpose=Purpose.SHARE).first()
    if found is None or consent is None:
        return False
    return found.package_hash == provision.package_hash == found.package.hash == consent.entry.package_hash


def receipt_is_written() -> bool:
    with at("komorebi"):
        return Receipt.objects.filter(person_name__contains=NAME).exists()


def personal(kind: str, count: int = 1) -> bool:
    return PersonalMail.objects.filter(kind=kind, state="sent").count() == count


EFFECTS: dict[str, Callable[[Story], bool]] = {
    "sign_in_at_minato": lambda story: "_auth_user_id" in story.minato.client.session,
    "upload": lambda _: file_is(*RunState.values),
    "map_columns": lambda _: file_is(RunState.CHECKED),
    "check": lambda story: story.seen.get("faults_named") == 20,
    "run_import": lambda _: all_taken_in(),
    "decide": lambda _: her_stage("rejected"),
    "draft": lambda _: five_notices(),
    "write": lambda _: five_notices(is_checked=True),
    "release": lambda story: five_notices(state="held") and not story.world.mails(MAIL),
    "wait_for_mails": lambda story: five_notices(state="accepted") and POINT in story.world.mails(MAIL)[0]["text"],
    "follow_link": lambda _: CodeRequest.objects.filter(door="minato").count() == 1,
    "enter_code": lambda _: hers() is not None and her_notice_was_opened(),
    "read_result": lambda story: story.seen.get("feedback") == POINT,
    "answer_survey": lambda _: survey_is_answered(),
    "read_openings": lambda story: story.seen.get("openings", 0) > 0,
    "write_passport": lambda _: as_her(profile_is_complete),
    "consent": lambda _: as_her(may_be_asked),
    "get_receipt": lambda story: story.seen.get("opted_in") == 1,
    "come_by_the_door": lambda _: CodeRequest.objects.filter(door="minato", used_at__isnull=False).count() == 2,
    "ask": lambda _: asked_for_five(),
    "get_question": lambda _: introduction_is(Stage.ASKED),
    "say_yes": lambda _: introduction_is(Stage.ACCEPTED),
    "wait_for_introduction": lambda _: as_her(all_handed_over),
    "confirm_receipt": lambda _: receipt_is_written(),
    "begin_talks": lambda _: introduction_is(Stage.INTERVIEWING),
    "make_offer": lambda _: introduction_is(Stage.OFFERED),
    "hire": lambda _: introduction_is(Stage.HIRED),
    "hear_of_the_hire": lambda story: story.seen.get("may_tell", False),
    "read_figures": lambda story: story.seen.get("kpi", {}).get("referral_hires") == 1,
}


def written(captured: CaptureQueriesContext) -> set[str]:
    found = (WRITES.match(query["sql"]) for query in captured.captured_queries)
    return {match[2] for match in found if match} - LOOKING_IS_NOTED


def watch_looks(browser) -> None:
    """From now on a GET of this visitor that writes anything fails the test."""
    fetch = browser.fetch

    def watched(method, url, data):
        with CaptureQueriesContext(connection) as captured:
            page = fetch(method, url, data)
        assert method != "GET" or written(captured) == set(), url
        return page

    browser.fetch = watched


def test_one_baton_goes_the_whole_way_and_can_be_taken_back(story):
    for browser in (story.minato, story.komorebi, story.candidate):
        watch_looks(browser)
    assert [step.__name__ for step in steps()] == list(EFFECTS)

    for step in steps():
        effect = EFFECTS[step.__name__]
        assert not effect(story), f"{step.__name__}: it was so before"
        step(story)
        assert effect(story), f"{step.__name__}: nothing came of it"

    assert {name: story.seen[name] for name in NUMBERS} == {
        "imported": 280,
        "faulty": 20,
        "notices_sent": 5,
        "opted_in": 1,
        "asked": 1,
        "introduced": 1,
        "disclosed": 1,
        "hired": 1,
    }
    assert summary(story)["kpi"]["referral_hires"] == 1
    assert failed_jobs() == []
    the_first_company_learns_nothing(story)
    taken_back_in_one_tap(story)


def the_first_company_learns_nothing(story):
    """No page of the company that said no speaks of what came after."""
    for page in (story.places["record"], "/desk/", "/desk/board/", "/desk/report/"):
        assert "こもれび" not in story.minato.open(page).text


def taken_back_in_one_tap(story):
    page = story.candidate.open("/me/data")
    of_the_hand_over = [one.action for one in page.forms if "/me/data/withdraw/" in one.action][-1]

    story.candidate.submit(of_the_hand_over)

    with person(hers()):
        assert AccessGrant.objects.filter(revoked_at=None).count() == 0
        assert ConsentNow.objects.filter(purpose=Purpose.SHARE).count() == 0
    for page in (story.places["introduction"], "/desk/board/", "/desk/board/?view=table"):
        seen = story.komorebi.open(page).text
        assert NAME not in seen
        assert MAIL not in seen
