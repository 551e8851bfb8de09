-- Who has lines in the ledger: the next ids after `p_after`, so that the night can look at each chain. Definer: the night
-- works for nobody. Gives ids of persons and nothing else; each is handed to work that acts for this one person.
CREATE OR REPLACE FUNCTION ledger_people(p_after bigint, p_most integer) RETURNS TABLE (person_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT e.person_id FROM consents_consententry e WHERE e.person_id > p_after ORDER BY 1 LIMIT p_most
$$;

REVOKE ALL ON FUNCTION ledger_people(bigint, integer) FROM PUBLIC;
