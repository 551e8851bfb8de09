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

from .cells import Plan
from .columns import DATES
from .courses import CourseReading
from .faults import malformed
from .grants import GrantReading
from .rows import Row
from .shapes import ApplicationDraft, CandidateDraft, RowResult, Told

_NOT_GONE: Final = frozenset({"false", "no", "0", "いいえ"})
_NO: Final = frozenset({"false", "no", "0", "不可", "いいえ"})
_CONFIDENTIAL: Final = frozenset({"true", "yes", "1", "confidential", "private"})
_POSTAL: Final = 7
_TOLD_LIMIT: Final = 200
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


class Reading(CourseReading, GrantReading):
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
        born = self.ensure_in_scope(track)
        self.ensure_to_be_kept(days["kept_until"])
        application = None if self.faults else self.application(track, year, days)
        if self.faults:
            return None
        return self.candidate(name, email, track, year, days, application, born)

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
        born: date | None,
    ) -> CandidateDraft:
        granted = self.granted(days["state_on"], days["state_until"], days["applied_on"])
        address, other_email = self.address(), self.other_email()
        phone, phone_key = self.phone("phone", "LEFT_OUT_PHONE")
        other_phone, postal = self.phone("other_phone", "LEFT_OUT_PHONE")[0], self.postal_code()
        kana = self.name("kana", "family_kana", "given_kana")
        self.warn_confidential()
        return CandidateDraft(
            external_id=self.text("external_id"),
            name=name,
            name_key=fold_name(name),
            kana=kana,
            email=email,
            email_key=email.lower(),
            other_email=other_email,
            phone=phone,
            phone_key=phone_key,
            other_phone=other_phone,
            postal_code=postal,
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
            state=granted.state,
            state_evidence=granted.words,
            state_form=granted.form,
            state_on=granted.on,
            state_until=days["state_until"] if granted.state != "record" else None,
            do_not_contact=granted.quiet,
            last_contact_on=days["last_contact_on"],
            told=self.told(
                {
                    "name": name,
                    "kana": kana,
                    "email": email,
                    "phone": phone,
                    "other_phone": other_phone,
                    "postal_code": postal,
                }
            ),
            application=application,
            born_on=born,
        )

    # --- the person ---

    def name(self, whole: str, family: str, given: str) -> str:
        """A whole name; from two parts the family name first, as here, unless both are in Latin letters."""
        parts = [self.text(family), self.text(given)]
        if all(part.isascii() for part in parts):
            parts.reverse()
        return self.text(whole) or " ".join(filter(None, parts))

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
        """A postal code; six bare figures have lost the 0 of Hokkaido and Tohoku to a spreadsheet."""
        heading, raw = self.cell("postal_code")
        whole = f"0{raw}" if len(raw) == _POSTAL - 1 and raw.isascii() and raw.isdigit() else raw
        return self.kept(normalise_postal, heading, whole, "LEFT_OUT_POSTAL") if raw else ""

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

    def ensure_in_scope(self, track: str) -> date | None:
        """Refuse whom the law lets others place. Gives the birth date, if the file has one that can be read."""
        education = self.cell("education")
        if track == "school_leaver":
            self.fail(*self.cell("track"), "OUT_OF_SCOPE_SCHOOL")
        elif track == "new_graduate" and leaves_school(education[1]):
            self.fail(*education, "OUT_OF_SCOPE_SCHOOL")
        return self.ensure_age()

    def ensure_age(self) -> date | None:
        """Refuse people under 16. The birth date goes on to the keyed hash and is never written down."""
        heading, raw = self.cell("birth_date")
        if not raw:
            return None
        try:
            born = parse_date(raw, excel_serials=self.plan.mapping.excel_serials)
        except Malformed as refusal:
            if refusal.code in {"date_partial", "date_unknown", "date_order"}:
                self.warn(heading, "", "LEFT_OUT_BIRTH")
            else:
                self.faults.append(malformed(self.row.line, heading, "", "IMPOSSIBLE_DATE", refusal))
            return None
        if sixteenth_birthday(born) > self.plan.today:
            self.fail(heading, "", "OUT_OF_SCOPE_AGE")
        return born

    def ensure_to_be_kept(self, until: date | None) -> None:
        """Refuse what the other system has deleted, made anonymous, or may no longer keep."""
        heading, raw = next((one for one in self.cells("gone") if one[1].strip().lower() not in _NOT_GONE), ("", ""))
        if raw:
            self.fail(heading, raw, "GONE")
        heading, raw = self.cell("may_keep")
        if raw.strip().lower() in _NO:
            self.fail(heading, raw, "NO_LONGER_KEPT")
        elif until and until < self.plan.today:
            self.fail(*self.cell("kept_until"), "NO_LONGER_KEPT")

    def warn_confidential(self) -> None:
        heading, raw = self.cell("confidential")
        if raw.strip().lower() in _CONFIDENTIAL:
            self.warn(heading, raw, "CONFIDENTIAL")
        heading, raw = self.cell("private_note")
        if raw:
            self.warn(heading, "", "LEFT_OUT_PRIVATE")

    # --- as the file told it ---

    def told(self, kept: dict[str, str]) -> Told:
        """Heading and text of what we write otherwise: nothing the file says is lost by tidying it."""
        found = []
        for key in (*kept, *DATES):
            if (filled := self.filled.get(key)) is None:
                continue
            heading, raw = filled[0]
            is_otherwise = raw != kept[key] if key in kept else not raw.isascii()  # a day in plain figures is no news
            if is_otherwise:
                found.append((heading, raw[:_TOLD_LIMIT]))
        return tuple(found)


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
