from datetime import date

import pytest

from career_relay.matching.engine import Code, Opening, Profile, fits

OPENING = Opening(
    "o", "経理", prefecture="13", remote="none", pay_min=4_000_000, pay_max=6_000_000, start_by=date(2026, 10, 1)
)
FITTING = {"prefectures": frozenset({"13"}), "pay_min": 5_000_000, "start": date(2026, 9, 1)}


def verdict(opening=OPENING, **facts):
    return fits(Profile("kim", **facts), opening)


def test_what_is_unknown_never_excludes():
    found = verdict()

    assert found.fits
    assert found.unknown == (Code.PLACE_UNKNOWN, Code.PAY_UNKNOWN, Code.START_UNKNOWN)
    assert verdict(Opening("o", "経理"), **FITTING).fits


def test_two_sides_that_meet_have_no_codes():
    assert verdict(**FITTING).codes == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"prefectures": frozenset({"27"})}, Code.PLACE_ELSEWHERE),
        ({"remote": "full"}, Code.REMOTE_ONLY),
        ({"pay_min": 6_000_001}, Code.PAY_BELOW),
        ({"start": date(2026, 10, 2)}, Code.START_TOO_LATE),
    ],
)
def test_each_condition_can_exclude(facts, code):
    found = verdict(**{**FITTING, **facts})

    assert not found.fits
    assert found.against == (code,)


def test_a_position_from_home_is_open_to_every_place():
    home = Opening("o", "経理", prefecture="13", remote="full")

    assert verdict(home, prefectures=frozenset({"47"})).against == ()
    assert verdict(home, remote="full").against == ()


def test_an_office_now_and_then_is_for_the_person_to_weigh():
    assert verdict(Opening("o", "経理", remote="partly"), remote="full").against == ()


def test_a_lower_end_alone_does_not_say_how_far_the_pay_goes():
    from_four = Opening("o", "経理", pay_min=4_000_000)

    assert verdict(from_four, pay_min=5_000_000).unknown == (Code.PLACE_UNKNOWN, Code.PAY_UNKNOWN)
    assert verdict(from_four, pay_min=4_000_000).unknown == (Code.PLACE_UNKNOWN,)
