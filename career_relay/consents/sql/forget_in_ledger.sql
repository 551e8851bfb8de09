-- Take the active person out of their own lines of the ledger; the keyed pseudonym and the proof stay (RELIABILITY rule 7).
-- Definer: the app has no right to change a line. Predicate: the lines of the person who is active, of nobody else, and
-- only when no choice is held any more. Gives how many lines it were.
CREATE OR REPLACE FUNCTION forget_in_ledger() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me bigint := cr_person();
    found bigint;
BEGIN
    IF me IS NULL THEN
        RAISE EXCEPTION 'only the person who is active is forgotten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT FROM consents_consentnow WHERE person_id = me) THEN
        RAISE EXCEPTION 'choices are still held' USING ERRCODE = 'restrict_violation';
    END IF;
    UPDATE consents_consententry SET person_id = NULL WHERE person_id = me;
    GET DIAGNOSTICS found = ROW_COUNT;
    RETURN found;
END $$;

REVOKE ALL ON FUNCTION forget_in_ledger() FROM PUBLIC;
