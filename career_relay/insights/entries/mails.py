"""Mailings to many: what arrived, came back, was answered, and made somebody end it. No opening is ever watched."""

from career_relay.insights.entries.shapes import US, Entries, Rule, local, people

WHEN = "coalesce(m.sent_at, m.claimed_at, m.created_at)"
MAILED = f"""
SELECT {local(WHEN)} AS day, m.candidate_id AS who, m.application_id AS application, NULL::bigint AS introduction,
    {{value}}::int AS value
FROM notices_message m
WHERE m.company_id = {US} AND m.campaign_id IS NOT NULL AND m.channel = 'mail' AND {people("m.candidate_id")}
  AND {{only}} AND {WHEN} >= %(since)s AND {WHEN} < %(until)s
"""
CAME_BACK = """(EXISTS (
    SELECT 1 FROM notices_incoming c
    WHERE c.company_id = m.company_id AND c.message_id = m.id AND c.kind = 'bounce' AND c.bounce <> 'late'))"""
ANSWERED = """(EXISTS (
    SELECT 1 FROM notices_incoming c WHERE c.company_id = m.company_id AND c.message_id = m.id AND c.kind = 'reply'))"""
ENDED = """(EXISTS (
    SELECT 1 FROM notices_permissionproof p
    WHERE p.company_id = m.company_id AND p.candidate_id = m.candidate_id AND p.word = 'refused'
      AND p.way IN ('one_click', 'centre', 'reply', 'complaint')
      AND p.at >= m.sent_at AND p.at < m.sent_at + interval '14 days'))"""
WENT_OUT = "m.state IN ('accepted', 'failed')"
ARRIVED = "m.state = 'accepted'"

E = Rule.EACH
ENTRIES = (
    Entries("mail_delivery", E, MAILED.format(value="(m.state = 'accepted')", only=WENT_OUT), today=False),
    Entries(
        "mail_bounce", E, MAILED.format(value=CAME_BACK, only=f"{WENT_OUT} AND m.sent_at IS NOT NULL"), today=False
    ),
    Entries("mail_replies", E, MAILED.format(value=ANSWERED, only=ARRIVED), today=False),
    Entries("mail_unsubscribe", E, MAILED.format(value=ENDED, only=ARRIVED), today=False),
)
