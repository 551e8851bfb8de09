-- Which companies have something for LINE that should move: a message that is due, or was left behind by a worker that
-- died. Those whose token LINE refuses wait for a new one. Ids of companies, nothing else.
-- Crosses the wall because the sweeper works for nobody; what it finds is handed to a task that works for one company.

CREATE OR REPLACE FUNCTION due_line() RETURNS TABLE (company_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT m.company_id
    FROM notices_message m JOIN notices_lineaccount a ON a.company_id = m.company_id AND a.state <> 'refused'
    LEFT JOIN notices_campaign k ON k.id = m.campaign_id
    WHERE m.channel = 'line'
      AND (
           (m.state IN ('held', 'queued') AND coalesce(m.send_after, m.created_at) <= now()
            AND (k.id IS NULL OR k.state = 'running'))
        OR (m.state IN ('claimed', 'sending') AND m.claimed_at < now() - interval '120 seconds')
      )
$$;

REVOKE ALL ON FUNCTION due_line() FROM PUBLIC;
