-- How often a company kept what it promised to people who said yes: in the last 365 days, for anybody to read.
-- Of what it received and could answer: answered by the promised day, and nobody was turned down on paper who had been
-- promised a talk. What the person took back counts on neither side. Two numbers, and none below five together.
CREATE OR REPLACE FUNCTION promises_kept(p_company bigint, p_on date) RETURNS TABLE (kept bigint, given bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH received AS (
        SELECT coalesce(i.interviewing_at, CASE WHEN i.stage = 'not_selected' THEN i.ended_at END) AS answered_at,
               i.reply_by,
               i.stage = 'not_selected' AND i.interviewing_at IS NULL
               AND p.promises && '{no_screening,casual_first}'::varchar[] AS turned_down_on_paper
        FROM relay_introduction i JOIN positions_position p ON p.id = i.position_id
        WHERE i.company_id = p_company AND i.disclosed_at IS NOT NULL AND i.disclosed_at::date > p_on - 365
          AND i.stage <> 'withdrawn' AND i.reply_by IS NOT NULL
    ), judged AS (
        SELECT (r.answered_at AT TIME ZONE 'Asia/Tokyo')::date <= r.reply_by AND NOT r.turned_down_on_paper AS held
        FROM received r WHERE r.answered_at IS NOT NULL OR r.reply_by < p_on
    )
    SELECT count(*) FILTER (WHERE coalesce(j.held, false)), count(*) FROM judged j HAVING count(*) >= 5
$$;

REVOKE ALL ON FUNCTION promises_kept(bigint, date) FROM PUBLIC;
