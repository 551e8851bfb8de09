-- What a company that turned people down learns of what followed (PRODUCT E12, LEGAL C-17): totals of five or more.
-- Predicate: letters the active company handed to people; how many of these people carried one to another company, and
-- how many of them were hired there, from `p_from` to the day before `p_until`. A total under five is NULL, and so is none
-- at all. The caller asks for whole months only, so that no single act can be read off a difference between two days.
CREATE OR REPLACE FUNCTION given_by_us(p_from date, p_until date) RETURNS TABLE (kind text, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    us bigint := cr_company();
    since timestamptz := p_from::timestamp AT TIME ZONE 'Asia/Tokyo';
    before timestamptz := p_until::timestamp AT TIME ZONE 'Asia/Tokyo';
BEGIN
    IF us IS NULL OR p_until <> date_trunc('month', p_until)::date OR p_from <> date_trunc('month', p_from)::date
       OR p_until > (now() AT TIME ZONE 'Asia/Tokyo')::date THEN
        RAISE EXCEPTION 'whole months that have passed, for the active company' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH ours AS (
        SELECT DISTINCT k.person_id FROM consents_keptletter k
        WHERE k.about_id = us AND k.handed_at >= since AND k.handed_at < before
    ), carried AS (
        SELECT DISTINCT i.person_id FROM relay_introduction i JOIN ours USING (person_id)
        WHERE i.company_id <> us AND 'letter' = ANY (i.items) AND i.disclosed_at >= since AND i.disclosed_at < before
    ), joined AS (
        SELECT DISTINCT i.person_id FROM relay_introduction i JOIN carried USING (person_id)
        WHERE i.company_id <> us AND i.stage = 'hired' AND i.hired_at >= since AND i.hired_at < before
    ), counted (kind, n) AS (
        SELECT 'handed', count(*) FROM ours
        UNION ALL SELECT 'carried', count(*) FROM carried
        UNION ALL SELECT 'joined', count(*) FROM joined
    )
    SELECT c.kind, CASE WHEN c.n >= 5 THEN c.n END FROM counted c;
END $$;

REVOKE ALL ON FUNCTION given_by_us(date, date) FROM PUBLIC;
