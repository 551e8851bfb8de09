"""The candidate's side of the story: from the mail to the yes."""

from __future__ import annotations

import re
from typing import Final

from career_relay.demo.pages import Page, StepFailed
from career_relay.demo.story import Story
from career_relay.demo.story_desk import MAIL, NAME, POINT
from career_relay.embedded.words import translate as _

CODE: Final = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)")
HARBOUR: Final = "港の輪"
KOMOREBI: Final = "こもれび"


def _address_in(text: str, part: str) -> str:
    """The path of the link in a mail that contains `part`."""
    found = re.search(rf"https?://[^\s/]+({re.escape(part)}\S*)", text)
    if found is None:
        raise StepFailed(f"the mail has no link to {part}")
    return found[1]


def _code(story: Story, *, after: int) -> str:
    """The six digits of the newest mail beyond those counted before."""

    def look() -> str | None:
        found = story.world.mails(MAIL)
        for mail in found[: len(found) - after]:
            if code := CODE.search(re.sub(r"https?://\S+", "", f"{mail['subject']}\n{mail['text']}")):
                return code[1] + code[2]
        return None

    return story.until("the code", look)


def follow_link(story: Story) -> str:
    page = story.candidate.open(_address_in(story.places["mail"], "/r/"))
    if POINT[:12] in page.text or MAIL in page.text:
        raise StepFailed("the link alone shows the answer or the address")
    before = len(story.world.mails(MAIL))
    story.candidate.submit("/r/")
    story.places["mails_before"] = str(before)
    return _("the link shows who wrote, and nothing else")


def enter_code(story: Story) -> str:
    code = _code(story, after=int(story.places["mails_before"]))
    page = story.candidate.submit("/code/", has="code", code=code)
    if not page.path.startswith("/me/"):
        raise StepFailed(f"the code did not open the page: {page.excerpt()}")
    story.places["result"] = page.path
    return _("six digits open the person's own page")


def read_result(story: Story) -> str:
    page = story.candidate.open(story.places["result"])
    if POINT[:20] not in page.text:
        raise StepFailed(f"the result page does not show the feedback: {page.excerpt()}")
    page.link("/openings/")
    story.seen["feedback"] = POINT
    return _("the answer stands there with its feedback")


def answer_survey(story: Story) -> str:
    story.candidate.submit("/helpful", button=("helpful", "yes"))
    story.candidate.follow("/survey")
    page = story.candidate.submit("/survey", recommend="9", careful="5")
    if any("/helpful" in one.action for one in page.forms) or any("/survey" in one.href for one in page.links):
        raise StepFailed(f"the answer was not kept: {page.excerpt()}")
    return _("the question after the answer is answered")


def read_openings(story: Story) -> str:
    """Before any sign-up: somebody without a cookie reads them."""
    anybody = story.world.browser()
    page = anybody.open("/openings/?q=%E6%B3%95%E4%BA%BA%E5%96%B6%E6%A5%AD")
    anybody.open(page.link("/openings/", text="法人営業"))
    count = len({one.href for one in page.links if re.search(r"/openings/[0-9a-f-]{36}", one.href)})
    story.seen["openings"] = count
    return _("{n} openings can be read without signing up").format(n=count)


def write_passport(story: Story) -> str:
    page = story.candidate.open("/me/passport")
    form = page.form(has="headline")
    skills = form.value("skills").split()
    if NAME not in form.value("name") or not skills:
        raise StepFailed("the profile is not prefilled from what the person owns")
    page = story.candidate.submit(
        has="headline",
        headline="既存のお客様との関係を立て直す法人営業",
        prefectures=["埼玉県", "大阪府"],
        remote="partly",
        pay_min="480",
        start_from="2か月後から",
    )
    if not page.path.startswith("/me/consent"):
        raise StepFailed(f"the profile was not kept: {page.excerpt()}")
    return _("the profile is prefilled with {n} skills, completed and kept").format(n=len(skills))


def consent(story: Story) -> str:
    page = story.candidate.open("/me/consent")
    form = page.form(has="circles")
    ticked = [one.name for one in form.fields if one.kind in {"checkbox", "radio"} and one.values]
    if ticked:
        raise StepFailed(f"something is ticked in advance: {ticked}")
    story.places["mails_before"] = str(len(story.world.mails(MAIL)))
    items = form.options("items")
    page = story.candidate.submit(
        has="circles", button=("step", "give"), items=items, circles=[_circle(page)], until="6"
    )
    if not page.path.startswith("/me/data") or not any("/me/data/withdraw/" in one.action for one in page.forms):
        raise StepFailed(f"the choice was not kept: {page.excerpt()}")
    return _("nothing is ticked; {n} things may be handed over, {circle} may ask, for half a year").format(
        n=len(items), circle=HARBOUR
    )


def _circle(page: Page) -> str:
    """The box of the circle both companies are in."""
    found = re.search(
        rf'name="circles" value="([0-9a-f-]+)"[^>]*>(?:(?!name="circles").)*?{HARBOUR}', page.html, re.DOTALL
    )
    if found is None:
        raise StepFailed("the circle is not offered")
    return found[1]


def get_receipt(story: Story) -> str:
    story.mail(MAIL, containing=HARBOUR, after=int(story.places["mails_before"]))
    story.seen["opted_in"] = 1
    return _("the record of the choice is in the mailbox")


def come_by_the_door(story: Story) -> str:
    """The company's own entrance leads to the same page, days later and on another device."""
    other = story.world.browser()
    other.open("/go/minato")
    before = len(story.world.mails(MAIL))
    other.submit(has="email", email=MAIL)
    page = other.submit("/code/", has="code", code=_code(story, after=before))
    if page.path != story.places["result"]:
        raise StepFailed(f"the door led to {page.path}: {page.excerpt()}")
    story.seen["came_by_the_door"] = True
    return _("the door of the company leads to the same answer")


def get_question(story: Story) -> str:
    mail = story.mail(MAIL, containing="/me/asks/")
    asked = {one for mail in story.world.mails() if "/me/asks/" in str(mail["text"]) for one in mail["to"]}
    story.seen["asked"] = len(asked)
    story.places["ask"] = _address_in(str(mail["text"]), "/me/asks/")
    return _("{n} person was asked, by mail").format(n=len(asked))


def say_yes(story: Story) -> str:
    page = story.candidate.open("/me/asks/")
    page = story.candidate.open(page.link("/me/asks/", text="法人営業"))
    if KOMOREBI not in page.text:
        raise StepFailed("the question does not say who asks")
    form = page.form("/package")
    page = story.candidate.submit("/package", has="items", items=form.options("items"))
    if not re.fullmatch("[0-9a-f]{64}", page.form("/yes").value("package_hash")):
        raise StepFailed("the yes does not name the package that was seen")
    shown = re.search(r'<b class="num">(\d\d)</b>', page.html)
    if shown is None:
        raise StepFailed("the page shows no digits to type")
    page = story.candidate.submit("/yes", look=shown[1])
    page.form("/undo")  # the cooling-off: it can be taken back
    return _("the exact package is seen and answered with a yes, which can still be taken back")


def hear_of_the_hire(story: Story) -> str:
    page = story.candidate.open("/me/asks/")
    page = story.candidate.open(page.link("/me/asks/", text="法人営業"))
    page.form("/tell", has="candidate")
    story.seen["may_tell"] = True
    return _("the person sees the hire, and may tell the first company")
