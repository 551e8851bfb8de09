-- Which companies have mail that should move: due, or left behind by a worker that died. Ids of companies, nothing else.
-- Crosses the wall because the sweeper works for nobody; what it finds is handed to a task that works for one company.

CREATE OR REPLACE FUNCTION due_outbox() RETURNS TABLE (company_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT m.company_id
    FROM notices_message m
    WHERE m.channel IN ('mail', 'agency')
      AND (
           (m.state IN ('held', 'queued') AND coalesce(m.send_after, m.created_at) <= now())
        OR (m.state = 'claimed' AND m.claimed_at < now() - interval '60 seconds')
        OR (m.state = 'sending' AND m.claimed_at < now() - interval '120 seconds')
      )
$$;

REVOKE ALL ON FUNCTION due_outbox() FROM PUBLIC;
