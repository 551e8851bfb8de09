-- Has this person blocked the active company, or another one of its group? Answers yes or no about the company that asks
-- and no other; gives no row. Crosses the wall because nobody but the person may read who is blocked.

CREATE OR REPLACE FUNCTION blocks_us(p_person bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN p_person IS NOT NULL AND EXISTS (
        SELECT FROM consents_block b
        JOIN companies_company blocked ON blocked.id = b.company_blocked_id
        JOIN companies_company us ON us.id = cr_company()
        WHERE b.person_id = p_person
          AND (blocked.id = us.id OR (b.with_group AND blocked.group_id = us.group_id)));
END $$;

REVOKE ALL ON FUNCTION blocks_us(bigint) FROM PUBLIC;
