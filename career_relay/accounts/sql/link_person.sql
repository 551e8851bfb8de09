-- Find or make the natural person behind an address that was proven just now, and give them their own rows.
-- Predicate: a code for exactly this address was used to enter within the last minute, or within the last ten to add it
-- to a page that has it by now (accounts/people.py and accounts/addresses.py mark it in the same transaction). A code of
-- another purpose opens nothing, and only one to enter makes a person. Touches only rows of companies that hold this
-- address and belong to nobody yet; gives the person's id.
CREATE OR REPLACE FUNCTION link_person(verified_address text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found bigint;
    entering boolean;
BEGIN
    entering := EXISTS (SELECT FROM accounts_coderequest r WHERE r.address = verified_address
                        AND r.purpose = 'enter' AND r.used_at > now() - interval '1 minute');
    IF NOT entering AND NOT EXISTS (SELECT FROM accounts_coderequest r WHERE r.address = verified_address
                                    AND r.purpose = 'add' AND r.used_at > now() - interval '10 minutes') THEN
        RAISE EXCEPTION 'this address was not proven' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('person:' || verified_address, 0));

    SELECT a.person_id INTO found FROM accounts_verifiedaddress a WHERE a.address = verified_address;
    IF found IS NULL AND NOT entering THEN
        RAISE EXCEPTION 'this address was not proven' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF found IS NULL THEN
        INSERT INTO accounts_person (public_id, language, created_at)
        VALUES (gen_random_uuid(), 'ja', now()) RETURNING id INTO found;
        INSERT INTO accounts_verifiedaddress (person_id, address, is_primary, verified_at)
        VALUES (found, verified_address, true, now());
    END IF;

    UPDATE candidates_candidate SET person_id = found WHERE email_key = verified_address AND person_id IS NULL;
    UPDATE candidates_application a SET person_id = found
    FROM candidates_candidate c WHERE c.id = a.candidate_id AND c.person_id = found AND a.person_id IS NULL;
    UPDATE notices_message m SET person_id = found
    FROM candidates_candidate c WHERE c.id = m.candidate_id AND c.person_id = found AND m.person_id IS NULL;
    UPDATE notices_surveyanswer s SET person_id = found
    FROM candidates_application a WHERE a.id = s.application_id AND a.person_id = found AND s.person_id IS NULL;
    RETURN found;
END $$;

REVOKE ALL ON FUNCTION link_person(text) FROM PUBLIC;
