-- What the operator may know of the whole network: totals, never rows.
-- Predicate: only while the operator is active (a company or a person gets an error). A total under five is NULL, and
-- so is none at all: nobody can tell the two apart. There is no grand total beside the parts, so that a hidden part
-- cannot be found by subtracting (LEGAL A-07). `days` is a median over introductions answered, of five or more.
CREATE OR REPLACE FUNCTION operator_totals(p_at timestamptz) RETURNS TABLE (kind text, label text, total numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT cr_operator() THEN
        RAISE EXCEPTION 'only the operator may ask for totals of the network' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH counted AS (
        SELECT 'prefecture' AS kind, p.prefecture::text AS label, count(*) AS n, count(*)::numeric AS total
        FROM positions_position p JOIN companies_company c ON c.id = p.company_id
        WHERE p.state = 'open' AND c.verified_at IS NOT NULL AND c.suspended_at IS NULL
        GROUP BY p.prefecture
        UNION ALL
        SELECT 'role_family', p.role_family::text, count(*), count(*)::numeric
        FROM positions_position p JOIN companies_company c ON c.id = p.company_id
        WHERE p.state = 'open' AND c.verified_at IS NOT NULL AND c.suspended_at IS NULL
        GROUP BY p.role_family
        UNION ALL
        SELECT 'passports', '', count(*), count(*)::numeric
        FROM consents_passport p
        WHERE (p.paused_until IS NULL OR p.paused_until < (p_at AT TIME ZONE 'Asia/Tokyo')::date)
          AND EXISTS (SELECT FROM consents_consentnow c WHERE c.person_id = p.person_id AND c.purpose = 'teaser'
                      AND (c.expires_at IS NULL OR c.expires_at > p_at))
        UNION ALL
        SELECT 'stage', i.stage::text, count(*), count(*)::numeric
        FROM relay_introduction i GROUP BY i.stage
        UNION ALL
        SELECT 'days', '', count(*),
               (percentile_cont(0.5) WITHIN GROUP (
                   ORDER BY extract(epoch FROM coalesce(i.interviewing_at, i.ended_at) - i.disclosed_at) / 86400
               ))::numeric
        FROM relay_introduction i
        WHERE i.disclosed_at IS NOT NULL AND (i.interviewing_at IS NOT NULL OR i.stage = 'not_selected')
    )
    SELECT counted.kind, counted.label, CASE WHEN counted.n >= 5 THEN round(counted.total, 1) END
    FROM counted
    ORDER BY counted.kind, counted.total DESC NULLS LAST, counted.label;
END $$;

REVOKE ALL ON FUNCTION operator_totals(timestamptz) FROM PUBLIC;
