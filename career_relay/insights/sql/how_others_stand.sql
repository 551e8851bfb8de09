-- How other companies stand in one figure (PRODUCT G5): nothing about any one of them.
-- Predicate: figures of other companies, kept for the last day of a month that has passed, each of ten or more. With fewer
-- than five such companies there is no row. `middle` is the mean of the companies without the lowest and the highest
-- quarter, three at least: no company's own value is ever the answer. A month has one answer, so two cannot be subtracted.
CREATE OR REPLACE FUNCTION how_others_stand(p_key text, p_day date) RETURNS TABLE (companies bigint, middle double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    us bigint := cr_company();
BEGIN
    IF us IS NULL OR p_day <> (date_trunc('month', p_day) + interval '1 month - 1 day')::date
       OR p_day >= (now() AT TIME ZONE 'Asia/Tokyo')::date THEN
        RAISE EXCEPTION 'the last day of a month that has passed, for the active company' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH others AS (
        SELECT s.value, row_number() OVER (ORDER BY s.value) AS nth, count(*) OVER () AS all_of_them
        FROM insights_snapshot s JOIN companies_company c ON c.id = s.company_id
        WHERE s.company_id <> us AND s.key = p_key AND s.day = p_day AND s.value IS NOT NULL AND s.n >= 10
          AND c.verified_at IS NOT NULL AND c.suspended_at IS NULL
    )
    SELECT max(o.all_of_them), avg(o.value) FILTER (
        WHERE o.nth > o.all_of_them / 4 AND o.nth <= o.all_of_them - o.all_of_them / 4)
    FROM others o HAVING max(o.all_of_them) >= 5;
END $$;

REVOKE ALL ON FUNCTION how_others_stand(text, date) FROM PUBLIC;
