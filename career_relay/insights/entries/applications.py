"""Applications: answered, applied again, hired, left waiting, and how far they came."""

from career_relay.insights.entries.shapes import TELLS, US, Entries, Rule, local, people, within

DECIDED = local("a.decided_at")
OURS = f"a.company_id = {US} AND {people('a.candidate_id')}"
REACHED = "array_position(ARRAY['document', 'first', 'second', 'final'], a.reached::text)"
OVER = "a.stage IN ('offered', 'hired')"
PROTECTED = "a.source IN ('agency', 'dispatch')"
# one human being, also where a company has them as a candidate and received them through the relay
HUMAN = "coalesce(-a.person_id, a.candidate_id)"

ANSWERED_BEFORE = f"""EXISTS (
    SELECT 1 FROM candidates_application b
    WHERE b.company_id = a.company_id AND b.candidate_id = a.candidate_id AND b.stage = 'rejected'
      AND {local("b.decided_at")} < a.applied_on)"""

# Days until the next application, -1 when none came: every window is read off this one number.
REAPPLIED = f"""
SELECT {DECIDED} AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction,
    coalesce((
        SELECT min(b.applied_on) FROM candidates_application b
        WHERE b.company_id = a.company_id AND b.candidate_id = a.candidate_id
          AND b.applied_on > {DECIDED} AND b.applied_on <= %(today)s
    ) - {DECIDED}, -1) AS value
FROM candidates_application a
WHERE {OURS} AND a.stage = 'rejected' AND {within("a.decided_at")}
"""

REAPPLICANTS_HIRED = f"""
SELECT {DECIDED} AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction,
    (a.stage = 'hired')::int AS value
FROM candidates_application a
WHERE {OURS} AND a.stage IN ('hired', 'rejected', 'withdrawn') AND {within("a.decided_at")} AND {ANSWERED_BEFORE}
"""

SILVER = f"""
SELECT {DECIDED} + 365 AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction,
    (EXISTS (
        SELECT 1 FROM candidates_application b
        WHERE b.company_id = a.company_id AND b.candidate_id = a.candidate_id AND b.stage = 'hired'
          AND b.applied_on > {DECIDED} AND {local("b.decided_at")} <= {DECIDED} + 365
    ))::int AS value
FROM candidates_application a JOIN candidates_candidate c ON c.id = a.candidate_id AND c.company_id = a.company_id
WHERE {OURS} AND c.is_silver AND a.stage = 'rejected'
  AND a.decided_at >= %(since)s - interval '365 days' AND a.decided_at < %(until)s - interval '365 days'
  AND {DECIDED} + 365 < %(today)s
"""


def hires(value: str, relayed: str | None, only: str = "TRUE") -> str:
    """People hired, by application and, unless `relayed` is None, through the relay, on the day it was agreed."""
    through_relay = f"""
UNION ALL
SELECT {local("i.hired_at")}, -i.person_id, NULL, i.id, {relayed}
FROM relay_introduction i
WHERE i.company_id = {US} AND i.stage = 'hired' AND {within("i.hired_at")} AND {people("-i.person_id")}
"""
    return f"""
SELECT {DECIDED} AS day, {HUMAN} AS who, a.id AS application, NULL::bigint AS introduction, {value} AS value
FROM candidates_application a
WHERE a.company_id = {US} AND {people(HUMAN)} AND a.stage = 'hired' AND {within("a.decided_at")} AND {only}
{"" if relayed is None else through_relay}"""


# A mail of ours to which somebody may have come back, in so many days before they applied again.
INVITED = f"""EXISTS (
    SELECT 1 FROM notices_message m
    WHERE m.company_id = a.company_id AND m.candidate_id = a.candidate_id AND m.campaign_id IS NOT NULL
      AND m.state = 'accepted' AND {local("m.sent_at")} <= a.applied_on AND {local("m.sent_at")} >= a.applied_on - {{days}})"""
TOLD_WITH_CARE = f"""EXISTS (
    SELECT 1 FROM notices_message m
    WHERE m.company_id = a.company_id AND m.candidate_id = a.candidate_id AND {TELLS}
      AND m.personal_point <> '' AND {local("m.sent_at")} <= a.applied_on)"""
ATTRIBUTED = f"{ANSWERED_BEFORE} AND {INVITED.format(days=90)}"
ASSISTED = f"{ANSWERED_BEFORE} AND NOT {INVITED.format(days=90)} AND ({INVITED.format(days=1_000)} OR {TOLD_WITH_CARE})"

TIME_TO_NOTICE = f"""
SELECT {local("told.sent_at")} AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction,
    coalesce(reached_by.nth, 0) - coalesce(begun_by.nth, 0) AS value
FROM candidates_application a
JOIN LATERAL (
    SELECT m.sent_at FROM notices_message m
    WHERE m.company_id = a.company_id AND m.application_id = a.id AND {TELLS} AND m.sent_at >= a.decided_at
    ORDER BY m.sent_at LIMIT 1
) told ON TRUE
LEFT JOIN unnest(%(days)s::date[], %(nth)s::int[]) reached_by (day, nth) ON reached_by.day = {local("told.sent_at")}
LEFT JOIN unnest(%(days)s::date[], %(nth)s::int[]) begun_by (day, nth) ON begun_by.day = {DECIDED}
WHERE {OURS} AND a.stage = 'rejected' AND a.decided_at < %(until)s AND {within("told.sent_at")}
"""

