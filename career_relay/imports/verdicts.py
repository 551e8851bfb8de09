"""The judge of one row: reads its cells through the mapping, collects faults and remarks, builds the draft."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from career_relay.base.text import lint, sentences
from career_relay.base.text.normalise import (
    Malformed,
    fold,
    fold_name,
    nfkc,
    normalise_email,
    normalise_phone,
    normalise_postal,
    parse_date,
    parse_graduation_year,
    squeeze,
    tidy,
)
from career_relay.base.text.places import prefecture_of

from .columns import BY_KEY, DATES
from .faults import Fault, Remark, fault, malformed, remark
from .mapping import Mapping
from .rows import Row
from .shapes import DECIDED, ApplicationDraft, CandidateDraft, RowResult

_BLANKS: Final = frozenset(
    {
        "",
        "-",
        "--",
        "ー",
        "―",
        "—",
        "−",
        "なし",
        "無し",
        "無",
        "未登録",
        "未入力",
        "未定",
        "不明",
        "n/a",
        "#n/a",
        "null",
        "none",
        "nan",
    }
)
_LONGEST_BLANK: Final = max(map(len, _BLANKS))
_NO_CELLS: Final[list[tuple[str, str]]] = []
_APPLICATION: Final = (
    "application_id", "position", "applied_on", "stage", "status", "outcome", "decided_on", "hired_on", "reason",
    "source", "source_name", "agency_firm", "introduced_on", "protected_until", "score",
)  # fmt: skip
_BETWEEN: Final = re.compile(r"[、,;；\n\t|/／]+")
_DOTS: Final = re.compile(r"[・･]")
_ADDRESSES: Final = re.compile(r"[;；\s、]+")
_SENTENCE: Final = re.compile(r"(?<=[。\n])")
_SCHOOL: Final = re.compile(r"高校|高等学校|中学")
_HIGHER: Final = re.compile(r"大学|短大|専門学校|専修|高専|高等専門|大学院|university|college", re.IGNORECASE)
_ATTACHED: Final = re.compile(r"大学\S{0,4}?(?:附属|付属)\S*?(?:高校|高等学校|中学校?)")
_LEAVING: Final = re.compile(r"見込|予定|在学|新卒")
_ADULT: Final = 16
_MAX_ITEMS: Final = 60
_ITEM_LIMIT: Final = {"skills": 60, "qualifications": 60, "tags": 30}


class Judge:
    """Holds the plan of one mapping; ``read`` gives the verdict on a row."""

    def __init__(self, width: int, mapping: Mapping, today: date) -> None:
        self.width = width
        self.mapping = mapping
        self.today = today
        self.plan = tuple((match.place, match.target, match.heading) for match in mapping.columns if match.target)
        self.headings = {target: heading for _place, target, heading in reversed(self.plan)}

    def read(self, row: Row) -> RowResult:
        reading = Reading(self, row)
        draft = reading.draft()
        if reading.faults:
            return RowResult(row.line, None, tuple(reading.faults), (), row.cells)
        return RowResult(row.line, draft, (), tuple(reading.warnings), row.cells)


class Reading:
    """One row being read."""

    def __init__(self, judge: Judge, row: Row) -> None:
        self.judge = judge
        self.row = row
        self.faults: list[Fault] = []
        self.warnings: list[Remark] = []
        self.filled: dict[str, list[tuple[str, str]]] = {}
        width = len(row.cells)
        for place, target, heading in judge.plan:
            if place < width and says_something(text := row.cells[place].strip()):
                self.filled.setdefault(target, []).append((heading, text))

    # --- cells ---

    def cells(self, key: str) -> list[tuple[str, str]]:
        """Heading and text of every filled cell of a field."""
        return self.filled.get(key, _NO_CELLS)

    def cell(self, key: str) -> tuple[str, str]:
        found = self.filled.get(key)
        return found[0] if found else (self.judge.headings.get(key, ""), "")

    def fail(self, column: str, value: str, code: str, **facts: object) -> None:
        self.faults.append(fault(self.row.line, column, value, code, **facts))

    def warn(self, column: str, value: str, code: str, **facts: object) -> None:
        self.warnings.append(remark(self.row.line, column, value, code, **facts))

    def text(self, key: str) -> str:
        """One line of text, tidied and kept within its limit."""
        heading, raw = self.cell(key)
        return self.limited(key, heading, squeeze(raw)) if raw else ""

    def limited(self, key: str, heading: str, text: str) -> str:
        limit = BY_KEY[key].limit
        if len(text) <= limit:
            return text
        self.warn(heading, "", "SHORTENED", limit=limit)
        return text[: limit - 1] + "…"

    def day(self, key: str) -> date | None:
        heading, raw = self.cell(key)
        if not raw:
            return None
        try:
            return parse_date(raw, excel_serials=self.judge.mapping.excel_serials)
        except Malformed as refusal:
            self.faults.append(malformed(self.row.line, heading, raw, "IMPOSSIBLE_DATE", refusal))
            return None

    # --- the whole ---

    def draft(self) -> CandidateDraft | None:
        self.ensure_width()
        name, email = self.name("name", "family_name", "given_name"), self.email()
        if not name and not email and not self.cell("email")[1]:
            heading = next(
                filter(None, map(self.judge.headings.get, ("name", "family_name", "given_name", "email"))), ""
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
        extra = self.row.cells[self.judge.width :]
        if any(cell.strip() for cell in extra):
            filled = max(place for place, cell in enumerate(self.row.cells, 1) if cell.strip())
            self.fail("", "", "TOO_MANY_CELLS", cells=filled, headings=self.judge.width)

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

    def kept(self, clean: Callable[[str], str], heading: str, raw: str, code: str) -> str:
        """The cleaned value, or nothing and a remark."""
        try:
            return clean(raw)
        except Malformed as refusal:
            self.warn(heading, raw, code, why=sentences.why(refusal))
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
        return self.limited("address", self.judge.headings.get("address", ""), " ".join(parts))

    # --- who is out of scope (LEGAL M-09) ---

    def track_and_year(self) -> tuple[str, int | None]:
        heading, raw = self.cell("track")
        track = self.judge.mapping.read("track", raw) if raw else ""
        if track is None:
            self.warn(heading, raw, "UNKNOWN_TRACK")
        year = self.year()
        if not track and year and year >= self.judge.today.year:
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
            born = parse_date(raw, excel_serials=self.judge.mapping.excel_serials)
        except Malformed as refusal:
            if refusal.code in {"date_partial", "date_unknown", "date_order"}:
                self.warn(heading, "", "LEFT_OUT_BIRTH")
            else:
                self.faults.append(malformed(self.row.line, heading, raw, "IMPOSSIBLE_DATE", refusal))
            return
        if sixteenth_birthday(born) > self.judge.today:
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
            found, outcome = self.judge.mapping.read("stage", raw), self.judge.mapping.read("outcome", raw)
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
        kind = self.judge.mapping.read("source", raw) if raw else ""
        firm = self.text("agency_firm")
        if kind is None:
            self.warn(heading, raw, "UNKNOWN_SOURCE")
        if firm and kind not in {"agency", "dispatch"}:
            if kind not in {"", None, "unknown"}:
                self.warn(heading, raw, "SOURCE_CONFLICT")
            kind = "agency"
        return kind or "unknown", self.text("source_name") or squeeze(raw)[:100], firm

    # --- free text ---

    def joined(self, key: str) -> str:
        parts = [tidy(text) for _heading, text in self.cells(key)]
        return self.limited(key, self.judge.headings.get(key, ""), "\n".join(parts)) if parts else ""

    def fair(self, key: str) -> str:
        """Text about a person by the company: a cell with a hit is left out whole (LEGAL F-03)."""
        kept = []
        for heading, raw in self.cells(key):
            text = tidy(raw)
            if codes := lint.items_hit(text):
                self.left_out(heading, codes)
            else:
                kept.append(text)
        return self.limited(key, self.judge.headings.get(key, ""), "\n".join(kept)) if kept else ""

    def prose(self, key: str) -> str:
        """A person's own account: only the sentences with a hit are left out."""
        kept = []
        for heading, raw in self.cells(key):
            text = tidy(raw)
            if codes := lint.items_hit(text):
                self.left_out(heading, codes)
                text = "".join(part for part in _SENTENCE.split(text) if not lint.items_hit(part.strip())).strip()
                text = "" if lint.items_hit(text) else text
            kept.append(text)
        return self.limited(key, self.judge.headings.get(key, ""), "\n".join(filter(None, kept))) if kept else ""

    def items(self, key: str) -> tuple[str, ...]:
        """A list in one or several cells: unique, each short, none about protected things."""
        found: dict[str, str] = {}
        for heading, raw in self.cells(key):
            for item in _split(tidy(raw)):
                if codes := lint.items_hit(item):
                    self.left_out(heading, codes)
                else:
                    found.setdefault(fold(item), item[: _ITEM_LIMIT[key]])
        return tuple(found.values())[:_MAX_ITEMS]

    def left_out(self, heading: str, codes: tuple[str, ...]) -> None:
        for code in codes:
            self.warn(heading, "", "LEFT_OUT_FAIR", item=lint.item_of(code))

    # --- state of the record (PRODUCT A12) ---

    def state(self, given_on: date | None) -> tuple[str, str, str, bool]:
        """State, evidence, form and do-not-contact. Without evidence the state is ``record``."""
        heading, raw = self.cell("state")
        state = self.judge.mapping.read("state", raw) if raw else "record"
        words, form = self.joined("state_evidence"), self.text("state_form")
        if state is None:
            self.warn(heading, raw, "UNKNOWN_STATE")
        if state in {"pool", "contact"} and not (words or (form and given_on)):
            self.warn(heading, raw, "NO_EVIDENCE")
            state = "record"
        return state if state in {"pool", "contact"} else "record", words, form, state == "do_not_contact"


def says_something(text: str) -> bool:
    """Whether a cell says anything: 「-」 and 「なし」 do not."""
    return len(text) > _LONGEST_BLANK or nfkc(text).lower() not in _BLANKS


def _addresses(raw: str) -> list[str]:
    """Several addresses in one cell, only when each part is one; else the cell as it is."""
    parts = [part for part in _ADDRESSES.split(raw) if part]
    return parts if len(parts) > 1 and all("@" in nfkc(part) for part in parts) else [raw]


def _first_address(raw: str) -> str:
    return _addresses(raw)[0]


def _split(text: str) -> list[str]:
    parts = _BETWEEN.split(text)
    if len(parts) == 1:
        parts = _DOTS.split(text)
    return [part for part in (squeeze(part) for part in parts) if part]


def shown_phone(number: str, raw: str) -> str:
    """The number as people write it, with the 0 a spreadsheet took."""
    typed = squeeze(raw).replace("ー", "-")
    return (
        "0" + typed
        if number.startswith("+81") and typed.isdigit() and typed[0] != "0" and not typed.startswith("81")
        else typed[:40]
    )


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
