-- The other person whose address somebody wants to add, when both addresses were proven for this very change.
-- Predicate: the change belongs to the active person and is not done; its two codes, one for an address they have and
-- one for the address to add, were both used within the last twenty minutes. Gives the other person's id or nothing.
CREATE OR REPLACE FUNCTION other_page(change_id bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT theirs.person_id
    FROM accounts_addresschange c
    JOIN accounts_coderequest o ON o.id = c.old_code_id AND o.purpose = 'again'
    JOIN accounts_coderequest n ON n.id = c.new_code_id AND n.purpose = 'add' AND n.address = c.address
    JOIN accounts_verifiedaddress mine ON mine.address = o.address AND mine.person_id = c.person_id
    JOIN accounts_verifiedaddress theirs ON theirs.address = c.address AND theirs.person_id <> c.person_id
    WHERE c.id = change_id AND c.person_id = cr_person() AND c.done_at IS NULL
      AND o.used_at > now() - interval '20 minutes' AND n.used_at > now() - interval '20 minutes'
$$;

REVOKE ALL ON FUNCTION other_page(bigint) FROM PUBLIC;
