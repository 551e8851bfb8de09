-- What the operator may know of how the network fares: totals, never rows.
-- Predicate: only while the operator is active (a company or a person gets an error). A total under five is NULL, and so
-- is none at all. `supply` counts people who may be asked by what their own passports say they look for, `demand` open
-- positions of live members, each by role family and by prefecture. `reply` counts introductions answered on time and
-- late, `funnel` how many ever reached a stage. No grand total stands beside the parts, so that a hidden part cannot be
-- found by subtracting (LEGAL A-07); parts of one introduction's way are no parts of a sum.
CREATE OR REPLACE FUNCTION network_health(p_at timestamptz) RETURNS TABLE (kind text, label text, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT cr_operator() THEN
        RAISE EXCEPTION 'only the operator may ask how the network fares' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH reachable AS MATERIALIZED (
        SELECT m.roles, m.prefectures FROM matching_matchingprofile m WHERE m.net_until > p_at
    ), listed AS MATERIALIZED (
        SELECT p.role_family, p.prefecture
        FROM positions_position p JOIN companies_company c ON c.id = p.company_id
        WHERE p.state = 'open' AND p.listed_until >= (p_at AT TIME ZONE 'Asia/Tokyo')::date
          AND c.kind = 'member' AND c.verified_at IS NOT NULL AND c.suspended_at IS NULL
    ), moved AS MATERIALIZED (
        SELECT i.* FROM relay_introduction i
        WHERE i.disclosed_at IS NOT NULL AND i.disclosed_at > p_at - interval '90 days'
    ), counted AS (
        SELECT 'supply_role' AS kind, role::text AS label, count(*) AS n
        FROM reachable r CROSS JOIN LATERAL unnest(r.roles) AS role GROUP BY 2
        UNION ALL
        SELECT 'supply_region', place::text, count(*) FROM reachable r CROSS JOIN LATERAL unnest(r.prefectures) AS place GROUP BY 2
        UNION ALL
        SELECT 'demand_role', l.role_family::text, count(*) FROM listed l GROUP BY 2
        UNION ALL
        SELECT 'demand_region', l.prefecture::text, count(*) FROM listed l GROUP BY 2
        UNION ALL
        SELECT 'reply', CASE WHEN (coalesce(m.interviewing_at, m.ended_at) AT TIME ZONE 'Asia/Tokyo')::date <= m.reply_by
                             THEN 'in time' ELSE 'late' END, count(*)
        FROM moved m
        WHERE m.reply_by IS NOT NULL AND (m.interviewing_at IS NOT NULL OR m.stage IN ('not_selected', 'expired'))
        GROUP BY 2
        UNION ALL
        SELECT 'funnel', 'disclosed', count(*) FROM moved m
        UNION ALL
        SELECT 'funnel', 'interviewing', count(*) FROM moved m WHERE m.interviewing_at IS NOT NULL
        UNION ALL
        SELECT 'funnel', 'offered', count(*) FROM moved m WHERE m.offered_at IS NOT NULL
        UNION ALL
        SELECT 'funnel', 'hired', count(*) FROM moved m WHERE m.hired_at IS NOT NULL
    )
    SELECT counted.kind, counted.label, CASE WHEN counted.n >= 5 THEN counted.n END
    FROM counted
    ORDER BY counted.kind, counted.n DESC, counted.label;
END $$;

REVOKE ALL ON FUNCTION network_health(timestamptz) FROM PUBLIC;
