"""The board of a receiving company: columns of what it may know, from "asked" (no people) to "joined"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from career_relay.positions.models import Position
from career_relay.relay.asks import open_asks
from career_relay.relay.models import Ask
from career_relay.relay.states import Stage
from career_relay.relay.window import Received, answers_on_their_way, received

A_COLUMN = 15  # cards one looks through; the others are a click away, in the table


@dataclass(frozen=True, slots=True)
class Column:
    """One stage of what was received."""

    stage: Stage
    title: str | Promise
    note: str | Promise
    cards: list[Received] = field(default_factory=list)

    @property
    def shown(self) -> list[Received]:
        """The most pressing, as many as one looks through."""
        return self.cards[:A_COLUMN]

    @property
    def more(self) -> int:
        return len(self.cards) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Board:
    asks: Sequence[Ask]
    on_their_way: list[Position]
    columns: list[Column]

    @property
    def is_empty(self) -> bool:
        return not (self.asks or self.on_their_way or any(column.cards for column in self.columns))

    @property
    def rows(self) -> list[Received]:
        """The same as a table."""
        return [card for column in self.columns for card in column.cards]


COLUMNS = (
    (
        Stage.DISCLOSED,
        pgettext_lazy("board column", "Received"),
        pgettext_lazy("board column", "Confirm receipt and answer"),
    ),
    (
        Stage.INTERVIEWING,
        pgettext_lazy("board column", "Talks"),
        pgettext_lazy("board column", "Talks and interviews"),
    ),
    (Stage.OFFERED, pgettext_lazy("board column", "Offer"), pgettext_lazy("board column", "Conditions were named")),
    (Stage.HIRED, pgettext_lazy("board column", "Joined"), pgettext_lazy("board column", "Last 90 days")),
)


def board_of(*, at: datetime, today: date, position: Position | None = None) -> Board:
    """Give the active company's board, for one position or for all."""
    cards = received(at=at, today=today, position=position)
    waiting = {one for one in answers_on_their_way() if position is None or one == position.pk}
    return Board(
        asks=open_asks(today, position=position),
        on_their_way=list(Position.objects.filter(pk__in=waiting).order_by("title")) if waiting else [],
        columns=[Column(s, title, note, [one for one in cards if one.stage == s]) for s, title, note in COLUMNS],
    )