ANSWERED_BY = f"""EXISTS (
    SELECT 1 FROM notices_message m
    WHERE m.company_id = a.company_id AND m.application_id = a.id AND {TELLS}
      AND {local("m.sent_at")} BETWEEN {{first}} AND {{last}})"""

SILENCE = f"""
SELECT a.last_activity_on AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction,
    (NOT {ANSWERED_BY.format(
        first=f"CASE WHEN a.stage = 'rejected' THEN {DECIDED} ELSE a.last_activity_on END",
        last="a.last_activity_on + 30",
    )})::int AS value
FROM candidates_application a
WHERE {OURS} AND a.last_activity_on BETWEEN %(start)s AND %(finish)s AND a.last_activity_on < %(today)s - 30
  AND (a.stage IN ('applied', 'screening', 'interviewing', 'offered')
       OR (a.stage = 'rejected' AND a.decided_at >= a.created_at))
"""  # fmt: skip

# A no that was taken back answers nothing: while a selection goes on, only an offer does.
ON_TIME = f"""
SELECT a.promised_on AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction,
    (({OVER} AND (a.offered_on <= a.promised_on) IS TRUE) OR (a.stage IN ('rejected', 'hired', 'withdrawn') AND
     {ANSWERED_BY.format(first="'-infinity'", last="a.promised_on")}))::int AS value
FROM candidates_application a
WHERE {OURS} AND a.promised_on BETWEEN %(start)s AND %(finish)s AND a.promised_on < %(today)s
  AND NOT (a.stage = 'withdrawn' AND {DECIDED} <= a.promised_on)
"""

FEEDBACK = f"""
SELECT {DECIDED} AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction,
    (EXISTS (
        SELECT 1 FROM notices_message m
        WHERE m.company_id = a.company_id AND m.application_id = a.id AND {TELLS}
          AND m.sent_at < %(at)s AND m.personal_point <> ''
    ))::int AS value
FROM candidates_application a
WHERE {OURS} AND a.stage = 'rejected' AND a.reached IN ('first', 'second', 'final') AND {within("a.decided_at")}
  AND a.decided_at >= a.created_at
"""

OFFERED_THE_RELAY = f"""
SELECT {DECIDED} AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction,
    (a.path = 'circle')::int AS value
FROM candidates_application a
WHERE {OURS} AND a.stage = 'rejected' AND NOT {PROTECTED} AND {within("a.decided_at")} AND a.decided_at >= a.created_at
"""

APPLIED = f"""
SELECT a.applied_on AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction, {{value}} AS value
FROM candidates_application a
WHERE {OURS} AND a.applied_on BETWEEN %(start)s AND %(finish)s AND {{only}}
"""


def passed(step: int) -> str:
    """Of those who came to a step and do not wait there: who went further. 4: the last talk, 5: the offer."""
    if step == 5:
        return APPLIED.format(value="(a.stage = 'hired')::int", only="(a.offered_on IS NOT NULL OR a.stage = 'hired')"
                              " AND a.stage IN ('hired', 'rejected', 'withdrawn')")  # fmt: skip
    further = f"({REACHED} > {step} OR {OVER})"
    return APPLIED.format(
        value=f"{further}::int",
        only=f"{REACHED} >= {step} AND ({further} OR a.stage IN ('rejected', 'withdrawn'))",
    )


DAYS_TO = f"""
SELECT {DECIDED} AS day, a.candidate_id AS who, a.id AS application, NULL::bigint AS introduction,
    {DECIDED} - {{begun}} AS value
FROM candidates_application a {{more}}
WHERE {OURS} AND a.stage = 'hired' AND {within("a.decided_at")} AND {DECIDED} >= {{begun}}
"""
POSITION = "JOIN positions_position p ON p.id = a.position_id AND p.company_id = a.company_id"

E, F, A = Rule.EACH, Rule.FIRST, Rule.ANY
ENTRIES = (
    Entries("reapplied", F, REAPPLIED),
    Entries("reapply_hire_rate", A, REAPPLICANTS_HIRED),
    Entries("silver_conversion", F, SILVER, ripens=1),
    Entries("hires", A, hires("1", "1"), personal=False),
    Entries("rediscovery_share", A, hires(f"({ANSWERED_BEFORE})::int", "0"), personal=False),
    Entries("referral_share", A, hires("(a.source = 'referral')::int", "1"), personal=False),
    Entries("rehires_attributed", A, hires("1", None, ATTRIBUTED), personal=False),
    Entries("rehires_assisted", A, hires("1", None, ASSISTED), personal=False),
    Entries("time_to_notice", E, TIME_TO_NOTICE, today=False),
    Entries("silence_rate", E, SILENCE, ripens=31, today=False),
    Entries("on_time_rate", E, ON_TIME, ripens=1),
    Entries("feedback_rate", E, FEEDBACK),
    Entries("offer_rate", E, OFFERED_THE_RELAY),
    Entries("conversion_rate", E, APPLIED.format(value=f"({REACHED} > 1 OR {OVER})::int", only="TRUE"), today=False),
    Entries("yield_document", E, passed(1), today=False),
    Entries("yield_first", E, passed(2), today=False),
    Entries("yield_second", E, passed(3), today=False),
    Entries("yield_final", E, passed(4), today=False),
    Entries("yield_offer", E, passed(5), today=False),
    Entries("time_to_hire", E, DAYS_TO.format(begun="a.applied_on", more="")),
    Entries("time_to_fill", E, DAYS_TO.format(begun=local("p.created_at"), more=POSITION)),
)
