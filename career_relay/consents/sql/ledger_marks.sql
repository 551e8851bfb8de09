-- What the daily anchor is made of: number, recipient and hash of the lines after `p_after` that were there before
-- `p_before`, in order. Definer: it reads the lines of everybody. Gives no person, no pseudonym, no purpose and no item.
CREATE OR REPLACE FUNCTION ledger_marks(p_after bigint, p_before timestamptz)
RETURNS TABLE (id bigint, recipient_id bigint, hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.id, e.recipient_id, e.hash::text
    FROM consents_consententry e
    WHERE e.id > p_after
      AND e.id <= (SELECT x.id FROM consents_consententry x WHERE x.at < p_before ORDER BY x.id DESC LIMIT 1)
    ORDER BY e.id
$$;

REVOKE ALL ON FUNCTION ledger_marks(bigint, timestamptz) FROM PUBLIC;
