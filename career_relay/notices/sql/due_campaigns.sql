-- Which campaigns somebody should look after: their hour has come, or they run. Ids, nothing else. Crosses the wall because
-- the sweeper works for nobody; what it finds is handed to a task that works for one company.

CREATE OR REPLACE FUNCTION due_campaigns() RETURNS TABLE (company_id bigint, campaign_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT k.company_id, k.id FROM notices_campaign k
     WHERE k.state = 'running' OR (k.state = 'scheduled' AND k.send_after <= now());
END $$;

REVOKE ALL ON FUNCTION due_campaigns() FROM PUBLIC;
