-- The group at the top of the house a group belongs to; NULL for no group. Public facts only. A circle cannot be written
-- (`group_no_circle`); a hundred steps end the walk all the same.
CREATE OR REPLACE FUNCTION group_top(p_group bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
DECLARE
    here bigint := p_group;
    above bigint;
BEGIN
    FOR step IN 1..100 LOOP
        SELECT g.parent_id INTO above FROM companies_companygroup g WHERE g.id = here;
        EXIT WHEN above IS NULL;
        here := above;
    END LOOP;
    RETURN here;
END $$;

REVOKE ALL ON FUNCTION group_top(bigint) FROM PUBLIC;
