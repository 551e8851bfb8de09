-- A group cannot lie below itself: refused whoever writes, also when two people each write one half at the same moment.
CREATE OR REPLACE FUNCTION group_no_circle() RETURNS trigger
LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
    above bigint := NEW.parent_id;
    steps integer := 0;
BEGIN
    IF above IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('companies_companygroup', 0));
    WHILE above IS NOT NULL LOOP
        steps := steps + 1;
        IF above = NEW.id OR steps > 100 THEN
            RAISE EXCEPTION 'a group cannot lie below itself' USING ERRCODE = 'check_violation';
        END IF;
        SELECT g.parent_id INTO above FROM companies_companygroup g WHERE g.id = above;
    END LOOP;
    RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION group_no_circle() FROM PUBLIC;

DROP TRIGGER IF EXISTS no_circle ON companies_companygroup;
CREATE TRIGGER no_circle BEFORE INSERT OR UPDATE OF parent_id ON companies_companygroup
    FOR EACH ROW EXECUTE FUNCTION group_no_circle();
