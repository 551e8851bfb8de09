"""What the network has done so far: questions of some weeks, and introductions in every stage with what they carry."""

from django.conf import settings

from bench.load.owner import Owner, insert
from bench.load.places import SLUG, chance, one_of
from bench.load.sizes import Sizes
from career_relay.consents.models import AccessGrant, Package
from career_relay.relay.models import Ask, AskSpending, HireNews, InterviewOffer, Introduction, TalkMessage

# Of nineteen: four wait, one cools off, eight are with the receiver, six have ended.
STAGES = [
    *["asked"] * 4,
    "accepted",
    *["disclosed"] * 3,
    *["interviewing"] * 3,
    *["offered", "hired", "declined", "declined", "expired", "withdrawn", "not_selected", "not_selected"],
]
HANDED_OVER = "('disclosed', 'interviewing', 'offered', 'hired', 'not_selected')"
ENDED = "('declined', 'expired', 'withdrawn', 'not_selected')"
ITEMS = "'{contact,history,skills,wishes}'"
ASKS = 3  # of each position, two weeks apart; the last one is open
NEWS = 12
SEVEN, THIRTEEN = 7, 13  # people are taken in steps, so that nobody is twice at one company


def introductions(to: Owner, sizes: Sizes) -> None:
    """Fill what was asked and what came of it."""
    _asks(to)
    _chosen(to, sizes)
    _packages(to)
    _introductions(to)
    _talks(to)


