-- The yearly figures for the authority (LEGAL M-07): how much job information and how many people the network carried.
-- Predicate: only while the operator is active (a company or a person gets an error). Totals of the whole network as of
-- one day, never rows; the authority asks for them exactly, so small ones are not hidden. They go to the operator alone.
CREATE OR REPLACE FUNCTION yearly_counts(p_on date) RETURNS TABLE (kind text, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := (p_on + 1)::timestamp AT TIME ZONE 'Asia/Tokyo';
BEGIN
    IF NOT cr_operator() THEN
        RAISE EXCEPTION 'only the operator may ask for totals of the network' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    SELECT 'companies', count(*) FROM companies_company c
        WHERE c.kind = 'member' AND c.verified_at < moment AND c.suspended_at IS NULL
    UNION ALL
    SELECT 'openings', count(*) FROM positions_position p
        WHERE p.created_at < moment AND p.listed_until >= p_on AND p.state = 'open'
    UNION ALL
    SELECT 'headcount', coalesce(sum(p.headcount), 0)::bigint FROM positions_position p
        WHERE p.created_at < moment AND p.listed_until >= p_on AND p.state = 'open'
    UNION ALL
    SELECT 'people', count(DISTINCT e.person_id) FROM consents_consententry e
        WHERE e.purpose IN ('teaser', 'share') AND e.act = 'given' AND e.at < moment
          AND e.at >= moment - interval '1 year'
    UNION ALL
    SELECT 'handed_over', count(*) FROM consents_provision v
        WHERE v.provided_at < moment AND v.provided_at >= moment - interval '1 year';
END $$;

REVOKE ALL ON FUNCTION yearly_counts(date) FROM PUBLIC;
