"""The nightly audit: who said what stays behind the wall, and what is found holds no person."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone, translation

from career_relay.accounts.models import Person
from career_relay.base.tenancy import NobodyActive, company, operator, person
from career_relay.candidates.models import Candidate
from career_relay.matching import audit, tasks
from career_relay.matching.declarations import ANSWERS, declare, declared, take_back
from career_relay.matching.engine import load_weights
from career_relay.matching.fairness_words import tables_of
from career_relay.matching.models import Axis, Declaration, Exposure, FairnessReport, Pick
from career_relay.matching.queries import latest_report
from tests.factories.candidates import CandidateFactory
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db
PEOPLE, JOBS = 80, 6
FIRST = 900_000  # ids nobody else has
CASES = "SELECT kind, axis, answer, person, job FROM fairness_cases(%s, %s, now(), '{}')"


@pytest.fixture
def pool(minato) -> list[int]:
    """Eighty past applicants, each linked to somebody who said their gender: women and men in turn."""
    people = [FIRST + n for n in range(PEOPLE)]
    for n, one in enumerate(people):
        with person(one):
            Person.objects.create(pk=one)
            Declaration.objects.create(
                person_id=one, question=Axis.GENDER, answer="woman" if n % 2 else "man", text_version="test"
            )
    with company(minato.pk):
        records = [CandidateFactory.build(company=minato, person_id=one) for one in people]
        Candidate.objects.bulk_create(records)
        return list(Candidate.objects.order_by("person_id").values_list("pk", flat=True))


def show(minato, pool, order) -> None:
    """Six lists of all of them. in: what gives the places of a list."""
    with company(minato.pk):
        for n in range(JOBS):
            position = PositionFactory(title=f"営業{n}")
            Exposure.objects.bulk_create(
                Exposure(
                    company=minato, position=position, candidate_id=candidate, rank=rank, score=-rank, listing="all",
                    out_of=PEOPLE, weights=load_weights().version,
                )
                for rank, candidate in enumerate(order(pool, n), 1)
            )  # fmt: skip


def mixed(pool, n):
    return pool[n:] + pool[:n]


def men_first(pool, n):
    men, women = pool[::2], pool[1::2]
    return men[n:] + men[:n] + women


def table(report, name, axis=Axis.GENDER):
    return {row["group"]: row for row in report.content["axes"][axis]["tables"][name]}


# The wall


def test_what_somebody_said_is_theirs_alone(kim, minato):
    with person(kim):
        declare(kim, {"band": "30s", "gender": "woman"})

    for who in (company(minato.pk), operator()):
        with who, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM matching_declaration")
            assert cursor.fetchone() == (0,)
            with pytest.raises(NobodyActive):
                Declaration.objects.count()
    with person(kim):
        assert declared(kim) == {"band": "30s", "gender": "woman"}


def test_what_is_not_answered_any_more_is_gone_and_so_is_everything_taken_back(as_kim):
    declare(as_kim, {"band": "30s", "gender": "woman"})

    declare(as_kim, {"band": "40s", "gender": ""})
    assert declared(as_kim) == {"band": "40s"}

    take_back(as_kim)
    assert Declaration.objects.count() == 0


def test_only_the_audit_may_ask_for_groups(kim, minato):
    for who in (company(minato.pk), person(kim)):
        with (
            who,
            pytest.raises(DatabaseError, match="only the audit"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(CASES, [minato.pk, load_weights().version])


def test_its_rows_name_nobody_and_know_no_other_company(pool, minato, komorebi):
    show(minato, pool, mixed)

    with operator(), connection.cursor() as cursor:
        cursor.execute(CASES, [minato.pk, load_weights().version])
        rows = cursor.fetchall()
        cursor.execute(CASES, [komorebi.pk, load_weights().version])
        others = cursor.fetchall()

    assert {row[3] for row in rows} == set(range(1, PEOPLE + 1))
    assert {row[0] for row in rows} == {"list", "quiet", "contact", "kept"}
    assert len([row for row in rows if row[0] == "list"]) == PEOPLE * JOBS
    assert others == []


# What it finds


def test_lists_that_prefer_a_group_are_a_sign(pool, minato):
    show(minato, pool, men_first)

    report = audit.audit_company(minato.pk, at=timezone.now())

    top, score = table(report, "top"), table(report, "score")
    assert (top["man"]["verdict"], top["woman"]["verdict"]) == ("best", "sign")
    assert "rate" not in top["woman"]  # nobody of them: fewer than five, so only the sign is told
    assert score["woman"]["verdict"] == "sign"
    assert table(report, "contact")["man"]["people"] == PEOPLE // 2


def test_lists_in_turn_are_no_sign_and_never_a_pass(pool, minato):
    show(minato, pool, mixed)

    report = audit.audit_company(minato.pk, at=timezone.now())

    assert {row["verdict"] for row in table(report, "top").values()} == {"best", "no_sign"}
    assert table(report, "top")["man"]["rate"] == pytest.approx(0.125)
    assert report.content["axes"]["gender"]["attention"] != []
    assert table(report, "top", Axis.BAND) == {}


def test_a_report_holds_no_person_and_is_read_by_its_company_alone(pool, minato, komorebi):
    show(minato, pool, mixed)
    audit.audit_company(minato.pk, at=timezone.now())

    with company(minato.pk):
        kept = latest_report()
        words = json.dumps(kept.content, ensure_ascii=False)
        assert not any(one.name in words for one in Candidate.objects.all() if one.name)
        assert kept.weights == load_weights().version
    with company(komorebi.pk):
        assert latest_report() is None
    with operator():
        assert latest_report() is None


def test_few_people_are_insufficient_and_under_five_not_even_counted(pool, minato):
    with company(minato.pk):
        Candidate.objects.filter(pk__in=pool[:20:2] + pool[3::2]).update(purge_after="2020-01-01")  # 30 men, 1 woman
        left = list(Candidate.objects.filter(pk__in=pool, purge_after__gt="2020-01-01").values_list("pk", flat=True))
    show(minato, left, mixed)

    top = table(audit.audit_company(minato.pk, at=timezone.now()), "top")

    assert (top["woman"]["people"], top["woman"]["verdict"], "rate" in top["woman"]) == (None, "insufficient", False)
    assert (top["man"]["people"], top["man"]["verdict"], "rate" in top["man"]) == (30, "insufficient", False)


@pytest.mark.parametrize(
    ("before", "after", "follows"),
    [
        ({"a": 40}, {"a": 40}, True),
        ({"a": 40}, {"a": 41}, False),
        ({"a": 40}, {"a": 45}, True),
        ({"a": 40, "b": 9}, {"a": 45, "b": 8}, False),
        ({}, {"a": 4}, False),
        ({}, {"a": 5}, True),
    ],
)
def test_a_report_only_follows_when_it_tells_of_nobody(before, after, follows):
    assert audit.may_follow(before, after) is follows


def test_one_more_answer_leaves_the_report_as_it_was(pool, minato):
    show(minato, pool, mixed)
    at = timezone.now()
    first = audit.audit_company(minato.pk, at=at)
    with company(minato.pk):
        whose = Candidate.objects.get(pk=pool[0]).person_id
    with person(whose):
        take_back(whose)

    again = audit.audit_company(minato.pk, at=at + timedelta(days=1))

    assert (again.pk, again.content) == (first.pk, first.content)


def test_the_network_is_audited_by_whom_questions_reach(minato, kim):
    with person(kim):
        declare(kim, {"gender": "woman"})
    with company(minato.pk), connection.cursor() as cursor:
        position = PositionFactory()
        cursor.execute(
            "INSERT INTO matching_pick (company_id, position_id, person_id, rank, score, weights, features, asked)"
            " VALUES (%s, %s, %s, 1, 2.5, %s, '{}', true)",
            [minato.pk, position.pk, kim, load_weights().version],
        )

    report = audit.audit_network(at=timezone.now())

    assert (table(report, "asked")["woman"]["people"], table(report, "asked")["woman"]["verdict"]) == (
        None,
        "insufficient",
    )
    with person(kim):
        assert Pick.objects.count() == 1
    with company(minato.pk):
        assert latest_report() is None


# Night, command, pages


def test_every_night_each_company_and_the_network_have_their_turn(minato, komorebi):
    tasks.audit_fairness(timestamp=int(timezone.now().timestamp()))

    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs")
        names = [name for (name,) in cursor.fetchall()]
    assert names.count("matching.audit_company") == 2
    assert names.count("matching.audit_network") == 1


def test_the_command_prints_one_document(pool, minato, capsys):
    show(minato, pool, mixed)

    call_command("fairness", "--company", "minato", "--json")

    found = json.loads(capsys.readouterr().out)
    assert (found["weights"], set(found["axes"])) == (load_weights().version, {"band", "gender"})
    call_command("fairness", "--language", "en")
    assert "what can be said" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no company"):
        call_command("fairness", "--company", "nobody")


def test_the_page_says_it_in_words_and_the_file_says_the_same(pool, minato, ben_client):
    assert "点検はまだありません" in ben_client.get(reverse("desk:audit")).content.decode()
    show(minato, pool, mixed)
    report = audit.audit_company(minato.pk, at=timezone.now())

    page = ben_client.get(reverse("desk:audit")).content.decode()
    file = ben_client.get(reverse("desk:audit_file")).content.decode()
    log = ben_client.get(reverse("desk:exposure_log")).content.decode()

    with translation.override("ja"):
        verdicts = {line.verdict_words for one in tables_of(report) for table in one.tables for line in table.lines}
    assert all(words in page and words in file for words in verdicts)
    assert report.weights in page
    assert len(log.splitlines()) == 1 + PEOPLE * JOBS


def test_the_operator_reads_the_networks_report(client, ada):
    ada.is_operator = True
    ada.save(update_fields=["is_operator"])
    client.force_login(ada)

    audit.audit_network(at=timezone.now())

    assert "データ不足" in client.get(reverse("console:audit")).content.decode()
    assert client.get(reverse("console:audit_file")).status_code == 200
    with operator():
        assert FairnessReport.objects.get().company_id is None


def test_each_answer_has_words():
    assert {axis: len(answers) for axis, answers in ANSWERS.items()} == {"band": 5, "gender": 3}
