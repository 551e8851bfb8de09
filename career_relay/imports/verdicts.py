"""The judge of one row: reads its cells through the mapping, collects faults and remarks, builds the draft."""

import re
from datetime import date
from typing import Final

from career_relay.base.text import sentences
from career_relay.base.text.normalise import (
    Malformed,
    fold_name,
    nfkc,
    normalise_email,
    normalise_phone,
    normalise_postal,
    parse_date,
    parse_graduation_year,
    squeeze,
)
from career_relay.base.text.places import prefecture_of

from .cells import Cells, Plan
from .columns import DATES
from .faults import malformed
from .rows import Row
from .shapes import DECIDED, ApplicationDraft, CandidateDraft, RowResult

_APPLICATION: Final = (
    "application_id", "position", "applied_on", "stage", "status", "outcome", "decided_on", "hired_on", "reason",
    "source", "source_name", "agency_firm", "introduced_on", "protected_until", "score",
)  # fmt: skip
_ADDRESSES: Final = re.compile(r"[;；\s、]+")
_DASHES: Final = re.compile("[‐‑–—―−ー]")
_SCHOOL: Final = re.compile(r"高校|高等学校|中学")
_HIGHER: Final = re.compile(r"大学|短大|専門学校|専修|高専|高等専門|大学院|university|college", re.IGNORECASE)
_ATTACHED: Final = re.compile(r"大学\S{0,4}?(?:附属|付属)\S*?(?:高校|高等学校|中学校?)")
_ADULT: Final = 16


def judge(plan: Plan, row: Row) -> RowResult:
    """The verdict on one row."""
    reading = Reading(plan, row)
    draft = reading.draft()
    if reading.faults:
        return RowResult(row.line, None, tuple(reading.faults), (), row.cells)
    return RowResult(row.line, draft, (), tuple(reading.warnings), row.cells)


