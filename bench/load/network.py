"""The people of the network: passports, consents, shields, and matching profiles with generated vectors."""

from collections.abc import Iterator

import numpy as np

from bench.load.documents import PREFECTURES, SEED, codes
from bench.load.owner import Owner, insert
from bench.load.places import SLUG, chance, circles, one_of, texts
from bench.load.sizes import Sizes
from career_relay.accounts.models import Person, VerifiedAddress
from career_relay.consents.models import Block, ConsentEntry, ConsentNow, Passport
from career_relay.matching.models import DIMENSIONS, MatchFilter, MatchingProfile, MatchVector
from career_relay.positions.models import Remote

CLUSTERS = 64
SPREAD = 0.6
VECTORS = 10_000  # more people than that share them
# One person in ten has a record at the company that is measured, two at others: the shields have work to do.
ADDRESS = "'kouho' || (s.n * 97) || '@mail.example'"


def people(to: Owner, sizes: Sizes) -> None:
    """Fill everything a person has, each table by one statement."""
    to.execute("CREATE TEMP TABLE vector_of (n integer PRIMARY KEY, embedding halfvec) ON COMMIT DROP")
    with to.cursor().copy("COPY vector_of FROM STDIN") as rows:
        for n, vector in enumerate(vectors(min(sizes.people, VECTORS))):
            rows.write_row((n, vector))
    insert(to, Person, f"FROM generate_series(0, {sizes.people - 1}) AS n ORDER BY n")
    to.execute(
        "CREATE TEMP TABLE somebody ON COMMIT DROP AS"
        " SELECT id AS person_id, (row_number() OVER (ORDER BY id) - 1)::integer AS n FROM accounts_person"
    )
    to.execute("ANALYZE somebody")
    insert(to, VerifiedAddress, "FROM somebody s", person_id="s.person_id", address=ADDRESS)
    for table in ("candidates_candidate", "candidates_application"):
        _link(to, table)
    everybody = f"FROM somebody s JOIN document d ON d.n = {chance('s.n', 1, sizes.documents)}"
    _passports(to, everybody)
    _consents(to, sizes)
    _profiles(to, everybody)


def _link(to: Owner, table: str) -> None:
    """Every second record whose address a person has proven knows its person."""
    record = "c.id" if table.endswith("candidate") else "t.candidate_id"
    to.execute(
        f"UPDATE {table} t SET person_id = a.person_id FROM accounts_verifiedaddress a, candidates_candidate c"
        f" WHERE {record} = {'t.id AND c.id = t.id' if table.endswith('candidate') else 'c.id'}"
        " AND c.email_key = a.address AND a.person_id % 2 = 0".encode()
    )


def _passports(to: Owner, everybody: str) -> None:
    insert(
        to,
        Passport,
        everybody,
        person_id="s.person_id",
        name="'見本 太郎'",
        email=ADDRESS,
        headline="d.title || 'の経験があります'",
        history="d.history",
        skills="d.skills::varchar(60)[]",
        prefectures=_places(texts(PREFECTURES), "varchar(10)[]"),
        remote=one_of([one.value for one in Remote], "s.n", 11),
        pay_min=_pay(),
        start_from="'3か月後'",
        paused_until=f"CASE WHEN {chance('s.n', 13, 33)} = 0 THEN current_date + 3650 END",
        as_of="current_date",
    )


def _places(known: str, kind: str) -> str:
    first, second = (f"{known}[1 + {chance('s.n', salt, len(PREFECTURES))}]" for salt in (14, 15))
    return f"ARRAY[{first}, {second}]::{kind}"


def _pay() -> str:
    return f"(300 + 10 * {chance('s.n', 12, 40)})"


def _consents(to: Owner, sizes: Sizes) -> None:
    """One teaser consent each: to a circle, one in ten of them ended. One in twenty blocks a company."""
    circle = f"JOIN companies_circle k ON k.slug = '{SLUG}circle' || (1 + {chance('s.n', 16, circles(sizes))})"
    until = f"CASE WHEN {chance('s.n', 17, 10)} = 0 THEN now() - interval '1 day' ELSE now() + interval '10 years' END"
    said = {"purpose": "'teaser'", "items": "'{contact,history,skills,wishes}'", "expires_at": until}
    insert(
        to,
        ConsentEntry,
        f"FROM somebody s {circle}",
        person_id="s.person_id",
        circle_id="k.id",
        act="'given'",
        language="'ja'",
        channel="'load'",
        verified_how="'code'",
        hash="encode(sha256(convert_to('load ' || s.person_id, 'UTF8')), 'hex')",
        **said,
    )
    insert(
        to,
        ConsentNow,
        "FROM consents_consententry e WHERE e.channel = 'load'",
        person_id="e.person_id",
        purpose="e.purpose",
        circle_id="e.circle_id",
        items="e.items",
        entry_id="e.id",
        given_at="e.at",
        expires_at="e.expires_at",
    )
    blocked = f"JOIN companies_company c ON c.slug = '{SLUG}' || (1 + {chance('s.n', 18, 20 * sizes.companies)})"
    insert(to, Block, f"FROM somebody s {blocked}", person_id="s.person_id", company_blocked_id="c.id")


def _profiles(to: Owner, everybody: str) -> None:
    remote, places = one_of([one.value for one in Remote], "s.n", 11), _places(texts(codes()), "varchar(10)[]")
    said = (
        f"jsonb_build_object('prefectures', to_jsonb({_places(texts(codes()), 'text[]')}), 'remote',"
        f" CASE WHEN {remote} = 'mostly' THEN 'partly' ELSE {remote} END, 'pay_min', {_pay()} * 10000)"
    )
    asked = f"{everybody} JOIN consents_consentnow now_ ON now_.person_id = s.person_id"
    insert(
        to,
        MatchingProfile,
        asked,
        person_id="s.person_id",
        tokens="d.tokens::varchar(60)[]",
        skills="d.skill_ids::varchar(60)[]",
        roles="d.roles::varchar(40)[]",
        prefectures=places,
        remote=remote,
        pay_min=_pay(),
        document=f"d.document || {said}",
        net_until="now_.expires_at",
    )
    insert(
        to,
        MatchFilter,
        asked,
        person_id="s.person_id",
        net_until="now_.expires_at",
        places=f"(SELECT bit_or(1::bigint << one::integer) FROM unnest({places}) AS one)",
        pay_min=_pay(),
        home_only=f"{remote} = 'full'",
        may_ask="ARRAY[now_.circle_id]",
    )
    insert(
        to,
        MatchVector,
        f"{asked} JOIN vector_of v ON v.n = s.n % {VECTORS}",
        person_id="s.person_id",
        meaning="v.embedding",
        words="d.words",
        abilities="d.abilities",
    )


def vectors(count: int) -> Iterator[str]:
    """Give unit vectors in clusters, as texts of one kind of work are. Generated: nothing here waits for an embedding."""
    rng = np.random.default_rng(SEED)
    centres = rng.standard_normal((CLUSTERS, DIMENSIONS))
    for n in range(count):
        vector = centres[n % CLUSTERS] + SPREAD * rng.standard_normal(DIMENSIONS)
        yield "[" + ",".join(f"{one:.4f}" for one in vector / np.linalg.norm(vector)) + "]"
