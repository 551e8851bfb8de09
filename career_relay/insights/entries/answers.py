"""What people said of our answer. Always in fives of one wording, so that no figure tells what one person said."""

from career_relay.insights.entries.shapes import TELLS, US, Entries, Rule, local

# A five of which somebody was erased is no five any more. All of a five have one day, so a period holds it whole.
SEALED = f"""
SELECT s.day, NULL::bigint AS who, answer.application_id AS application, NULL::bigint AS introduction,
    answer.{{question}}::int AS value
FROM (
    SELECT seal.*, count(*) OVER (PARTITION BY seal.five) AS whole FROM notices_surveyseal seal
    WHERE seal.company_id = {US} AND seal.question = '{{question}}'
      AND seal.day BETWEEN %(start)s AND %(finish)s AND seal.day <= %(today)s
) s
JOIN notices_surveyanswer answer ON answer.id = s.answer_id AND answer.company_id = s.company_id
WHERE s.whole = 5
"""

# People in the order in which we first told them, five by five of one wording: a five counts on the day of its last.
ASKED = f"""
SELECT fives.day, fives.candidate_id AS who, fives.application_id AS application, NULL::bigint AS introduction,
    (EXISTS (
        SELECT 1 FROM notices_surveyanswer answer JOIN candidates_application a ON a.id = answer.application_id
        WHERE answer.company_id = {US} AND a.company_id = answer.company_id AND a.candidate_id = fives.candidate_id
          AND answer.answered_at < %(at)s
    ))::int AS value
FROM (
    SELECT told.*, count(*) OVER five AS whole, max({local("told.sent_at")}) OVER five AS day
    FROM (
        SELECT first.*, (row_number() OVER (PARTITION BY first.template_key ORDER BY first.sent_at, first.id) - 1) / 5 AS nth
        FROM (
            SELECT DISTINCT ON (m.candidate_id) m.candidate_id, m.application_id, m.template_key, m.sent_at, m.id
            FROM notices_message m
            WHERE m.company_id = {US} AND {TELLS} AND m.application_id IS NOT NULL AND m.survey_wanted
              AND m.channel <> 'agency' AND m.sent_at < %(at)s
            ORDER BY m.candidate_id, m.sent_at, m.id
        ) first
    ) told
    WINDOW five AS (PARTITION BY told.template_key, told.nth)
) fives
WHERE fives.whole = 5 AND fives.day BETWEEN %(start)s AND %(finish)s
"""

E = Rule.EACH
ENTRIES = (
    Entries("satisfaction", E, SEALED.format(question="recommend"), personal=False),
    Entries("helpful_rate", E, SEALED.format(question="helpful"), personal=False),
    Entries("care", E, SEALED.format(question="careful"), personal=False),
    Entries("response_rate", E, ASKED, today=False, personal=False),
)
