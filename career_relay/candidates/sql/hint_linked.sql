-- When a person proves an address and two records of one company turn out to be theirs, the company gets a hint.
-- Runs with the rights of whoever links: inside one company, and only for records that just got this person.
-- A pair that was told apart before anybody had proven anything is asked about once more.
CREATE OR REPLACE FUNCTION hint_linked() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO candidates_duplicatehint (public_id, company_id, first_id, second_id, score, reasons)
    SELECT gen_random_uuid(), NEW.company_id, least(NEW.id, c.id), greatest(NEW.id, c.id), 100, ARRAY['account']
    FROM candidates_candidate c
    WHERE c.person_id = NEW.person_id AND c.company_id = NEW.company_id AND c.id <> NEW.id
    ON CONFLICT (company_id, first_id, second_id) DO UPDATE
        SET score = 100, reasons = array_prepend('account', candidates_duplicatehint.reasons), dismissed_at = NULL
        WHERE NOT candidates_duplicatehint.reasons @> ARRAY['account']::varchar[];
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS hint_linked ON candidates_candidate;
CREATE TRIGGER hint_linked AFTER UPDATE OF person_id ON candidates_candidate
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL AND OLD.person_id IS DISTINCT FROM NEW.person_id)
    EXECUTE FUNCTION hint_linked();
