-- What the public page of one certificate may read: the signed credential, when its holder keeps and shows it.
-- Predicate: the row has this public id ∧ the person kept it ∧ the person opened its page. Unknown, hidden, declined and
-- deleted give the same nothing. The credential holds what the holder chose to show; whose row it is stays behind the wall.
CREATE OR REPLACE FUNCTION certificate_shown(p_id uuid) RETURNS TABLE (issuer bigint, credential text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT h.issuer_id, h.credential
    FROM consents_heldcertificate h
    WHERE h.public_id = p_id AND h.state = 'kept' AND h.is_shown AND h.credential <> ''
$$;

REVOKE ALL ON FUNCTION certificate_shown(uuid) FROM PUBLIC;
