"""How a selection went, as one row tells it: stage, result, reason, source, agency, scorecards."""

import re
from datetime import date
from typing import Final

from career_relay.base.text.normalise import nfkc, squeeze

from . import presets, scorecards
from .cells import Cells
from .shapes import DECIDED, ApplicationDraft, ScorecardDraft

_APPLICATION: Final = frozenset((
    "application_id", "position", "applied_on", "stage", "status", "outcome", "decided_on", "hired_on", "reason",
    "source", "source_name", "agency_firm", "introduced_on", "protected_until", "score", "scorecards",
))  # fmt: skip
_BY_AGENCIES: Final = frozenset({"agency", "dispatch"})
_FIRM: Final = re.compile(r"[(:/・]\s*([^()/:・]{2,100}?)\s*\)?$")


class CourseReading(Cells):
    """The part of a row that is about one application."""

    def application(self, track: str, year: int | None, days: dict[str, date | None]) -> ApplicationDraft | None:
        if self.filled.keys().isdisjoint(_APPLICATION):
            return None
        step, label, outcome = self.course()
        source, name, firm = self.source()
        if outcome == "" and days["hired_on"]:
            outcome = "hired"
        return ApplicationDraft(
            external_id=self.text("application_id"),
            position=self.text("position"),
            track=track,
            graduation_year=year,
            applied_on=days["applied_on"],
            step=step,
            step_label=label,
            outcome=outcome or "in_progress",
            decided_on=days["decided_on"],
            hired_on=days["hired_on"],
            reason=self.fair("reason"),
            source=source,
            source_name=name,
            agency_firm=firm,
            introduced_on=days["introduced_on"],
            protected_until=days["protected_until"],
            scores=tuple((heading, squeeze(text)[:60]) for heading, text in self.cells("score")),
            scorecards=self.scorecards(),
        )

    def course(self) -> tuple[str, str, str]:
        """Step, its words in the file, and outcome, from up to three columns that say parts of it."""
        step = label = ""
        outcomes: dict[str, str] = {}
        for key in ("stage", "status", "outcome"):
            heading, raw = self.cell(key)
            if not raw:
                continue
            found, outcome = self.plan.mapping.read("stage", raw), self.plan.mapping.read("outcome", raw)
            if found and not step:
                step, label = found, squeeze(raw)[:60]
            if outcome:
                outcomes[key] = outcome
            if found is None and outcome is None:
                self.warn(heading, raw, "UNKNOWN_OUTCOME" if key == "outcome" else "UNKNOWN_STAGE")
        said = [outcomes[key] for key in ("outcome", "status", "stage") if key in outcomes]
        return step, label, next((each for each in said if each in DECIDED), said[0] if said else "")

    def source(self) -> tuple[str, str, str]:
        """Kind, detail and agency firm. A named agency always protects (PRODUCT A11)."""
        heading, raw = self.cell("source")
        kind = self.plan.mapping.read("source", raw) if raw else ""
        firm, name = self.text("agency_firm"), self.text("source_name") or self.plan.source_name
        if kind is None:
            self.warn(heading, raw, "UNKNOWN_SOURCE")
        if firm and kind not in _BY_AGENCIES:
            if kind not in {"", None, "unknown"}:
                self.warn(heading, raw, "SOURCE_CONFLICT")
            kind = "agency"
        if kind in _BY_AGENCIES and not firm:
            firm = name or self.firm_in(raw)
        return kind or "unknown", name or squeeze(raw)[:100], firm

    def scorecards(self) -> tuple[ScorecardDraft, ...]:
        """What reviewers wrote; a note with words that may not be kept is left out whole (LEGAL F-03)."""
        heading, raw = self.cell("scorecards")
        if not raw:
            return ()
        try:
            return scorecards.read(raw, lambda text: self.allowed(heading, text))
        except scorecards.BrokenScorecards:
            self.fail(heading, "", "BROKEN_SCORECARDS")
            return ()

    def firm_in(self, raw: str) -> str:
        """The firm beside the kind, 「紹介予定派遣（株式会社ブリッジ人材）」, or a value that is a firm's name itself."""
        preset = self.plan.mapping.preset
        beside = _FIRM.search(nfkc(squeeze(raw)))
        if beside and not presets.is_listed("source", beside[1], preset):
            return beside[1]
        return "" if presets.is_listed("source", raw, preset) else squeeze(raw)[:100]
