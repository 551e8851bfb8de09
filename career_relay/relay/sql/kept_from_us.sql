-- Window 2, after a disclosure: of these people, those whose package the active company may not read at this moment.
-- Predicate: the company was handed a package of theirs, and they keep themself from it by now (`shuts_out`: a block or an
-- employer, also when the house or the domains grew since), or it is no live member with a proven domain any more.
-- About anybody else it says nothing.
CREATE OR REPLACE FUNCTION kept_from_us(p_people bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    us bigint := cr_company();
    live boolean := EXISTS (
        SELECT FROM companies_company v JOIN companies_companydomain d ON d.company_id = v.id
        WHERE v.id = us AND v.verified_at IS NOT NULL AND v.suspended_at IS NULL AND d.verified_at IS NOT NULL);
BEGIN
    RETURN QUERY
    SELECT DISTINCT g.person_id FROM consents_accessgrant g
    WHERE g.company_id = us AND g.person_id = ANY (p_people) AND (NOT live OR shuts_out(g.person_id, us, true));
END $$;

REVOKE ALL ON FUNCTION kept_from_us(bigint[]) FROM PUBLIC;