class Reading(Cells):
    """One row becoming a draft."""

    # --- the whole ---

    def draft(self) -> CandidateDraft | None:
        self.ensure_width()
        name, email = self.name("name", "family_name", "given_name"), self.email()
        if not name and not email and not self.cell("email")[1]:
            heading = next(
                filter(None, map(self.plan.headings.get, ("name", "family_name", "given_name", "email"))), ""
            )
            self.fail(heading, "", "NO_IDENTITY")
        days = {key: self.day(key) for key in DATES}
        track, year = self.track_and_year()
        self.ensure_in_scope(track)
        if self.faults:
            return None
        application = self.application(track, year, days)
        return self.candidate(name, email, track, year, days, application)

    def ensure_width(self) -> None:
        extra = self.row.cells[self.plan.width :]
        if any(cell.strip() for cell in extra):
            filled = max(place for place, cell in enumerate(self.row.cells, 1) if cell.strip())
            self.fail("", "", "TOO_MANY_CELLS", cells=filled, headings=self.plan.width)

    def candidate(
        self,
        name: str,
        email: str,
        track: str,
        year: int | None,
        days: dict[str, date | None],
        application: ApplicationDraft | None,
    ) -> CandidateDraft:
        state, evidence, form, quiet = self.state(days["state_on"])
        phone, phone_key = self.phone("phone", "LEFT_OUT_PHONE")
        address = self.address()
        return CandidateDraft(
            external_id=self.text("external_id"),
            name=name,
            name_key=fold_name(name),
            kana=self.name("kana", "family_kana", "given_kana"),
            email=email,
            email_key=email.lower(),
            other_email=self.other_email(),
            phone=phone,
            phone_key=phone_key,
            other_phone=self.phone("other_phone", "LEFT_OUT_PHONE")[0],
            postal_code=self.postal_code(),
            prefecture=prefecture_of(self.cell("prefecture")[1]) or prefecture_of(address),
            address=address,
            track=track,
            graduation_year=year,
            skills=self.items("skills"),
            qualifications=self.items("qualifications"),
            work_history=self.prose("work_history"),
            summary=self.prose("summary"),
            current_company=self.text("current_company"),
            education=self.joined("education"),
            tags=self.items("tags"),
            note=self.fair("note"),
            state=state,
            state_evidence=evidence,
            state_form=form,
            state_on=days["state_on"],
            do_not_contact=quiet,
            last_contact_on=days["last_contact_on"],
            application=application,
        )

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
        )

    # --- the person ---

    def name(self, whole: str, *parts: str) -> str:
        return self.text(whole) or " ".join(filter(None, map(self.text, parts)))

    def email(self) -> str:
        heading, raw = self.cell("email")
        if not raw:
            return ""
        try:
            return normalise_email(_first_address(raw))
        except Malformed as refusal:
            self.faults.append(malformed(self.row.line, heading, raw, "MALFORMED_EMAIL", refusal))
            return ""

    def other_email(self) -> str:
        rest = _addresses(self.cell("email")[1])[1:]
        heading, raw = self.cell("other_email")
        for candidate in (*rest, raw):
            if candidate:
                return self.kept(normalise_email, heading, candidate, "LEFT_OUT_EMAIL")
        return ""

    def phone(self, key: str, code: str) -> tuple[str, str]:
        heading, raw = self.cell(key)
        if not raw:
            return "", ""
        number = self.kept(normalise_phone, heading, raw, code)
        return (shown_phone(number, nfkc(raw)), number) if number else ("", "")

    def postal_code(self) -> str:
        heading, raw = self.cell("postal_code")
        return self.kept(normalise_postal, heading, raw, "LEFT_OUT_POSTAL") if raw else ""

    def address(self) -> str:
        parts = [squeeze(text) for _heading, text in self.cells("address")]
        return self.limited("address", self.plan.headings.get("address", ""), " ".join(parts))

    # --- who is out of scope (LEGAL M-09) ---

    def track_and_year(self) -> tuple[str, int | None]:
        heading, raw = self.cell("track")
        track = self.plan.mapping.read("track", raw) if raw else ""
        if track is None:
            self.warn(heading, raw, "UNKNOWN_TRACK")
        year = self.year()
        if not track and year and year >= self.plan.today.year:
            track = "new_graduate"
        return track or "", year

    def year(self) -> int | None:
        heading, raw = self.cell("graduation_year")
        if not raw:
            return None
        try:
            return parse_graduation_year(raw)
        except Malformed as refusal:
            self.warn(heading, raw, "LEFT_OUT_YEAR", why=sentences.why(refusal))
            return None

    def ensure_in_scope(self, track: str) -> None:
        education = self.cell("education")
        if track == "school_leaver":
            self.fail(*self.cell("track"), "OUT_OF_SCOPE_SCHOOL")
        elif track == "new_graduate" and leaves_school(education[1]):
            self.fail(*education, "OUT_OF_SCOPE_SCHOOL")
        self.ensure_age()

    def ensure_age(self) -> None:
        """Refuse people under 16. The birth date is used here and goes no further."""
        heading, raw = self.cell("birth_date")
        if not raw:
            return
        try:
            born = parse_date(raw, excel_serials=self.plan.mapping.excel_serials)
        except Malformed as refusal:
            if refusal.code in {"date_partial", "date_unknown", "date_order"}:
                self.warn(heading, "", "LEFT_OUT_BIRTH")
            else:
                self.faults.append(malformed(self.row.line, heading, raw, "IMPOSSIBLE_DATE", refusal))
            return
        if sixteenth_birthday(born) > self.plan.today:
            self.fail(heading, raw, "OUT_OF_SCOPE_AGE")

    # --- the application ---

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
        firm = self.text("agency_firm")
        if kind is None:
            self.warn(heading, raw, "UNKNOWN_SOURCE")
        if firm and kind not in {"agency", "dispatch"}:
            if kind not in {"", None, "unknown"}:
                self.warn(heading, raw, "SOURCE_CONFLICT")
            kind = "agency"
        return kind or "unknown", self.text("source_name") or squeeze(raw)[:100], firm

    # --- state of the record (PRODUCT A12) ---

    def state(self, given_on: date | None) -> tuple[str, str, str, bool]:
        """State, evidence, form and do-not-contact. Without evidence the state is ``record``."""
        heading, raw = self.cell("state")
        state = self.plan.mapping.read("state", raw) if raw else "record"
        words, form = self.joined("state_evidence"), self.text("state_form")
        if state is None:
            self.warn(heading, raw, "UNKNOWN_STATE")
        if state in {"pool", "contact"} and not (words or (form and given_on)):
            self.warn(heading, raw, "NO_EVIDENCE")
            state = "record"
        return state if state in {"pool", "contact"} else "record", words, form, state == "do_not_contact"


def _addresses(raw: str) -> list[str]:
    """Several addresses in one cell, only when each part is one; else the cell as it is."""
    parts = [part for part in _ADDRESSES.split(raw) if part]
    return parts if len(parts) > 1 and all("@" in nfkc(part) for part in parts) else [raw]


def _first_address(raw: str) -> str:
    return _addresses(raw)[0]


def shown_phone(number: str, raw: str) -> str:
    """The number as people write it, with one kind of hyphen and the 0 a spreadsheet took."""
    typed = _DASHES.sub("-", squeeze(raw))[:40]
    lost = number.startswith("+81") and typed.isdigit() and number == f"+81{typed}"
    return f"0{typed}" if lost else typed


def leaves_school(education: str) -> bool:
    """A new graduate whose schooling names a high school or junior high and nothing above it."""
    plain = _ATTACHED.sub("高校", nfkc(education))
    return bool(_SCHOOL.search(plain)) and not _HIGHER.search(plain)


def sixteenth_birthday(born: date) -> date:
    """The day someone turns 16; born on 29 February, in a common year 1 March."""
    try:
        return born.replace(year=born.year + _ADULT)
    except ValueError:
        return date(born.year + _ADULT, 3, 1)