def _asks(to: Owner) -> None:
    source = f"FROM positions_position p CROSS JOIN generate_series(1, {ASKS}) AS k(n)"
    is_last = f"k.n = {ASKS}"
    insert(
        to,
        Ask,
        f"{source} ORDER BY k.n, p.id",
        company_id="p.company_id",
        position_id="p.id",
        upto="10",
        due_on=f"current_date + 14 * (k.n - {ASKS}) + 7",
        state=f"CASE WHEN {is_last} THEN 'open' ELSE 'closed' END",
        created_at=f"now() + make_interval(days => 14 * (k.n - {ASKS}) - 5)",
        picked_at=f"now() + make_interval(days => 14 * (k.n - {ASKS}) - 5)",
    )
    insert(
        to,
        AskSpending,
        f"FROM companies_company c WHERE c.slug LIKE '{SLUG}%' AND c.kind = 'member'",
        company_id="c.id",
        day="current_date",
        most=str(settings.ASK_PEOPLE_PER_DAY),
        spent=str(settings.ASK_PEOPLE_PER_DAY // 2),
    )


def _chosen(to: Owner, sizes: Sizes) -> None:
    """Who was introduced where: one row each, from which every table is filled."""
    own = f"SELECT n, 1 AS company, n * {SEVEN} % {sizes.people} AS person FROM generate_series(0, {sizes.introductions - 1}) AS n"
    rest = (
        f"SELECT n + {sizes.introductions}, 2 + n % {sizes.companies - 1}, (n * {THIRTEEN} + 5) % {sizes.people}"
        f" FROM generate_series(0, {sizes.introductions_elsewhere - 1}) AS n"
    )
    to.execute(
        "CREATE TEMP TABLE place ON COMMIT DROP AS SELECT p.id, p.company_id, p.title, p.public_id,"
        " row_number() OVER (PARTITION BY p.company_id ORDER BY p.id) - 1 AS k,"
        " count(*) OVER (PARTITION BY p.company_id) AS of FROM positions_position p"
    )
    to.execute("ANALYZE place")
    to.execute(
        f"CREATE TEMP TABLE passed ON COMMIT DROP AS SELECT g.n, s.person_id, c.id AS company_id, p.id AS position_id,"
        f" p.title, p.public_id AS position_key, {one_of(STAGES, 'g.n', 21)} AS stage, {chance('g.n', 22, 60)} AS days,"
        f" {chance('g.n', 23, 4)} = 0 AS of_own FROM ({own} UNION ALL {rest}) AS g"
        f" JOIN somebody s ON s.n = g.person JOIN companies_company c ON c.slug = '{SLUG}' || g.company"
        f" JOIN place p ON p.company_id = c.id AND p.k = {chance('g.n', 24, 1_000)} % p.of".encode()
    )
    to.execute("ANALYZE passed")


def _packages(to: Owner) -> None:
    """The content as `consents.packages.compose` makes it."""
    handed = f"WHERE g.stage IN {HANDED_OVER}"
    content = (
        "jsonb_build_object('make', 1, 'onward', false, 'as_of', current_date::text,"
        " 'recipient', jsonb_build_object('id', c.public_id::text, 'name', c.name, 'address', c.address,"
        " 'representative', c.representative, 'country', c.country),"
        " 'position', jsonb_build_object('id', g.position_key::text, 'title', g.title),"
        " 'items', jsonb_build_object('contact', jsonb_build_object('name', t.name, 'email', t.email),"
        " 'history', jsonb_build_object('headline', t.headline, 'history', t.history),"
        " 'skills', jsonb_build_object('skills', to_jsonb(t.skills)),"
        " 'wishes', jsonb_build_object('prefectures', to_jsonb(t.prefectures), 'remote', t.remote,"
        " 'pay_min', t.pay_min, 'start_from', t.start_from)))"
    )
    insert(
        to,
        Package,
        f"FROM passed g JOIN companies_company c ON c.id = g.company_id"
        f" JOIN consents_passport t ON t.person_id = g.person_id {handed} ORDER BY g.n",
        public_id="md5('baton ' || g.n)::uuid",
        person_id="g.person_id",
        recipient_id="g.company_id",
        position_id="g.position_id",
        items=ITEMS,
        content=content,
        hash="encode(sha256(convert_to('baton ' || g.n, 'UTF8')), 'hex')",
    )
    to.execute("ANALYZE consents_package")
    is_over = "g.stage = 'not_selected'"
    insert(
        to,
        AccessGrant,
        f"FROM passed g {_PACKAGE} {handed}",
        person_id="g.person_id",
        company_id="g.company_id",
        package_id="k.id",
        until="now() + interval '60 days'",
        revoked_at=f"CASE WHEN {is_over} THEN now() END",
        deletion_due_on=f"CASE WHEN {is_over} THEN current_date + 1 + g.days % 14 END",
        declaration="jsonb_build_object('provider_name', '見本紹介所', 'provider_address', '東京都', 'provider_representative',"
        " '見本 花子', 'acquired_how', '本人から', 'evidence', k.hash, 'items', to_jsonb(k.items))",
    )


_PACKAGE = "JOIN consents_package k ON k.public_id = md5('baton ' || g.n)::uuid"


def _introductions(to: Owner) -> None:
    shown = f"(g.stage IN {HANDED_OVER} OR g.stage = 'withdrawn')"
    confirmed = "g.stage IN ('interviewing', 'offered', 'hired', 'not_selected')"
    day = "now() - make_interval(days => {})".format
    insert(
        to,
        Introduction,
        f"FROM passed g LEFT {_PACKAGE}"
        f" LEFT JOIN (SELECT position_id, min(id) AS id FROM relay_ask GROUP BY 1) a ON a.position_id = g.position_id"
        " ORDER BY g.n",
        public_id="md5('introduction ' || g.n)::uuid",
        company_id="g.company_id",
        person_id="g.person_id",
        position_id="g.position_id",
        ask_id="CASE WHEN NOT g.of_own THEN a.id END",
        origin="CASE WHEN g.of_own THEN 'self' ELSE 'ask' END",
        stage="g.stage",
        items=ITEMS,
        package_id="k.id",
        package_hash="coalesce(k.hash, '')",
        answer_by="current_date + 5",
        asked_at=day("g.days + 10"),
        accepted_at=f"CASE WHEN g.stage <> 'asked' THEN {day('g.days + 5')} END",
        cooling_until=f"CASE WHEN g.stage <> 'asked' THEN {day('g.days + 4')} END",
        disclosed_at=f"CASE WHEN {shown} THEN {day('g.days + 4')} END",
        reply_by=f"CASE WHEN {shown} THEN current_date + 8 - g.days % 20 END",
        receipt_at=f"CASE WHEN {confirmed} THEN {day('g.days + 3')} END",
        interviewing_at=f"CASE WHEN {confirmed} THEN {day('g.days + 2')} END",
        offered_at=f"CASE WHEN g.stage IN ('offered', 'hired') THEN {day('g.days + 1')} END",
        hired_at=f"CASE WHEN g.stage = 'hired' THEN {day('g.days')} END",
        starts_on="CASE WHEN g.stage = 'hired' THEN current_date + 30 END",
        ended_at=f"CASE WHEN g.stage IN {ENDED} THEN {day('g.days')} END",
    )
    to.execute("ANALYZE relay_introduction")


def _talks(to: Owner) -> None:
    talking = "FROM passed g JOIN relay_introduction i ON i.public_id = md5('introduction ' || g.n)::uuid"
    met = f"{talking} WHERE g.stage = 'interviewing'"
    same = {"company_id": "g.company_id", "person_id": "g.person_id", "introduction_id": "i.id"}
    insert(
        to,
        TalkMessage,
        met.replace("WHERE", "CROSS JOIN generate_series(1, 3) AS k(n) WHERE"),
        side="CASE WHEN k.n % 2 = 0 THEN 'person' ELSE 'company' END",
        words="'ありがとうございます。日程をご確認ください。'",
        read_at="CASE WHEN g.days % 2 = 0 THEN now() END",
        **same,
    )
    insert(
        to,
        InterviewOffer,
        met,
        starts="ARRAY[now() + interval '3 days']",
        held_how="'online'",
        place="'オンライン'",
        present="'採用 担当'",
        state="'agreed'",
        starts_at="now() + interval '3 days'",
        **same,
    )
    insert(
        to,
        HireNews,
        f"FROM candidates_candidate c JOIN companies_company f ON f.id = c.company_id AND f.slug = '{SLUG}1'"
        f" WHERE substr(c.external_id, 2)::integer < {NEWS}",
        company_id="c.company_id",
        candidate_id="c.id",
        words="'おかげさまで、就職が決まりました。'",
    )
