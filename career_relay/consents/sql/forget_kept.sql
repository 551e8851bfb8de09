-- Erase rows of one append-only table whose time is over, at most so many; gives how many. The app may not delete there
-- itself. Whatever is asked for, the trigger of the table has the last word, by the database's clock (LEGAL P-04, §5).

CREATE OR REPLACE FUNCTION forget_kept(wanted text, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone integer;
BEGIN
    IF wanted = 'base.auditevent' THEN
        DELETE FROM base_auditevent WHERE id IN (
            SELECT e.id FROM base_auditevent e
            WHERE e.at < now() - interval '3 years' AND e.at + interval '3 years' < now() LIMIT most);
    ELSIF wanted = 'consents.provision' THEN
        DELETE FROM consents_provision WHERE id IN (
            SELECT p.id FROM consents_provision p
            WHERE p.keep_until::timestamptz + interval '1 day' < now() LIMIT most);
    ELSIF wanted = 'consents.receipt' THEN
        DELETE FROM consents_receipt WHERE id IN (
            SELECT r.id FROM consents_receipt r
            WHERE r.keep_until::timestamptz + interval '1 day' < now() LIMIT most);
    ELSE
        RAISE EXCEPTION 'not a table with a legal clock: %', wanted;
    END IF;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

REVOKE ALL ON FUNCTION forget_kept(text, integer) FROM PUBLIC;
