"""Questions about LINE: who is linked, with which company, how many."""

from dataclasses import dataclass

from django.db import models

from career_relay.candidates.models import Candidate
from career_relay.notices.line.client import Problem
from career_relay.notices.models import LineAccount, LineLink, LineText


def link_of(candidate: Candidate) -> LineLink | None:
    """The link that holds, else the last one that ended, else nothing."""
    rows = LineLink.objects.filter(candidate=candidate)
    return rows.order_by(models.F("ended_at").desc(nulls_first=True), "-id").first()


def linked(candidates: "models.QuerySet[Candidate]") -> "models.QuerySet[Candidate]":
    """Of these records, those that can be written to on LINE."""
    return candidates.filter(pk__in=LineLink.objects.filter(ended_at=None).values("candidate_id"))


def count_linked() -> int:
    return LineLink.objects.filter(ended_at=None).count()


def my_links() -> list[LineLink]:
    """The links of the active person that hold."""
    return list(LineLink.objects.filter(ended_at=None).select_related("company").order_by("linked_at", "id"))


def texts_of(candidate: Candidate) -> "models.QuerySet[LineText]":
    return LineText.objects.filter(candidate=candidate)


@dataclass(frozen=True, slots=True)
class Quota:
    """How many messages of this month are used."""

    used: int
    limit: int | None

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(self.limit - self.used, 0)


def quota_of(account: LineAccount) -> Quota:
    return Quota(account.used, account.quota)


def problem_words(problem: str) -> str:
    """The sentence for what LINE said; nothing for nothing."""
    return str(Problem(problem).label) if problem in Problem.values else ""
