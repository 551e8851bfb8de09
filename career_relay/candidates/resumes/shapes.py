"""What stands in a résumé. Nothing here has a place for a name, an address, an age, a family or a photo."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Job:
    """One employer. `begin` and `end` are "2019-04" or empty; `is_now`: still there when it was written."""

    begin: str = ""
    end: str = ""
    is_now: bool = False
    company: str = ""
    title: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class School:
    """One education. The name of the school is for the eyes of the person who confirms, and goes nowhere else."""

    begin: str = ""
    end: str = ""
    school: str = ""
    degree: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Qualification:
    name: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill and the sentence it came from."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Extracted:
    jobs: tuple[Job, ...] = ()
    schools: tuple[School, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    languages: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    text: str = ""  # what may be shown beside, without what may not be kept
    left_out: Mapping[str, int] = field(default_factory=dict)  # code of a rule → sentences not taken over

    def as_document(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """raises KeyError, TypeError for a document of another shape."""
        return cls(
            jobs=tuple(Job(**one) for one in document.get("jobs", ())),
            schools=tuple(School(**one) for one in document.get("schools", ())),
            qualifications=tuple(Qualification(**one) for one in document.get("qualifications", ())),
            languages=tuple(map(str, document.get("languages", ()))),
            skills=tuple(Skill(**one) for one in document.get("skills", ())),
            text=str(document.get("text", "")),
            left_out=dict(document.get("left_out", {})),
        )
