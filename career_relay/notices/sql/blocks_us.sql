-- Has this person blocked the active company, its house, or somebody it acts for? Answers yes or no about the company
-- that asks and no other; gives no row. Crosses the wall because nobody but the person may read who is blocked.

CREATE OR REPLACE FUNCTION blocks_us(p_person bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN p_person IS NOT NULL AND shuts_out(p_person, cr_company(), false);
END $$;

REVOKE ALL ON FUNCTION blocks_us(bigint) FROM PUBLIC;
