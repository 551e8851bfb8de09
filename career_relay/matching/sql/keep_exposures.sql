-- The log of what was shown cannot be rewritten, and no row of it goes within six months (LEGAL A-03, §3.16).
-- Only whose row it is may change: to another record by a merge, to nobody when the record is erased.
CREATE OR REPLACE FUNCTION keep_exposures() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.shown_at > now() - interval '6 months' THEN
            RAISE EXCEPTION 'what a list showed is kept for six months' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF (to_jsonb(NEW) - 'candidate_id') IS DISTINCT FROM (to_jsonb(OLD) - 'candidate_id') THEN
        RAISE EXCEPTION 'what a list showed cannot be rewritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS keep_exposures ON matching_exposure;
CREATE TRIGGER keep_exposures BEFORE UPDATE OR DELETE ON matching_exposure
    FOR EACH ROW EXECUTE FUNCTION keep_exposures();
