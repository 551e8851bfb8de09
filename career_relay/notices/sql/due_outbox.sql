-- Which companies have mail that should move: due, or left behind by a worker that died. Ids of companies, nothing else.
-- A campaign that waits or is paused wakes nobody. Crosses the wall because the sweeper works for nobody; what it finds
-- is handed to a task that works for one company. PL/pgSQL because it is older than the table of campaigns it reads.

CREATE OR REPLACE FUNCTION due_outbox() RETURNS TABLE (company_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT DISTINCT m.company_id
    FROM notices_message m
    WHERE m.channel IN ('mail', 'agency')
      AND (
           (m.state IN ('held', 'queued') AND coalesce(m.send_after, m.created_at) <= now()
            AND (m.campaign_id IS NULL
                 OR m.campaign_id IN (SELECT k.id FROM notices_campaign k WHERE k.state IN ('running', 'done', 'cancelled'))))
        OR (m.state = 'claimed' AND m.claimed_at < now() - interval '60 seconds')
        OR (m.state = 'sending' AND m.claimed_at < now() - interval '120 seconds')
      );
END $$;

REVOKE ALL ON FUNCTION due_outbox() FROM PUBLIC;
