"""The load database: one big company, others behind the wall, a network of people. Set by set, in one transaction.

Everything in it is invented and the same every time. It lives in a data folder of its own, never in the demonstration's.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.load import board, network
from bench.load.documents import ANY_COMPANY, PREFECTURES, documents
from bench.load.owner import Owner, insert, owner
from bench.load.places import BIG_CIRCLES, PER_COMPANY, SLUG, chance, circles, one_of, texts
from bench.load.sizes import Sizes
from career_relay.accounts.models import User
from career_relay.base.text.normalise import fold_kana
from career_relay.base.text.romaji import romaji_of
from career_relay.candidates.models import Application, Candidate, Evaluation
from career_relay.candidates.states import SOURCE_BITS, STEP_BITS
from career_relay.companies.licences import Kind
from career_relay.companies.models import Circle, CircleMember, Company, CompanyDomain, Licence, Membership
from career_relay.companies.roles import Role
from career_relay.companies.verification import check_digit
from career_relay.demo.data import content, families
from career_relay.embedded.progress import step
from career_relay.embedded.words import translate as _
from career_relay.positions.models import Position, PositionCircle, Promise, Remote

ELSEWHERE = range(2, 14)  # the companies that share `candidates_elsewhere`
MARK = "load database "
SEARCH_INDEX = "candidate_search"

# What an application and what the record says of it both follow from the record's number, `k.n`.
STAGES = ["rejected"] * 16 + ["withdrawn", "hired", "screening", "interviewing"]
STEPS = ["document", "document", "first", "second", "final"]
SOURCES = ["own", "media", "referral", "school"]
AGENCY = f"{chance('k.n', 5, 10)} = 0"
SCORED = f"{chance('k.n', 11, 10)} = 0"
SCORE = f"(2.5 + {chance('k.n', 16, 5)} * 0.5)"


def number_of(words: Sequence[str], bits: Mapping[str, int], salt: int) -> str:
    """Give the bit of the word that `one_of` gives for the same record."""
    return f"(ARRAY[{', '.join(str(bits[word]) for word in words)}])[1 + {chance('k.n', salt, len(words))}]"


def prepared(sizes: Sizes) -> None:
    """Make the load database unless this very one is there. The tables are there and empty, or it is."""
    with owner() as to:
        if mark_of(to) == fingerprint(sizes):
            return
        with step(_("Reading the documents")):
            _documents(to, sizes)
        with step(_("Filling companies and positions")):
            _companies(to, sizes)
        with step(_("Filling {n} candidates").format(n=f"{sizes.candidates + sizes.candidates_elsewhere:,}")):
            _candidates(to, sizes)
        with step(_("Filling {n} people of the network").format(n=f"{sizes.people:,}")):
            network.people(to, sizes)
        with step(_("Filling {n} introductions").format(n=f"{sizes.introductions + sizes.introductions_elsewhere:,}")):
            board.introductions(to, sizes)
        to.execute(f"COMMENT ON TABLE candidates_candidate IS '{MARK}{fingerprint(sizes)}'".encode())
    with step(_("Gathering statistics")), owner(autocommit=True) as to:
        to.execute("VACUUM ANALYZE")


def mark_of(to: Owner) -> str:
    """Say which load database this is; empty for none."""
    found = to.execute("SELECT obj_description(to_regclass('candidates_candidate'))").fetchone()
    return str(found[0] or "").removeprefix(MARK) if found else ""


def fingerprint(sizes: Sizes) -> str:
    """Hash of what makes it: these files and the sizes."""
    digest = hashlib.sha256(repr(sizes.made).encode())
    for name in ("board", "documents", "fill", "network", "owner", "places"):
        digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
    return digest.hexdigest()[:16]


def _documents(to: Owner, sizes: Sizes) -> None:
    to.execute(
        "CREATE TEMP TABLE document (n integer PRIMARY KEY, family text, title text, prefecture text, skills text[],"
        " history text, search tsvector, tokens text[], skill_ids text[], roles text[], document jsonb,"
        " words sparsevec, abilities sparsevec) ON COMMIT DROP"
    )
    with to.cursor().copy("COPY document FROM STDIN") as rows:
        for n, one in enumerate(documents(sizes.documents)):
            known = one.matching
            rows.write_row(
                (
                    *(n, one.family, one.title, one.prefecture, one.skills, one.history, one.search),
                    *(known["tokens"], known["skills"], known["roles"], known["document"]),
                    *(known["words"], known["abilities"]),
                )
            )
    to.execute("ANALYZE document")


def _companies(to: Owner, sizes: Sizes) -> None:
    numbers = texts([_corporate_number(n) for n in range(sizes.companies + 1)])
    insert(
        to,
        Company,
        f"FROM generate_series(0, {sizes.companies}) AS n",
        kind="CASE WHEN n = 0 THEN 'operator' ELSE 'member' END",
        slug=f"'{SLUG}' || n",
        name="'株式会社サンプル' || n",
        corporate_number=f"{numbers}[n + 1]",
        address="'東京都港区海岸1-0-0'",
        representative="'湊 一郎'",
        prefecture="'東京都'",
        contact_desk=f"'採用窓口 saiyo@{SLUG}' || n || '.example'",
        harassment_desk=f"'相談窓口 soudan@{SLUG}' || n || '.example'",
        sender_name="'採用担当'",
        sender_address=f"'saiyo@{SLUG}' || n || '.example'",
        verified_at="now()",
        purpose_third_party="true",
    )
    insert(
        to,
        Licence,
        "FROM companies_company WHERE kind = 'operator'",
        holder_id="id",
        kind=f"'{Kind.FREE_CHAMBER}'",
        number="'13-特-000000'",
        accepted_on="current_date - 30",
        evidence="'届出受理通知（見本）'",
        is_demonstration="true",
    )
    every = f"FROM companies_company c WHERE c.slug LIKE '{SLUG}%' AND c.kind = 'member'"
    insert(to, CompanyDomain, every, company_id="c.id", domain="c.slug || '.example'", verified_at="now()")
    insert(to, User, every, email="'staff@' || slug || '.example'", name="'採用 担当'", password="'!'")
    staff = every.replace("WHERE", "JOIN accounts_user u ON u.email = 'staff@' || c.slug || '.example' WHERE")
    insert(to, Membership, staff, company_id="c.id", user_id="u.id", role=f"'{Role.RECRUITER}'")
    insert(to, Circle, f"FROM generate_series(1, {circles(sizes)}) AS n", slug=f"'{SLUG}circle' || n", name="'輪' || n")
    members = every.replace("WHERE", f"JOIN companies_circle k ON k.slug LIKE '{SLUG}circle%' WHERE")
    number = f"replace(c.slug, '{SLUG}', '')::integer"
    which = f"replace(k.slug, '{SLUG}circle', '')::integer"
    own = f"{number} % {max(circles(sizes) - BIG_CIRCLES, 1)} + {BIG_CIRCLES + 1}"  # where there are small ones
    chosen = f"{which} IN (1, 3 - {number} % 2, {own})"
    insert(to, CircleMember, f"{members} AND {chosen}", circle_id="k.id", company_id="c.id")
    _positions(to, sizes)


def _corporate_number(n: int) -> str:
    twelve = f"9998{n:08d}"
    return f"{check_digit(twelve)}{twelve}"


def _positions(to: Owner, sizes: Sizes) -> None:
    """Open positions, the same number at each company, with every statutory item."""
    _families(to)
    source = (
        f"FROM generate_series(0, {sizes.positions - 1}) AS k(n)"
        f" JOIN companies_company c ON c.slug = '{SLUG}' || (k.n % {sizes.companies} + 1)"
        f" JOIN family f ON f.n = {chance('k.n', 20, len(families()))}"
    )
    words = {
        "title": "f.title",
        "role_family": "f.name",
        "summary": "f.duties",
        "must": "f.must",
        "nice": "f.nice",
        "duties": "f.duties",
        "duties_change": "'会社の定める業務'",
        "contract_term": "'期間の定めなし'",
        "renewal": "'該当なし'",
        "probation": "'3か月（条件は同じ）'",
        "place": "'本社'",
        "place_change": "'会社の定める場所'",
        "hours": "'9:00〜18:00'",
        "overtime": "'月10時間程度'",
        "break_time": "'60分'",
        "holidays": "'土日祝、年末年始'",
        "pay": "'年収による'",
        "insurance": "'健康保険・厚生年金・労災・雇用保険'",
        "employer": "c.name",
        "smoking": "'敷地内禁煙'",
    }
    insert(
        to,
        Position,
        source,
        company_id="c.id",
        state="'open'",
        promises=f"'{{{Promise.NO_SCREENING}}}'",
        prefecture=one_of(PREFECTURES, "k.n", 1),
        remote=one_of([one.value for one in Remote], "k.n", 2),
        pay_min="f.low",
        pay_max="f.high + 200",
        as_of="current_date",
        listed_until="current_date + 3650",
        **words,
    )
    shown = "FROM positions_position p JOIN companies_circlemember m ON m.company_id = p.company_id"
    insert(to, PositionCircle, shown, company_id="p.company_id", position_id="p.id", circle_id="m.circle_id")


def _families(to: Owner) -> None:
    to.execute(
        "CREATE TEMP TABLE family (n integer, name text, title text, must text, nice text, duties text, low integer,"
        " high integer) ON COMMIT DROP"
    )
    with to.cursor().copy("COPY family FROM STDIN") as rows:
        for n, (name, block) in enumerate(sorted(content("roles").items())):
            must, nice = "\n".join(block["must"]), "\n".join(block["nice"])
            rows.write_row((n, name, block["titles"][0], must, nice, block["duties"], *block["pay"]))


def _candidates(to: Owner, sizes: Sizes) -> None:
    """Records and their applications. The search index is built at the end, which takes a tenth of the time."""
    [index] = _one(to, f"SELECT indexdef FROM pg_indexes WHERE indexname = '{SEARCH_INDEX}'")
    to.execute(f"DROP INDEX {SEARCH_INDEX}".encode())
    to.execute("CREATE TEMP TABLE held (company_id bigint, first integer, last integer) ON COMMIT DROP")
    share = sizes.candidates_elsewhere // len(ELSEWHERE)
    spans = [(1, 0, sizes.candidates - 1)]
    spans += [(n, first := sizes.candidates + k * share, first + share - 1) for k, n in enumerate(ELSEWHERE)]
    for n, first, last in spans:
        to.execute(
            f"INSERT INTO held SELECT id, {first}, {last} FROM companies_company WHERE slug = '{SLUG}{n}'".encode()
        )
    to.execute(  # the words of each text, at each company
        "CREATE TEMP TABLE worded ON COMMIT DROP AS SELECT h.company_id, d.n,"
        f" replace(d.search::text, '{ANY_COMPANY}', h.company_id::text)::tsvector AS search"
        " FROM held h CROSS JOIN document d".encode()
    )
    to.execute("ANALYZE worded")
    everybody = (
        "FROM held h CROSS JOIN LATERAL generate_series(h.first, h.last) AS k(n)"
        f" JOIN document d ON d.n = {chance('k.n', 1, sizes.documents)}"
        " JOIN worded w ON w.n = d.n AND w.company_id = h.company_id"
    )
    kept_by = ("candidates_application", "candidates_evaluation")
    for table in kept_by:  # what their triggers keep is told with the records: a statement for a million, once
        to.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())
    _records(to, everybody)
    _applications(to, sizes)
    to.execute(
        "SET CONSTRAINTS ALL IMMEDIATE"
    )  # no index is built and no trigger enabled while foreign keys wait to be checked
    for table in kept_by:
        to.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER".encode())
    to.execute(index.encode())
    to.execute("ANALYZE candidates_candidate")
    to.execute("ANALYZE candidates_application")


def _records(to: Owner, everybody: str) -> None:
    names = content("names")
    family, given = ([pair[0] for pair in names[part]] for part in ("family", "given"))
    read = [[pair[1] for pair in names[part]] for part in ("family", "given")]
    email = "'kouho' || k.n || '@mail.example'"
    nth = [chance("k.n", 2, len(family)), chance("k.n", 3, len(given))]
    chosen = f"{texts(family)}[1 + {nth[0]}], {texts(given)}[1 + {nth[1]}]"
    kana = [f"{texts(part)}[1 + {n}]" for part, n in zip(read, nth, strict=True)]
    spoken = [f"{texts([fold_kana(one) for one in part])}[1 + {n}]" for part, n in zip(read, nth, strict=True)]
    letters = [f"{texts([romaji_of(one) for one in part])}[1 + {n}]" for part, n in zip(read, nth, strict=True)]
    here = "h.company_id || "
    marks = [
        *(f"{here}'.' || {one}" for one in (f"concat({chosen})", email, "lower('L' || k.n)", *spoken)),
        *(f"{here}'n.' || {one}" for one in (f"concat({chosen})", *chosen.split(", "), *spoken)),
        *(f"{here}'r.' || {one}" for one in letters),
    ]
    agency = AGENCY
    insert(
        to,
        Candidate,
        everybody,
        company_id="h.company_id",
        external_id="'L' || k.n",
        name=f"concat_ws(' ', {chosen})",
        name_folded=f"concat({chosen})",
        kana=f"concat_ws(' ', {kana[0]}, {kana[1]})",
        email=email,
        email_key=email,
        prefecture="d.prefecture",
        skills="d.skills::varchar(60)[]",
        history="d.history",
        state=f"({texts(['record', 'record', 'record', 'pool', 'pool', 'contact'])})[1 + {chance('k.n', 4, 6)}]",
        protected_until=f"CASE WHEN {agency} THEN current_date + 90 END",
        protected_by=f"CASE WHEN {agency} THEN '株式会社見本紹介' ELSE '' END",
        search=f"w.search || array_to_tsvector(ARRAY[{', '.join(marks)}])",
        is_silver=f"{chance('k.n', 12, 40)} = 0",
        sources=f"CASE WHEN {AGENCY} THEN 4 ELSE {number_of(SOURCES, SOURCE_BITS, 10)} END",
        steps=number_of(STEPS, STEP_BITS, 9),
        is_open=f"{one_of(STAGES, 'k.n', 7)} IN ('screening', 'interviewing')",
        mean_score=f"CASE WHEN {SCORED} THEN {SCORE} END",
        last_contact_at=f"CASE WHEN {chance('k.n', 13, 3)} = 0 THEN now() - make_interval(hours => {chance('k.n', 14, 12_000)}) END",
        purge_after=f"current_date + 30 + {chance('k.n', 15, 900)}",
        updated_at=f"now() - make_interval(mins => {chance('k.n', 6, 60 * 24 * 500)})",
    )


def _applications(to: Owner, sizes: Sizes) -> None:
    """One each, five in six ended with a no; and what a reviewer saw of one in ten."""
    source = (
        "FROM candidates_candidate c CROSS JOIN LATERAL (SELECT substr(c.external_id, 2)::integer AS n) AS k"
        f" JOIN document d ON d.n = {chance('k.n', 1, sizes.documents)}"
    )
    stage = one_of(STAGES, "k.n", 7)
    days = chance("k.n", 8, 540)
    insert(
        to,
        Application,
        source,
        company_id="c.company_id",
        candidate_id="c.id",
        external_id="'A' || k.n",
        position_id="(SELECT min(id) FROM positions_position p WHERE p.company_id = c.company_id AND p.title = d.title)",
        position_title="d.title",
        stage=stage,
        reached=one_of(STEPS, "k.n", 9),
        source=f"CASE WHEN {AGENCY} THEN 'agency' ELSE {one_of(SOURCES, 'k.n', 10)} END",
        reason=f"CASE WHEN {stage} = 'rejected' THEN 'skills' ELSE '' END",
        applied_on=f"current_date - {days}",
        last_activity_on=f"current_date - {days}",
        decided_at=f"CASE WHEN {stage} IN ('rejected', 'withdrawn', 'hired') THEN now() - make_interval(days => {days}) END",
    )
    insert(
        to,
        Evaluation,
        "FROM candidates_application a CROSS JOIN LATERAL (SELECT substr(a.external_id, 2)::integer AS n) AS k"
        f" WHERE {SCORED}",
        company_id="a.company_id",
        application_id="a.id",
        reviewer_name="'面接 担当'",
        reached="a.reached",
        score=SCORE,
        strengths="'順を追って話せる'",
    )


def _one(to: Owner, question: str) -> Sequence[str]:
    found = to.execute(question.encode()).fetchone()
    assert found is not None
    return found


def company(n: int = 1) -> Company:
    """Give one of the companies; the first holds the many candidates."""
    return Company.objects.get(slug=f"{SLUG}{n}")


def staff(n: int = 1) -> User:
    """Give the recruiter of a company."""
    return User.objects.get(email=f"staff@{SLUG}{n}.example")


def open_positions(n: int = 1) -> list[Position]:
    """Give the open positions of the active company."""
    return list(Position.objects.order_by("id")[:PER_COMPANY])
