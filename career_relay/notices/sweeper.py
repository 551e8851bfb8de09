"""Mail that should have moved: its worker died, or the mail server was away. Plain SQL beside the queue.

It moves nothing itself; it wakes the task that does, unless one is waiting already.
"""

from typing import Any, LiteralString

import psycopg

COMPANIES: LiteralString = """
SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('mail', 'notices.deliver_company', 0, NULL, NULL,
           jsonb_build_object('company_id', due.company_id), NULL)]::procrastinate_job_to_defer_v1[])
  FROM due_outbox() AS due
 WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs job
                    WHERE job.task_name = 'notices.deliver_company' AND job.status IN ('todo', 'doing')
                      AND (job.scheduled_at IS NULL OR job.scheduled_at <= now() + interval '45 seconds')
                      AND (job.args ->> 'company_id')::bigint = due.company_id)
"""
LINE: LiteralString = """
SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('mail', 'notices.deliver_line', 0, NULL, NULL,
           jsonb_build_object('company_id', due.company_id), NULL)]::procrastinate_job_to_defer_v1[])
  FROM due_line() AS due
 WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs job
                    WHERE job.task_name = 'notices.deliver_line' AND job.status IN ('todo', 'doing')
                      AND (job.args ->> 'company_id')::bigint = due.company_id)
"""
CAMPAIGNS: LiteralString = """
SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('mail', 'notices.tend_campaign', 0, NULL, NULL,
           jsonb_build_object('company_id', due.company_id, 'campaign_id', due.campaign_id), NULL
       )]::procrastinate_job_to_defer_v1[])
  FROM due_campaigns() AS due
 WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs job
                    WHERE job.task_name = 'notices.tend_campaign' AND job.status IN ('todo', 'doing')
                      AND (job.scheduled_at IS NULL OR job.scheduled_at <= now() + interval '45 seconds')
                      AND (job.args ->> 'campaign_id')::bigint = due.campaign_id)
"""
PERSONS: LiteralString = """
SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('mail', 'notices.deliver_personal', 0, NULL, NULL,
           jsonb_build_object('mail_id', mail.id), NULL)]::procrastinate_job_to_defer_v1[])
  FROM notices_personalmail mail
 WHERE ((mail.state = 'queued' AND coalesce(mail.send_after, mail.created_at) < now() - interval '15 seconds')
     OR (mail.state = 'sending' AND mail.claimed_at < now() - interval '120 seconds'))
   AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs job
                    WHERE job.task_name = 'notices.deliver_personal' AND job.status IN ('todo', 'doing')
                      AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())
                      AND (job.args ->> 'mail_id')::bigint = mail.id)
 LIMIT 500
"""


def sweep(connection: psycopg.Connection[Any]) -> int:
    """Wake the outbox where something waits. Gives how many tasks were queued. Safe to run at any time, twice too."""
    return sum(connection.execute(statement).rowcount for statement in (COMPANIES, LINE, PERSONS, CAMPAIGNS))
