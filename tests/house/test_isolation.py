"""What belongs to one company or one person never reaches another: by address, by page, by file.

The matrix asks every door with ids of one's own, of somebody else and of nobody. The canaries are words planted in
every free text; every page anybody can reach is searched for those of others.
"""

import logging
from io import BytesIO
from itertools import product
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from django.urls import reverse

from career_relay.base import telling
from career_relay.base.actors import person_actor
from career_relay.base.tenancy import person
from career_relay.candidates.columns import COLUMNS
from career_relay.relay.actions import withdraw_introduction
from career_relay.relay.models import Introduction
from tests.house.conftest import World
from tests.house.doors import Door, behind, follow_all, plain, text_of

pytestmark = pytest.mark.django_db

# Of her own records Kim reads the answer and what it is about; never what was noted or thought.
KIM_READS = ("message-subject", "message-body_text", "message-personal_point", "application-position_title")
KIM_TAKES_ALONG = (
    "candidate-name", "candidate-kana", "candidate-email", "candidate-phone", "candidate-prefecture",
    "candidate-skills", "candidate-history", "application-source_detail", "surveyanswer-comment",
    "rightsrequest-about", "rightsrequest-outcome", "preference-talk_words",
)  # fmt: skip


@pytest.fixture(autouse=True)
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def foreign(door: Door, ids: dict[str, list[UUID]]) -> list[tuple[UUID, ...]]:
    """Ids of somebody else, and for two arguments each of them beside one of nobody."""
    return list(product(*(ids.get(kind, [])[:1] for kind in door.takes)))


def the_same_for_nobody(world: World, who: str, prefix: str, theirs: dict[str, list[UUID]]) -> dict[str, object]:
    """Ask each door with ids of others and with ids of nobody. Gives the doors whose answers differ."""
    browser, told = world.browser(who), {}
    for door in (one for one in behind(prefix) if {"uuid", "int"} & set(one.kinds)):
        for values in foreign(door, theirs):
            nobodys = [uuid4() if isinstance(one, UUID) else 2_000_000_000 for one in values]
            for ask in (browser.get, browser.post):
                met, unknown = ask(door.at(*values)), ask(door.at(*nobodys))
                if plain(met, *values) != plain(unknown, *nobodys):
                    told[door.name] = (met.status_code, unknown.status_code)
    return told


def test_a_company_cannot_tell_anothers_ids_from_nobodys(world):
    theirs = {name: ids for name, ids in world.ids("minato").items() if name != "companies.circle"}  # both are in it
    assert the_same_for_nobody(world, "cleo", "desk/", theirs) == {}


def test_a_person_cannot_tell_anothers_ids_from_nobodys(world):
    world.relay.ask()

    theirs = {name: ids for name, ids in world.ids("kim").items() if name not in SHARED}
    assert the_same_for_nobody(world, "lee", "me/", theirs) == {}


SHARED = {"positions.position", "companies.company"}  # openings and members are there for every person


# Nothing was received yet, so nothing of it is corrected or erased; no request was answered; no address to print a letter
# to, no answer to write back to, no sender to connect; a person's own page of a company opens for the companies that have
# a record of them.
NOT_YET = {
    *("desk:introduction", "desk:introduction_receipt", "desk:introduction_move", "desk:sender_connect"),
    *("desk:introduction_message", "desk:introduction_read", "desk:introduction_times", "desk:introduction_stay"),
    *("desk:introduction_cancel", "desk:introduction_ics"),
    *("portal:talk_take", "portal:talk_refuse", "portal:talk_cancel", "portal:talk_ics"),
    *("desk:candidate_correction_read", "desk:deletion_done", "portal:request_json", "portal:request_pdf"),
    *("desk:notice_letter", "desk:notice_letter_pdf", "desk:notice_reply_answer"),
    *("portal:hear", "portal:keep", "portal:request_ask"),
}


def test_ones_own_ids_open_the_doors(world):
    """The matrix would be green too if nothing opened at all."""
    world.relay.ask()
    opened = {}
    for who, owner, prefix in (("cleo", "komorebi", "desk/"), ("kim", "kim", "me/")):
        browser, ids = world.browser(who), world.ids(owner)
        for door in (one for one in behind(prefix) if one.kinds):
            answers = {browser.get(door.at(*values)).status_code for values in foreign(door, ids)}
            opened[door.name] = bool(answers) and answers <= {200, 302, 405}

    shut = {name for name, is_open in opened.items() if not is_open}
    assert shut <= NOT_YET


GATES = {"ada": "desk/", "cleo": "desk/", "kim": "me/", "lee": "me/", "dee": "console/", "nobody": ""}


def crawl(world: World, who: str, owner: str, *first: str, at_most: int = 90) -> str:
    """All that a visitor gets to read: every door of theirs, every link, every file."""
    browser, ids = world.browser(who), world.ids(owner)
    starts = [
        door.at(*values)
        for door in behind(GATES[who])
        if set(door.kinds) <= {"uuid", "int"} and not door.route.startswith("account/")
        for values in foreign(door, ids)
    ]
    pages = follow_all(browser, [*first, *starts, reverse("portal:openings")], at_most=at_most)
    return "\n".join(map(text_of, pages.values()))


