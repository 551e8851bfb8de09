"""What each button does at each stage, as one table: allowed moves, second clicks that change nothing, and refusals.

`.` is a refusal or nothing at all; a stage's name says where the introduction stands afterwards.
"""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.relay import actions
from career_relay.relay.deadlines import expire, give_back
from career_relay.relay.disclosure import disclose
from career_relay.relay.models import Introduction, Placement
from career_relay.relay.states import Stage
from tests.baton import ITEMS

pytestmark = pytest.mark.django_db

ACTS = (
    "yes", "no", "undo", "withdraw", "disclose", "expire", "give_back",
    "receipt", "interviewing", "offered", "hired", "not_selected",
)  # fmt: skip
TABLE = """
proposed      accepted .        .     withdrawn .         .       .       .            .            .       .     .
asked         accepted declined asked withdrawn .         expired .       .            .            .       .     .
accepted      accepted .        asked withdrawn disclosed .       .       .            .            .       .     .
disclosed     .        .        .     withdrawn .         .       expired disclosed    interviewing .       .     not_selected
interviewing  .        .        .     withdrawn .         .       .       interviewing interviewing offered .     not_selected
offered       .        .        .     withdrawn .         .       .       offered      .            offered hired not_selected
hired         .        .        .     .         .         .       .       hired        .            .       hired .
declined      .        declined .     .         .         .       .       .            .            .       .     .
expired       .        .        .     .         .         .       .       .            .            .       .     .
withdrawn     .        .        .     withdrawn .         .       .       .            .            .       .     .
not_selected  .        .        .     .         .         .       .       not_selected .            .       .     not_selected
"""


def wanted() -> dict[tuple[str, str], str]:
    rows = [line.split() for line in TABLE.strip().splitlines()]
    return {(row[0], act): row[n] for row in rows for n, act in enumerate(ACTS, start=1)}


def at(relay, stage: str) -> None:
    """Put the one introduction where the table wants it, as it would stand there."""
    with company(relay.komorebi.pk):
        Placement.objects.update(introduction=None)  # a line of its own for another hand-over
    handed = stage in {"disclosed", "interviewing", "offered", "hired", "not_selected"}
    with person(relay.kim):
        Introduction.objects.update(
            stage=stage,
            items=ITEMS,
            package_hash=relay.hash(),
            cooling_until=timezone.now() - timedelta(seconds=1),
            answer_by=timezone.localdate() + timedelta(days=3),
            reply_by=timezone.localdate() + timedelta(days=3),
            disclosed_at=timezone.now() if handed else None,
            receipt_at=timezone.now() if handed else None,
        )


def let_days_pass() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Introduction.objects.update(answer_by=yesterday, reply_by=yesterday)


def do(relay, act: str) -> None:
    """Press one button as whoever has it."""
    as_person, as_company = person_actor(relay.kim), user_actor(relay.cleo.pk)
    if act in {"receipt", "give_back", *actions.RECEIVERS_MOVES}:
        with company(relay.komorebi.pk):
            row = Introduction.objects.get(person_id=relay.kim)
            if act == "receipt":
                actions.confirm_receipt(row, by=as_company)
            elif act == "give_back":
                let_days_pass()
                give_back(row.pk)
            else:
                more = {"starts_on": date(2027, 4, 1)} if act == "hired" else {}
                actions.advance_introduction(row, act, by=as_company, **more)
        return
    with person(relay.kim):
        row = Introduction.objects.get()
        if act == "expire":
            let_days_pass()
            expire(row.pk)
        elif act == "disclose":
            disclose(row.pk)
        elif act == "yes":
            actions.answer_yes(row, items=ITEMS, package_hash=relay.hash(), by=as_person)
        else:
            press = {"no": actions.answer_no, "undo": actions.undo_yes, "withdraw": actions.withdraw_introduction}
            press[act](row, by=as_person)


def outcome(relay, stage: str, act: str) -> str:
    """Where it stands after one press; `.` when it was refused. Everything is taken back afterwards."""
    with transaction.atomic():
        at(relay, stage)
        try:
            with transaction.atomic():
                do(relay, act)
            came = str(relay.mine().stage)
        except (Refused, Introduction.DoesNotExist):
            came = "."
        transaction.set_rollback(True)
    return came


def test_every_button_at_every_stage_does_what_the_table_says(received):
    """Both tables are read by people: this one, and `relay/states.py`."""
    found = {(stage.value, act): outcome(received, stage.value, act) for stage in Stage for act in ACTS}

    silent = {"expire", "give_back", "disclose", "undo"}  # those that find nothing to do say nothing
    idle = {key for key, came in found.items() if key[1] in silent and came == key[0]} - {("asked", "undo")}
    told = {key: "." if key in idle else came for key, came in found.items()}
    assert {key: came for key, came in told.items() if came != wanted()[key]} == {}
