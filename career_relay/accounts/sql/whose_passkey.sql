-- Whose passkey this is: read before anybody is known, with the id a device sent along. Gives the person's id or nothing.
-- Predicate: the caller knows the id, which is random and which only the device and this table have. What it signs is
-- checked afterwards with that person active (accounts/passkeys.py).
CREATE OR REPLACE FUNCTION whose_passkey(known_id text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT k.person_id FROM accounts_passkey k WHERE k.credential_id = known_id
$$;

REVOKE ALL ON FUNCTION whose_passkey(text) FROM PUBLIC;
