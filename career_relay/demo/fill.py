"""Fill the demonstration network, step by step, always the same."""

from collections.abc import Callable
from random import Random
from typing import Any

from career_relay.demo.answers import build_answers
from career_relay.demo.batons import build_batons, open_asks
from career_relay.demo.careers import build_careers
from career_relay.demo.cast import MAYU, RYO, build_cast
from career_relay.demo.choices_certificates import fill as fill_certificates
from career_relay.demo.choices_forgetting import fill as fill_forgetting
from career_relay.demo.choices_ledger import fill as fill_ledger
from career_relay.demo.choices_rights import fill as fill_rights
from career_relay.demo.choices_shares import fill as fill_shares
from career_relay.demo.data import PASSWORD, SEED, content
from career_relay.demo.history import build_history
from career_relay.demo.network import build_network
from career_relay.demo.openings import build_positions
from career_relay.demo.people import build_people
from career_relay.demo.touch_campaigns import fill as fill_campaigns
from career_relay.demo.touch_guard import fill as fill_guard
from career_relay.demo.touch_line import fill as fill_line
from career_relay.demo.touch_preferences import fill as fill_preferences
from career_relay.demo.touch_replies import fill as fill_replies

Tell = Callable[[str], None]


def fill(tell: Tell) -> dict[str, Any]:
    """Fill an empty database. Gives what the start page prints: companies, links and sign-ins."""
    rng = Random(SEED)  # noqa: S311 — the same network every time
    tell("companies, staff and licence")
    companies = build_network()
    tell("forty positions")
    positions = build_positions(companies, rng)
    build_careers(companies, positions)
    tell("six hundred candidates and their history")
    build_history(companies, positions, rng)
    tell("a year and a half of answers")
    build_answers(companies, rng)
    tell("people of the portal, their passports and choices")
    people = build_people(companies, rng)
    tell("introductions at every stage")
    build_batons(companies, positions, people, rng)
    tell("two candidates to start from, and questions that wait for an answer")
    build_cast(companies["minato"], positions["minato"], rng)
    fill_preferences(companies)
    fill_campaigns(companies)
    fill_line(companies)
    fill_guard(companies)
    fill_replies(companies)
    fill_ledger(companies)
    fill_rights(companies)
    fill_shares(companies)
    certificate = fill_certificates(companies)
    fill_forgetting(companies)
    open_asks(companies, positions)
    return {"companies": list(companies), "links": [*links(), *certificate], "sign_ins": sign_ins()}


def links() -> list[dict[str, str]]:
    return [
        {"what": "Desk / 採用担当の机", "path": "/desk/"},
        {"what": "Door of 株式会社ミナトソフト / 候補者の入口", "path": "/go/minato"},
        {"what": "Mail of 大野 真由: start here / 結果のメール", "path": f"/demo/mail/?to={MAYU}"},
        {"what": "Mail of 坂本 亮: is asked / お尋ねのメール", "path": f"/demo/mail/?to={RYO}"},
        {"what": "Openings / 求人を読む", "path": "/openings/"},
        {"what": "Careers page of 株式会社ミナトソフト / 採用ページ", "path": "/careers/minato/"},
        {"what": "Console / 運営", "path": "/console/"},
    ]


def sign_ins() -> list[dict[str, str]]:
    plan = content("network")
    desks = [one for one in plan["companies"] if one["slug"] in {"minato", "komorebi"}]
    people = [(one["staff"][0], one["name"]) for one in desks] + [(plan["staff_operator"], "運営 / operator")]
    return [{"who": f"{who['name']}（{where}）", "email": who["email"], "password": PASSWORD} for who, where in people]
