-- Whose addresses were changed: read before anybody is known, with the hash of the secret in a notice about the change.
-- Predicate: the caller knows the secret (128 bit), and the change can still be undone. Gives the person's id or nothing.
CREATE OR REPLACE FUNCTION whose_change(known_hash text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.person_id FROM accounts_addresschange c
    WHERE c.undo_hash = known_hash AND c.undone_at IS NULL AND c.undo_until > now()
$$;

REVOKE ALL ON FUNCTION whose_change(text) FROM PUBLIC;
