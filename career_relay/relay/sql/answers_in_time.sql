-- How a receiving company keeps its promise to answer (PRODUCT E9): a public fact of the company, from five answers on.
-- Predicate: introductions handed over to these companies whose day to answer lies in the twelve months before `p_today`.
-- Kept: talks began or a kind no was said by that day. What the person took back themself is not counted. Who and when
-- is not told; a company with fewer than five is missing.
CREATE OR REPLACE FUNCTION answers_in_time(p_companies bigint[], p_today date)
RETURNS TABLE (company_id bigint, due bigint, kept bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.company_id, count(*),
           count(*) FILTER (WHERE (coalesce(i.interviewing_at, i.ended_at) AT TIME ZONE 'Asia/Tokyo')::date <= i.reply_by)
    FROM relay_introduction i
    WHERE i.company_id = ANY (p_companies) AND i.disclosed_at IS NOT NULL
      AND i.reply_by < p_today AND i.reply_by >= p_today - 365
      AND NOT (i.stage = 'withdrawn' AND i.interviewing_at IS NULL)
    GROUP BY i.company_id HAVING count(*) >= 5;
$$;

REVOKE ALL ON FUNCTION answers_in_time(bigint[], date) FROM PUBLIC;