def found_in(text: str, words: set[str]) -> set[str]:
    return {word for word in words if word[:30] in text}


def test_minatos_words_stay_at_minato(world):
    """Canaries in every free text of Minato: nobody else ever reads one of them."""
    world.relay.ask()
    assert len(world.of_minato) > 35

    own = found_in(crawl(world, "ada", "minato", *exports()), world.of_minato)
    assert len(own) > 20
    assert found_in(exported_by(world, "ada"), world.of_minato)
    assert found_in(exported_by(world, "cleo"), world.of_minato) == set()

    for who, owner in (("cleo", "komorebi"), ("lee", "lee"), ("dee", "operator"), ("nobody", "lee")):
        assert found_in(crawl(world, who, owner, *exports()), world.of_minato) == set(), who


def exports() -> list[str]:
    return [reverse("desk:report_file"), reverse("portal:download")]


def exported_by(world: World, who: str) -> str:
    told = {"step": "file", "columns": list(COLUMNS), "format": "csv", "reason": "面談の準備"}
    answer = world.browser(who).post(reverse("desk:pool_file"), told)
    assert answer["Content-Type"].startswith("text/csv")
    return text_of(answer)


def test_kim_reads_her_answers_and_nothing_that_was_thought(world):
    page = crawl(world, "kim", "kim")

    allowed = {f"cnry-minato-{name}" for name in (*KIM_READS, *KIM_TAKES_ALONG)}
    assert found_in(page, world.of_minato) <= allowed
    assert "cnry-minato-application-position_title" in page


def taken_along(world: World, who: str) -> str:
    """Everything in one file, as they take it with them."""
    answer = world.browser(who).post(reverse("portal:download"), {"parts": ["json"]})
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        return archive.read("my-data.json").decode()


def test_a_copy_holds_what_is_told_and_nothing_that_was_thought(world):
    """Canaries in every free text of Minato, in the tables that are nobody's to read as well."""
    told = {f"cnry-minato-{one.model._meta.model_name}-{name}" for one in telling.tables() for name in one.columns}

    copies = {who: taken_along(world, who) for who in ("kim", "lee")}

    mine, others = ({word for word in world.of_minato if word in copies[who]} for who in ("kim", "lee"))
    # a mail is told as `text`, and a certificate as the person holds it
    assert mine - told <= {"cnry-minato-message-body_text", "cnry-minato-certificate-name"}
    assert len(mine) > 20
    assert others == set()


SENT = {"cnry-kim-name", "cnry-kim-email", "cnry-kim-headline", "cnry-kim-history"}  # what ITEMS hold


def windows(world: World) -> list[str]:
    """Where a desk could show something of the relay."""
    position = world.relay.position.public_id
    return [
        *map(reverse, ("desk:home", "desk:home_figures", "desk:board", "desk:report", "desk:pool", "desk:report_file")),
        f"{reverse('desk:board')}?view=table",
        *(reverse(f"desk:{name}", args=[position]) for name in ("ask", "match", "position")),
        *(reverse("desk:introduction", args=[one]) for one in world.ids("kim")["relay.introduction"]),
    ]


def read_by(world: World, who: str, owner: str) -> set[str]:
    return found_in(crawl(world, who, owner, *windows(world), at_most=14), world.of_kim)


def test_kims_words_reach_the_receiver_when_she_chose_and_only_what_she_chose(world):
    """The asking company, step by step; and at every step the one that once turned her down (LEGAL C-17)."""
    relay, asking, rejecting = world.relay, {}, {}

    def withdraw() -> None:
        with person(world.kim):
            withdraw_introduction(Introduction.objects.get(), by=person_actor(world.kim))

    for step in (relay.ask, relay.yes, relay.cool, relay.confirm, withdraw):
        step()
        asking[step.__name__] = read_by(world, "cleo", "komorebi")
        rejecting[step.__name__] = read_by(world, "ada", "minato")

    nothing: set[str] = set()
    assert asking == {"ask": nothing, "yes": nothing, "cool": nothing, "confirm": SENT, "withdraw": nothing}
    assert set(map(frozenset, rejecting.values())) == {frozenset()}


def test_nobody_else_reads_kims_words(world):
    """The operator's statutory book names the person of a provision (LEGAL 3.2), and nothing else of hers."""
    relay = world.relay
    for step in (relay.ask, relay.yes, relay.cool, relay.confirm):
        step()

    assert found_in(crawl(world, "ada", "minato"), world.of_kim) == set()
    assert found_in(crawl(world, "lee", "lee"), world.of_kim) == set()
    assert found_in(crawl(world, "dee", "operator"), world.of_kim) <= {"cnry-kim-name"}
