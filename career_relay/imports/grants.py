"""The part of a row that says what somebody allowed: state, evidence, and "do not contact"."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from .cells import Cells

_ASKS: Final = frozenset({"pool", "contact"})


@dataclass(frozen=True, slots=True)
class Granted:
    """A state with what allows it."""

    state: str = "record"
    words: str = ""
    form: str = ""
    on: date | None = None
    quiet: bool = False


class GrantReading(Cells):
    """One row's permissions. Without evidence the state is ``record`` (PRODUCT A12)."""

    def granted(self, given_on: date | None, until: date | None, applied_on: date | None) -> Granted:
        """State, evidence and do-not-contact. What the row says goes before what the form allows everybody."""
        heading, raw = self.cell("state")
        state = self.plan.mapping.read("state", raw) if raw else self._allowed_to_all(applied_on)
        words, form = self.joined("state_evidence"), self.text("state_form")
        if state is None:
            self.warn(heading, raw, "UNKNOWN_STATE")
        if state not in _ASKS:
            return Granted("record", words, form, given_on, quiet=state == "do_not_contact")
        if until and until < self.plan.today:
            self.warn(heading, raw, "PERMISSION_ENDED")
            return Granted("record", words, form, given_on)
        return self._proved(Granted(state or "record", words, form, given_on), applied_on)

    def _allowed_to_all(self, applied_on: date | None) -> str:
        vouched = self.plan.mapping.evidence
        return vouched.allows if vouched and vouched.covers(applied_on) else "record"

    def _proved(self, told: Granted, applied_on: date | None) -> Granted:
        vouched = self.plan.mapping.evidence
        day = told.on or applied_on
        same = vouched is not None and vouched.is_named(told.form)
        if vouched and vouched.covers(day) and (same or not told.form):
            words = "\n".join(filter(None, (told.words, vouched.mark)))
            return Granted(told.state, words[:200], vouched.name, day)
        if told.words or (told.form and told.on):
            return told
        self.warn(*self.cell("state"), "NO_EVIDENCE")
        return Granted("record", told.words, told.form, told.on)
