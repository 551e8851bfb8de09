"""Five years of one company, for the figures: people, what they applied for, what they were told and what they said.

A company of its own beside the load database, made set by set when it is first asked for.
"""

from bench.load.owner import Owner, insert, owner
from bench.load.places import chance, one_of
from bench.load.sizes import Sizes
from career_relay.accounts.models import Person
from career_relay.candidates.models import Application, Candidate
from career_relay.companies.models import Company
from career_relay.embedded.progress import step
from career_relay.embedded.words import translate as _
from career_relay.notices.models import Message, SurveyAnswer, SurveySeal
from career_relay.positions.models import Position
from career_relay.relay.models import Introduction

SLUG = "five-years"
DAYS = 1_825
POSITIONS = 300
STAGES = [*["rejected"] * 15, "hired", "withdrawn", "interviewing", "offered", "hired"]
AGAIN = 40  # per cent of people who applied a second time


def made(sizes: Sizes) -> int:
    """Give the id of the company, made unless it is there."""
    with owner() as to:
        if found := to.execute("SELECT id FROM companies_company WHERE slug = %s", [SLUG]).fetchone():
            return int(found[0])
        with step(_("Filling five years of {n} candidates").format(n=f"{sizes.candidates:,}")):
            company = _company(to)
            _applications(to, company, sizes.candidates)
            _words(to, company)
            _batons(to, company, sizes.candidates // 50)
    with owner(autocommit=True) as to:
        to.execute("VACUUM ANALYZE")
    return company


def _company(to: Owner) -> int:
    insert(
        to,
        Company,
        "",
        slug=f"'{SLUG}'",
        name="'五年株式会社'",
        corporate_number="'9999999999999'",
        domain="'five.example'",
    )
    row = to.execute("SELECT id FROM companies_company WHERE slug = %s", [SLUG]).fetchone()
    company = int(row[0]) if row else 0
    insert(to, Position, f"FROM generate_series(1, {POSITIONS}) k(n)", company_id=str(company), title="'職種 ' || k.n",
           created_at=f"now() - make_interval(days => {DAYS})")  # fmt: skip
    return company


def _applications(to: Owner, company: int, people: int) -> None:
    insert(to, Candidate, f"FROM generate_series(1, {people}) k(n)", company_id=str(company),
           name="'人 ' || k.n", external_id="k.n::text", purge_after="current_date + 365",
           is_silver=f"{chance('k.n', 91, 50)} = 0")  # fmt: skip
    for turn, share in ((0, 100), (1, AGAIN)):
        salt = 10 * turn
        applied = (
            f"(current_date - {DAYS} + ({chance('k.n', 1, DAYS - 700)} + {turn} * (30 + {chance('k.n', 7, 600)})))"
        )
        decided = f"({applied}::timestamp + make_interval(days => 3 + {chance('k.n', 2 + salt, 40)}::int, hours => 9))"
        insert(
            to, Application,
            "FROM candidates_candidate c JOIN LATERAL (SELECT c.external_id::bigint AS n) k ON TRUE"
            f" WHERE c.company_id = {company} AND {chance('k.n', 8, 100)} < {share}",
            company_id=str(company), candidate_id="c.id", external_id=f"'{turn}-' || k.n",
            position_id=f"(SELECT min(id) FROM positions_position WHERE company_id = {company})"
                        f" + {chance('k.n', 3 + salt, POSITIONS)}",
            applied_on=applied, last_activity_on=f"{decided}::date", created_at=f"{applied}::timestamp",
            decided_at=f"CASE WHEN {one_of(STAGES, 'k.n', 4 + salt)} IN ('interviewing', 'offered') THEN NULL ELSE {decided} END",
            stage=one_of(STAGES, "k.n", 4 + salt), promised_on=f"{decided}::date + 2",
            reached=one_of(["document", "document", "first", "second", "final"], "k.n", 5 + salt),
            source=one_of(["own", "media", "agency", "referral", "school"], "k.n", 6 + salt),
        )  # fmt: skip


def _words(to: Owner, company: int) -> None:
    answered = (
        f"FROM candidates_application k WHERE k.company_id = {company} AND k.stage = 'rejected' AND k.id % 12 <> 0"
    )
    insert(
        to, Message, answered, company_id=str(company), candidate_id="k.candidate_id", application_id="k.id",
        state="'accepted'", sent_at="k.decided_at + make_interval(hours => (k.id % 200)::int)", for_stage="'rejected'",
        for_decided_at="k.decided_at", template_key="'rejection_' || k.reached",
        personal_point="CASE WHEN k.id % 3 = 0 THEN '説明が明快でした' ELSE '' END",
    )  # fmt: skip
    insert(
        to, SurveyAnswer, f"{answered} AND k.id % 7 = 0", company_id=str(company), application_id="k.id",
        recommend="k.id % 11", helpful="k.id % 2 = 0", answered_at="k.decided_at + interval '10 days'",
    )  # fmt: skip
    for question in ("recommend", "helpful"):
        insert(
            to, SurveySeal,
            "FROM (SELECT s.id, a.id AS of, a.reached, (row_number() OVER w - 1) / 5 AS nth, count(*) OVER w AS last,"
            " a.decided_at FROM notices_surveyanswer s JOIN candidates_application a ON a.id = s.application_id"
            f" WHERE s.company_id = {company} WINDOW w AS (PARTITION BY a.reached ORDER BY a.decided_at, s.id)) k",
            company_id=str(company), answer_id="k.id", question=f"'{question}'",
            template_key="'rejection_' || k.reached",
            five=f"md5('{question}' || k.reached || k.nth)::uuid", day="(k.decided_at + interval '10 days')::date",
        )  # fmt: skip
        to.execute(  # all of a five have one day
            b"UPDATE notices_surveyseal s SET day = d.day FROM (SELECT five, max(day) AS day FROM notices_surveyseal GROUP BY five) d"
            b" WHERE d.five = s.five AND s.day <> d.day"
        )


def _batons(to: Owner, company: int, count: int) -> None:
    first = to.execute("SELECT coalesce(max(id), 0) FROM accounts_person").fetchone()
    least = int(first[0]) if first else 0
    insert(to, Person, f"FROM generate_series(1, {count}) k(n)", language="'ja'")
    begun = f"(now() - make_interval(days => {chance('k.id', 1, DAYS)}::int))"
    insert(
        to, Introduction, f"FROM accounts_person k WHERE k.id > {least}", company_id=str(company), person_id="k.id",
        position_id=f"(SELECT min(id) FROM positions_position WHERE company_id = {company})", origin="'ask'",
        stage=one_of(["interviewing", "hired", "not_selected", "disclosed"], "k.id", 2), disclosed_at=begun,
        reply_by=f"{begun}::date + 7", interviewing_at=f"{begun} + interval '4 days'",
        hired_at=f"CASE WHEN {one_of(['interviewing', 'hired', 'not_selected', 'disclosed'], 'k.id', 2)} = 'hired' THEN {begun} + interval '40 days' END",
        starts_on=f"{begun}::date + 70",
    )  # fmt: skip
