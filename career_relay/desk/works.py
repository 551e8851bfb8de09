"""One line of today's work, and the sections they stand in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise

A_SECTION = 6


@dataclass(frozen=True, slots=True)
class Work:
    """One line of today's work: what, what is known of it, when, and the one way on."""

    title: str
    link: str
    action: str | Promise
    meta: tuple[str, ...] = ()
    due: str = ""
    is_pressing: bool = False
    undo: UUID | None = None  # a batch of mails that can still be taken back


@dataclass(slots=True)
class Section:
    key: str
    title: str | Promise
    hint: str | Promise
    link: str = ""
    link_words: str | Promise = ""
    works: list[Work] = field(default_factory=list)
    more: int = 0

    @property
    def room(self) -> int:
        return A_SECTION - len(self.works)

    def add(self, works: Iterable[Work], *, unseen: int = 0) -> None:
        """Take works as long as there is room and count the rest; `unseen` were not even asked for."""
        for work in works:
            if self.room:
                self.works.append(work)
            else:
                self.more += 1
        self.more += unseen

    @property
    def count(self) -> int:
        return len(self.works) + self.more
