-- Give back the companies' records that came with an address whose addition was undone just now: they are nobody's again.
-- Predicate: the change added the address for the active person, was undone within the last minute, and the person does
-- not have the address any more.
CREATE OR REPLACE FUNCTION unlink_address(change_id bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    owner bigint := cr_person();
    given text;
BEGIN
    SELECT c.address INTO given FROM accounts_addresschange c
    WHERE c.id = change_id AND c.person_id = owner AND c.act = 'added' AND c.undone_at > now() - interval '1 minute'
      AND NOT EXISTS (SELECT FROM accounts_verifiedaddress a WHERE a.address = c.address AND a.person_id = owner);
    IF given IS NULL THEN
        RAISE EXCEPTION 'this address was not given back' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE notices_surveyanswer s SET person_id = NULL
    FROM candidates_application a JOIN candidates_candidate c ON c.id = a.candidate_id
    WHERE a.id = s.application_id AND c.email_key = given AND s.person_id = owner;
    UPDATE notices_message m SET person_id = NULL
    FROM candidates_candidate c WHERE c.id = m.candidate_id AND c.email_key = given AND m.person_id = owner;
    UPDATE candidates_application a SET person_id = NULL
    FROM candidates_candidate c WHERE c.id = a.candidate_id AND c.email_key = given AND a.person_id = owner;
    UPDATE candidates_candidate SET person_id = NULL WHERE email_key = given AND person_id = owner;
END $$;

REVOKE ALL ON FUNCTION unlink_address(bigint) FROM PUBLIC;
