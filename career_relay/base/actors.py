"""Who did it."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    USER = "user"  # staff of a company
    PERSON = "person"  # a candidate in the portal
    OPERATOR = "operator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: kind and row id. Names are looked up when shown, never copied into the log."""

    kind: ActorKind
    id: int | None = None


SYSTEM = Actor(ActorKind.SYSTEM)


def person_actor(person_id: int) -> Actor:
    return Actor(ActorKind.PERSON, person_id)


def user_actor(user_id: int) -> Actor:
    return Actor(ActorKind.USER, user_id)
