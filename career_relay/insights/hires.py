"""Who was hired thanks to this work: each human being once, by the first way that holds."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils import timezone

from career_relay.candidates.models import Application
from career_relay.candidates.states import Stage
from career_relay.insights.cohorts import Period
from career_relay.insights.entries.applications import ANSWERED_BEFORE, HUMAN, INVITED, TOLD_WITH_CARE
from career_relay.insights.roi import Hires, Way

# Whoever came through the relay is booked there, on the first day of work, and nowhere else at any time.
HIRES = f"""
WITH relayed AS (
    SELECT DISTINCT ON (i.person_id) i.person_id, i.starts_on, p.track
    FROM relay_introduction i JOIN positions_position p ON p.id = i.position_id AND p.company_id = i.company_id
    WHERE i.company_id = (SELECT cr_company()) AND i.stage = 'hired'
    ORDER BY i.person_id, i.starts_on NULLS LAST
), returned AS (
    SELECT DISTINCT ON ({HUMAN}) a.track,
        CASE WHEN {INVITED.format(days=90)} THEN 'attributed'
             WHEN {INVITED.format(days=1_000)} OR {TOLD_WITH_CARE} THEN 'assisted' END AS way
    FROM candidates_application a
    WHERE a.company_id = (SELECT cr_company()) AND a.stage = 'hired'
      AND a.decided_at >= %(since)s AND a.decided_at < %(until)s
      AND NOT EXISTS (SELECT FROM relayed r WHERE r.person_id = a.person_id)
      AND {ANSWERED_BEFORE}
    ORDER BY {HUMAN}, way DESC NULLS LAST
)
SELECT 'relay', track, count(*) FROM relayed WHERE starts_on BETWEEN %(start)s AND %(finish)s GROUP BY track
UNION ALL
SELECT way, track, count(*) FROM returned WHERE way IS NOT NULL GROUP BY way, track
"""


def hires_of(period: Period, at: datetime) -> Hires:
    """Count the people hired in the period, by way and track."""
    limits = {
        "since": period.since,
        "until": min(period.until, at),
        "start": period.start,
        "finish": min(period.end, timezone.localdate(at)),
    }
    with connection.cursor() as cursor:
        cursor.execute(HIRES, limits)
        return {(Way(way), track): n for way, track, n in cursor.fetchall()}


def turned_away(period: Period, at: datetime) -> int:
    """Count the people who were answered with a no in the period."""
    rows = Application.objects.filter(
        stage=Stage.REJECTED, decided_at__gte=period.since, decided_at__lt=min(period.until, at)
    )
    return int(rows.values("candidate_id").distinct().count())
