-- Close the other page of the same human: its addresses and the companies' records come to the active person.
-- Predicate: that of other_page(). No choice comes along: the ledger, the packages and the provisions stay with the
-- closed page as they were written, and its passkeys open nothing any more. Gives the id of the closed page.
CREATE OR REPLACE FUNCTION join_pages(change_id bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    kept bigint := cr_person();
    gone bigint := other_page(change_id);
BEGIN
    IF gone IS NULL THEN
        RAISE EXCEPTION 'these two pages were not both proven' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE accounts_verifiedaddress SET person_id = kept, is_primary = false WHERE person_id = gone;
    UPDATE candidates_candidate SET person_id = kept WHERE person_id = gone;
    UPDATE candidates_application SET person_id = kept WHERE person_id = gone;
    UPDATE notices_message SET person_id = kept WHERE person_id = gone;
    UPDATE notices_surveyanswer SET person_id = kept WHERE person_id = gone;
    UPDATE consents_rightsrequest SET person_id = kept WHERE person_id = gone;
    DELETE FROM accounts_passkey WHERE person_id = gone;
    UPDATE accounts_person SET joined_to_id = kept, sign_in_round = sign_in_round + 1
    WHERE id = gone OR joined_to_id = gone;
    RETURN gone;
END $$;

REVOKE ALL ON FUNCTION join_pages(bigint) FROM PUBLIC;
