from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from career_relay.base.tenancy import person
from career_relay.consents import ledger
from career_relay.consents.models import ConsentNow
from career_relay.consents.states import Act, Purpose
from career_relay.consents.watching import watch
from career_relay.embedded import CannotRun, doctor, locations
from career_relay.embedded.doctor import FAULT, OK, WARNING
from career_relay.settings.database import APP, OWNER


@pytest.fixture
def ordinary(data, monkeypatch):
    """An installation that is no demonstration and has said nothing yet."""
    for name in ("CAREER_RELAY_DEMO", "CAREER_RELAY_DEBUG", "PUBLIC_URL", "SECRET_KEY", "SMTP_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.fixture
def log_in_as(db, ordinary):
    """Point both URLs at the test database."""

    def point(user: str) -> None:
        place = connection.settings_dict
        where = make_conninfo(host=place["HOST"], port=place["PORT"], user=user, dbname=place["NAME"])
        ordinary.setenv("DATABASE_URL", where)
        ordinary.setenv("DATABASE_OWNER_URL", where)

    return point


@pytest.mark.parametrize(
    ("url", "result"),
    [
        ("", OK),
        ("https://relay.example", OK),
        ("http://127.0.0.1:8000", OK),
        ("http://relay.example", FAULT),
        ("relay.example", FAULT),
    ],
)
def test_people_sign_in_by_https_or_on_this_machine(ordinary, url, result):
    ordinary.setenv("PUBLIC_URL", url)

    assert doctor._address().result == result


def test_a_short_secret_is_a_fault(ordinary):
    ordinary.setenv("SECRET_KEY", "baton")

    assert doctor._secret().result == FAULT


def test_a_secret_that_others_can_read_is_a_fault(ordinary):
    place = locations.secret_key_file()
    place.write_text("x" * 64)
    place.chmod(0o644)

    check = doctor._secret()

    assert check.result == FAULT
    assert str(place) in check.remedy


def test_mail_that_goes_nowhere_is_a_warning_and_a_server_that_is_away_a_fault(ordinary):
    nowhere = doctor._smtp().result
    ordinary.setenv("SMTP_URL", "smtp://127.0.0.1:1")

    assert (nowhere, doctor._smtp().result) == (WARNING, FAULT)


def test_the_jail_is_tried_from_inside_and_each_layer_that_holds_is_named():
    check = doctor._jail()

    assert check.result == OK
    assert all(name in check.said for name in ("memory", "files", "processes"))


def test_a_machine_without_a_jail_is_a_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "READER", tmp_path / "gone.py")

    assert doctor._jail().result == FAULT


@pytest.mark.parametrize(("possible", "result"), [(True, FAULT), (False, OK)])
def test_a_jail_with_a_hole_is_a_fault_and_one_with_fewer_layers_says_which(monkeypatch, tmp_path, possible, result):
    reader = tmp_path / "reader.py"
    reader.write_text(
        f"import json\nprint(json.dumps({{'layers': ['files'], 'result': {{'read a file': {possible}}}}}))\n"
    )
    monkeypatch.setattr(doctor, "READER", reader)

    check = doctor._jail()

    assert check.result == result
    assert "files" in check.said
    assert ("network" in check.said) is not possible  # what does not hold is named where the rest does


def test_the_program_refuses_to_start_as_the_owner_of_the_tables(log_in_as):
    log_in_as(OWNER)

    with pytest.raises(CannotRun) as refusal:
        doctor.refuse_unsafe(host="127.0.0.1")

    assert OWNER in str(refusal.value)


def test_the_program_starts_as_the_app(log_in_as):
    log_in_as(APP)

    doctor.refuse_unsafe(host="127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value"),
    [("SECRET_KEY", "baton"), ("PUBLIC_URL", "http://relay.example"), ("CAREER_RELAY_DEBUG", "1")],
)
def test_the_program_refuses_to_start_unsafely_on_a_network(log_in_as, ordinary, name, value):
    log_in_as(APP)
    ordinary.setenv(name, value)

    with pytest.raises(CannotRun):
        doctor.refuse_unsafe(host="0.0.0.0")


def of_the_ledger() -> tuple[str, str]:
    check = doctor._ledger(connection.connection)
    return check.result, check.said


@pytest.fixture
def long_ago(kim, harbour, data, monkeypatch):
    """A choice of Kim that is three days old, and the file of the anchors."""
    monkeypatch.setenv("LANGUAGE", "en")
    with person(kim):
        at = timezone.now() - timedelta(days=3)
        ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour, at=at)
        (data / "ledger").mkdir()
        yield data / "ledger" / "anchors.txt"


def test_a_ledger_that_was_anchored_last_night_is_well(long_ago):
    yesterday = timezone.localdate() - timedelta(days=1)
    long_ago.write_text(f"2020-01-01 all 0 0 0\n{yesterday} all 1 1 0\n")

    assert of_the_ledger() == (OK, "The ledger of choices is whole, and anchored")


@pytest.mark.parametrize("text", [None, "", "2020-01-01 all 1 1 0\n", "what is this?\n"])
def test_a_ledger_without_fresh_anchors_is_a_warning(long_ago, text):
    if text is not None:
        long_ago.write_text(text)

    assert of_the_ledger() == (WARNING, "The ledger of choices has no anchor of the last two days")


def test_what_the_night_found_in_the_ledger_is_a_fault(long_ago, kim):
    ConsentNow.objects.all().delete()
    watch([kim])

    assert of_the_ledger() == (FAULT, "The nightly look at the ledger of choices raised 1 alarms in 30 days")


@pytest.mark.parametrize(("share", "result"), [(1.0, OK), (1e-6, WARNING)])
def test_the_memory_for_matching_is_compared_with_what_the_tables_hold(share, result, relay, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(doctor, "SHARE_FOR_MATCHING", share)

    check = doctor._matching(connection.connection)

    assert check.result == result
    assert check.said.startswith("Matching reads 0 MB of ")
    assert ("Set shared_buffers to" in check.remedy) is (result == WARNING)
