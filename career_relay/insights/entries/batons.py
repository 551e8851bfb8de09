"""Introductions we received, and what was handed over to us. Nothing before a yes is ever counted."""

from career_relay.insights.entries.shapes import US, Entries, Rule, local, people, within

RECEIVED = f"""
SELECT {local("i.disclosed_at")} AS day, i.person_id AS who, NULL::bigint AS application, i.id AS introduction,
    {{value}} AS value
FROM relay_introduction i
WHERE i.company_id = {US} AND {within("i.disclosed_at")} AND {people("i.person_id")} AND {{only}}
"""

ANSWERED_IN_TIME = f"""({local("i.interviewing_at")} <= i.reply_by
    OR (i.stage = 'not_selected' AND {local("i.ended_at")} <= i.reply_by)) IS TRUE"""
# who withdrew before the day, unanswered, is left out: nobody waited any more
WAITED = f"""i.reply_by < %(today)s AND NOT (
    i.stage = 'withdrawn' AND i.interviewing_at IS NULL AND {local("i.ended_at")} <= i.reply_by)"""

RIPE_HIRES = f"""
SELECT {local("i.disclosed_at")} + 180 AS day, i.person_id AS who, NULL::bigint AS application, i.id AS introduction,
    (i.stage = 'hired' AND {local("i.hired_at")} <= {local("i.disclosed_at")} + 180)::int AS value
FROM relay_introduction i
WHERE i.company_id = {US} AND {people("i.person_id")}
  AND i.disclosed_at >= %(since)s - interval '180 days' AND i.disclosed_at < %(until)s - interval '180 days'
  AND {local("i.disclosed_at")} + 180 < %(today)s
"""

STARTED = f"""
SELECT i.starts_on AS day, i.person_id AS who, NULL::bigint AS application, i.id AS introduction, 1 AS value
FROM relay_introduction i
WHERE i.company_id = {US} AND i.stage = 'hired' AND {people("i.person_id")}
  AND i.starts_on BETWEEN %(start)s AND %(finish)s AND i.starts_on <= %(today)s
"""

ACCEPTED = f"""
SELECT {local("i.hired_at")} AS day, i.person_id AS who, NULL::bigint AS application, i.id AS introduction, 1 AS value
FROM relay_introduction i
WHERE i.company_id = {US} AND i.stage = 'hired' AND {people("i.person_id")} AND {within("i.hired_at")}
"""

# Hours from the word of the person to the company's word that its copy is gone (KPI: p95).
COPY_GONE = f"""
SELECT {local("g.deletion_confirmed_at")} AS day, g.person_id AS who, NULL::bigint AS application,
    NULL::bigint AS introduction, ceil(extract(epoch FROM g.deletion_confirmed_at - g.revoked_at) / 3600)::int AS value
FROM consents_accessgrant g
WHERE g.company_id = {US} AND g.revoked_at IS NOT NULL AND {people("g.person_id")}
  AND {within("g.deletion_confirmed_at")} AND g.deletion_confirmed_at >= g.revoked_at
"""

E, A = Rule.EACH, Rule.ANY
ENTRIES = (
    Entries("relay_reply_rate", E, RECEIVED.format(value=f"({ANSWERED_IN_TIME})::int", only=WAITED), personal=False),
    Entries("relay_interview_rate", E,
            RECEIVED.format(value="(i.interviewing_at IS NOT NULL)::int", only="TRUE"), personal=False),
    Entries("relay_hire_rate", E, RIPE_HIRES, ripens=1, personal=False),
    Entries("referral_hires", A, STARTED, personal=False),
    Entries("relay_accepted", A, ACCEPTED, personal=False),
    Entries("withdrawal_hours", E, COPY_GONE, personal=False),
)  # fmt: skip
