-- Does this person keep themself from this company? The graph of who belongs to whom, walked when it is asked:
-- the companies the person named (blocks; for the network also present employers, by member, corporate number or mail
-- domain, and whoever has the domain of an address they proved), each with its whole house where that is meant,
-- against the company that asks and everybody it acts for (agency → client, through several hands).
-- A claim to a domain keeps people hidden as a proof does: only a proof ever shows anybody (ADR 0035).
-- Runs as who asks: `may_show` and `blocks_us` see the person's rows, anybody else only what the wall lets them.
-- Step by step, so that what is not there is not looked for; one plan for all lists, because planning costs more than they do.
CREATE OR REPLACE FUNCTION shuts_out(p_person bigint, p_viewer bigint, p_network boolean) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY INVOKER SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    alone bigint[];  -- companies named without their house
    whole bigint[];  -- companies named with it
    houses bigint[];  -- the topmost groups of these
    faces bigint[] := ARRAY[p_viewer];  -- who is asking, and for whom
    known integer := 0;
    members bigint[]; numbers text[]; domains text[];  -- present employers, by how they were named
    hosts text[]; host text; line text[] := '{}';  -- mail domains, and those with all that stands above them
BEGIN
    SELECT coalesce(array_agg(b.company_blocked_id) FILTER (WHERE NOT b.with_group), '{}'),
           coalesce(array_agg(b.company_blocked_id) FILTER (WHERE b.with_group), '{}')
      INTO alone, whole FROM consents_block b WHERE b.person_id = p_person;
    IF p_network THEN
        SELECT coalesce(array_agg(e.member_id) FILTER (WHERE e.member_id IS NOT NULL), '{}'),
               coalesce(array_agg(e.corporate_number) FILTER (WHERE e.corporate_number <> ''), '{}'),
               coalesce(array_agg(e.domain) FILTER (WHERE e.domain <> ''), '{}')
          INTO members, numbers, domains FROM consents_employer e WHERE e.person_id = p_person;
        whole := whole || members;
        IF cardinality(numbers) > 0 THEN
            whole := whole || ARRAY(SELECT c.id FROM companies_company c WHERE c.corporate_number = ANY (numbers));
        END IF;
        hosts := domains || ARRAY(
            SELECT split_part(a.address, '@', 2) FROM accounts_verifiedaddress a WHERE a.person_id = p_person);
        FOREACH host IN ARRAY hosts LOOP
            line := line || domain_line(host);
        END LOOP;
        whole := whole || ARRAY(SELECT d.company_id FROM companies_companydomain d WHERE d.domain = ANY (line));
        FOREACH host IN ARRAY domains LOOP  -- what lies under a declared one: read from its end, '/' being the mark after '.'
            whole := whole || ARRAY(
                SELECT d.company_id FROM companies_companydomain d
                WHERE reverse(d.domain) COLLATE "C" > reverse(host) || '.'
                  AND reverse(d.domain) COLLATE "C" < reverse(host) || '/');
        END LOOP;
    END IF;
    IF cardinality(alone) + cardinality(whole) = 0 THEN
        RETURN false;
    END IF;

    WHILE cardinality(faces) > known LOOP
        known := cardinality(faces);
        faces := faces || ARRAY(
            SELECT DISTINCT l.client_id FROM companies_client l
            WHERE l.agency_id = ANY (faces) AND l.client_id <> ALL (faces));
    END LOOP;
    IF faces && alone OR faces && whole THEN
        RETURN true;
    END IF;
    houses := ARRAY(SELECT DISTINCT group_top(k.group_id) FROM companies_company k
                    WHERE k.id = ANY (whole) AND k.group_id IS NOT NULL);
    RETURN cardinality(houses) > 0 AND EXISTS (
        SELECT FROM companies_company v
        WHERE v.id = ANY (faces) AND v.group_id IS NOT NULL AND group_top(v.group_id) = ANY (houses));
END $$;

REVOKE ALL ON FUNCTION shuts_out(bigint, bigint, boolean) FROM PUBLIC;
