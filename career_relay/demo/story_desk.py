"""The two desks of the story: the company that says no with care, and the one that hires."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.utils.timezone import localdate

from career_relay.demo.browser import Browser
from career_relay.demo.data import PASSWORD
from career_relay.demo.pages import File, Page, StepFailed
from career_relay.demo.story import Story
from career_relay.embedded.words import translate as _

SAMPLE: Final = Path(__file__).resolve().parents[2] / "demo" / "files" / "ats_export.csv"
RECRUITER: Final = "tamura@minato.example"
RECEIVER: Final = "mori@komorebi.example"
NAME: Final = "三浦"
MAIL: Final = "saori.miura@kimail.example"
OTHERS: Final = 4
UPTO: Final = 5
POINT: Final = (
    "既存のお客様との関係を、順を追ってお話しくださり、状況がよく分かりました。"
    "今回は新規開拓のご経験をより重視したため、このような判断となりました。"
)
OTHER_POINT: Final = "ご経験を順を追ってお話しくださり、状況がよく分かりました。"
AGENCY: Final = "tanto@agency.example"


def sign_in(browser: Browser, address: str) -> Page:
    browser.open("/account/login/")
    page = browser.submit("/account/login/", login=address, password=PASSWORD)
    if not page.path.startswith("/desk/"):
        page = browser.open("/desk/")
    if not page.path.startswith("/desk/"):
        raise StepFailed(f"{address} did not reach the desk but {page.path}: {page.excerpt()}")
    return page


def sign_in_at_minato(story: Story) -> str:
    sign_in(story.minato, RECRUITER)
    return _("{who} signs in").format(who=RECRUITER)


# The export goes in


def upload(story: Story) -> str:
    story.minato.open("/desk/imports/")
    page = story.minato.submit(has="file", file=File(SAMPLE.name, SAMPLE.read_bytes()))
    page.form(has="column-0")
    return _("{file} is uploaded").format(file=SAMPLE.name)


def map_columns(story: Story) -> str:
    form = story.minato.page.form(has="column-0")
    columns = [one for one in form.fields if one.name.startswith("column-")]
    chosen = [one for one in columns if one.values and one.values[0]]
    story.minato.submit(has="column-0")
    story.seen["columns"] = len(chosen)
    return _("{n} columns are recognised").format(n=len(chosen))


def check(story: Story) -> str:
    page = story.until("the check of the file", lambda: _reloaded(story.minato, form="/run/"))
    page.form("/run/")
    story.seen["faults_named"] = figures_of(page)[-1]
    return _("{n} rows to correct are named before anything is taken in").format(n=story.seen["faults_named"])


def _reloaded(browser: Browser, *, form: str = "", link: str = "") -> Page | None:
    """The same page again, if what is waited for stands on it now."""
    page = browser.open(browser.page.url)
    has_form = any(form in one.action for one in page.forms) if form else True
    has_link = any(link in one.href for one in page.links) if link else True
    return page if has_form and has_link else None


def run_import(story: Story) -> str:
    story.minato.submit("/run/")
    page = story.until("the end of the import", lambda: _reloaded(story.minato, link="/undo/"))
    created, updated, unchanged, faulty = figures_of(page)
    story.seen |= {"imported": created + updated + unchanged, "faulty": faulty, "created": created}
    returned = story.minato.open(page.link("/faulty/"))
    if returned.content.count(b"\r\n") < faulty:
        raise StepFailed("the faulty rows did not come back as a file")
    return _("{rows} rows are taken in, {people} people are new, {faulty} rows come back as a file").format(
        rows=story.seen["imported"], people=created, faulty=faulty
    )


def figures_of(page: Page) -> list[int]:
    """The figures of the import page: new, changed, unchanged, to correct."""
    found = [int(one.replace(",", "")) for one in re.findall(r'<dd class="v">([\d,]+)</dd>', page.html)]
    if len(found) < 4:
        raise StepFailed(f"{page.path} shows {found}: {page.excerpt()}")
    return found[:4]


# The answer


def decide(story: Story) -> str:
    story.minato.open("/desk/pool/")
    story.minato.submit("/desk/pool/", has="q", q=NAME)
    story.minato.follow("/desk/candidates/", text=NAME)
    story.places["record"] = story.minato.page.path
    given: dict[str, Any] = {
        "decision-decision": "rejected",
        "decision-reason": "experience",
        "decision-details": "新規開拓の経験をより重視した。",
        "decision-strengths": "相手の話を最後まで聞き、課題を整理してから提案する",
    }
    page = story.minato.submit("/decide/", **given)
    story.places["application"] = page.form(has="application").value("application")
    return _("the selection of {name} is answered with a no").format(name=NAME)


def draft(story: Story) -> str:
    """Draft her notice together with some whose answer came with the file."""
    page = story.minato.open("/desk/notices/")
    waiting = [one for form in page.forms for one in form.options("application")]
    hers = story.places["application"]
    if hers not in waiting:
        raise StepFailed(f"her result is not among those to be told: {page.excerpt()}")
    others = [one for one in waiting if one != hers][:OTHERS]
    story.minato.open("/desk/notices/new/?" + urlencode([("application", one) for one in (hers, *others)]))
    page = story.minato.submit(has="application")
    if "/desk/notices/write/" not in page.path:
        raise StepFailed(f"no drafts: {page.excerpt()}")
    story.places["batch"] = page.path.partition("?")[0]
    story.seen["drafts"] = len(people_of(page))
    if story.seen["drafts"] != len(others) + 1:
        raise StepFailed(f"{story.seen['drafts']} drafts for {len(others) + 1} people")
    return _("{n} notices are drafted").format(n=story.seen["drafts"])


def people_of(page: Page) -> dict[str, str]:
    """Whose drafts stand at the left: the id of each draft, and the words beside it."""
    buttons = page.form(has="personal_point").buttons
    return {one.value: one.text for one in buttons if one.name == "go" and is_id(one.value) and one.text}


def is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def write(story: Story) -> str:
    """Read each draft, add a personal point, look at the preview, tick it."""
    people = people_of(story.minato.open(story.places["batch"]))
    for draft_id, words in people.items():
        page = story.minato.open(f"{story.places['batch']}?to={draft_id}")
        given: dict[str, Any] = {"personal_point": POINT if NAME in words else OTHER_POINT}
        form = page.form(has="personal_point")
        if not form.value("to_agency") and form.value("channel") == "agency":
            given["to_agency"] = AGENCY
        _preview(story.minato, form.action, given)
        story.minato.submit(form.action, has="personal_point", button=("go", "check"), **given)
        if story.minato.page.faults:
            raise StepFailed(f"the draft was not ticked: {story.minato.page.excerpt()}")
    return _("{n} notices are completed, looked at and ticked").format(n=len(people))


def _preview(browser: Browser, action: str, given: dict[str, Any]) -> None:
    """What the page asks for while somebody types. Keeps nothing."""
    form = browser.page.form(action, has="personal_point")
    data = form.filled(given, button=("go", "stay"))
    page = browser.fetch("POST", browser.base + action.replace("/save/", "/preview/"), data)
    if given["personal_point"][:12] not in page.text:
        raise StepFailed(f"the preview does not show what was typed: {page.status} {page.excerpt()}")


def release(story: Story) -> str:
    story.minato.open(story.places["batch"])
    page = story.minato.submit("/release/")
    page.form("/undo/")  # while it is held, it can be taken back
    story.places["sent"] = page.path
    return _("they are released, held, and can still be taken back")


def wait_for_mails(story: Story) -> str:
    mail = story.mail(MAIL, containing="/r/")
    if POINT[:20] not in str(mail["text"]):
        raise StepFailed("the mail does not hold the personal point")
    story.places["mail"] = str(mail["text"])
    count = story.until("every notice", lambda: _all_arrived(story))
    story.seen["notices_sent"] = count
    return _("{n} notices are in the mailboxes").format(n=count)


def _all_arrived(story: Story) -> int:
    """How many mails of the company there are, to candidates and agencies, once there is one for each draft."""
    count = sum("@minato.example" in str(one["from"]) for one in story.world.mails())
    told = re.findall(r'<strong class="num">(\d+)</strong>', story.minato.open(story.places["sent"]).html)
    return count if count >= story.seen["drafts"] and told[:1] == [str(count)] else 0


# The company that hires


def ask(story: Story) -> str:
    sign_in(story.komorebi, RECEIVER)
    story.komorebi.open("/desk/positions/")
    story.komorebi.follow("/desk/positions/", text="法人営業")
    story.komorebi.follow("/desk/ask/")
    story.places["position"] = story.komorebi.page.path
    page = story.komorebi.submit(has="upto", upto=str(UPTO))
    if page.faults:
        raise StepFailed(f"the question was refused: {page.excerpt()}")
    if NAME in page.text:
        raise StepFailed("the page of the question shows who was asked")
    return _("the other company asks up to {n} people; nobody is shown").format(n=UPTO)


def wait_for_introduction(story: Story) -> str:
    page = story.until("the introduction", lambda: _received(story))
    page.form("/receipt/")
    if NAME in page.text:
        raise StepFailed("the person is shown before the receipt is confirmed")
    story.seen["introduced"] = 1
    return _("an introduction arrives, sealed until its receipt is confirmed")


def _received(story: Story) -> Page | None:
    board = story.komorebi.open("/desk/board/")
    links = [one for one in board.links if "/desk/introductions/" in one.href]
    return story.komorebi.open(links[0].href) if links else None


def confirm_receipt(story: Story) -> str:
    page = story.komorebi.submit("/receipt/")
    if NAME not in page.text or MAIL not in page.text:
        raise StepFailed(f"the package is not readable: {page.excerpt()}")
    story.places["introduction"] = page.path
    story.seen["disclosed"] = 1
    return _("receipt is confirmed; {name} can be read").format(name=NAME)


def _move(story: Story, stage: str, **given: str) -> Page:
    """Press the button of one move. The next page must not offer it again."""
    page = story.komorebi.open(story.places["introduction"])
    form = next((one for one in page.forms if one.value("stage") == stage), None)
    if form is None:
        raise StepFailed(f"there is no move to {stage}: {page.excerpt()}")
    data = form.filled(given, button=None)
    page = story.komorebi.fetch("POST", story.komorebi.base + form.action, data)
    if page.faults or any(one.value("stage") == stage for one in page.forms):
        raise StepFailed(f"it did not become {stage}: {page.excerpt()}")
    return page


def begin_talks(story: Story) -> str:
    _move(story, "interviewing")
    return _("talks have begun")


def make_offer(story: Story) -> str:
    _move(story, "offered")
    return _("an offer is made")


def hire(story: Story) -> str:
    page = _move(story, "hired", starts_on=localdate().isoformat())
    if any(one.value("stage") for one in page.forms):
        raise StepFailed("after the hire there is still something to do")
    story.seen["hired"] = 1
    return _("the person is hired and starts today")


def read_figures(story: Story) -> str:
    """The figures of the company that hires: on its page, and as the command for scripts prints them."""
    from django.core.management import call_command

    story.komorebi.open("/desk/report/")
    said = io.StringIO()
    call_command("kpi", company="komorebi", json=True, stdout=said)
    figures = {one["key"]: one["value"] for one in json.loads(said.getvalue())}
    if figures.get("referral_hires") != 1:
        raise StepFailed(f"the hire is not in the figures: {figures}")
    story.seen["kpi"] = figures
    return _("the figures show {n} hire through the relay").format(n=figures["referral_hires"])
