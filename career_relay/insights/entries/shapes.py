"""What a counted thing looks like, and the pieces of SQL that several statements share."""

from dataclasses import dataclass
from enum import StrEnum

US = "(SELECT cr_company())"
TELLS = "m.state IN ('accepted', 'told') AND m.legal_class = 'notice'"  # a notice that reached somebody


class Rule(StrEnum):
    """How often a person counts in a period."""

    EACH = "each"  # every entry counts
    FIRST = "first"  # a person counts once, with their first entry
    ANY = "any"  # a person counts once, with the best of their entries


@dataclass(frozen=True, slots=True)
class Entries:
    """One thing that is counted.

    ripens: days after its day before an entry counts. today: whether what happened since midnight is cheap to count;
    else a figure made of facts stops at midnight. personal: entries go when a record is erased, and are counted then.
    """

    key: str
    rule: Rule
    sql: str
    ripens: int = 0
    today: bool = True
    personal: bool = True


def local(moment: str) -> str:
    """The day in Japan of a moment."""
    return f"({moment} AT TIME ZONE 'Asia/Tokyo')::date"


def people(column: str) -> str:
    """Only some people, when they are named."""
    return f"(%(who)s::bigint[] IS NULL OR {column} = ANY(%(who)s::bigint[]))"


def within(moment: str) -> str:
    return f"{moment} >= %(since)s AND {moment} < %(until)s"
