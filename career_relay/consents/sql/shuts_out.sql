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
    faces bigint[] := ARRAY[p_viewer];  -- who is asking, and for whom
    known integer := 0;
BEGIN
    SELECT coalesce(array_agg(b.company_blocked_id) FILTER (WHERE NOT b.with_group), '{}'),
           coalesce(array_agg(b.company_blocked_id) FILTER (WHERE b.with_group), '{}')
      INTO alone, whole FROM consents_block b WHERE b.person_id = p_person;
    IF p_network THEN
        whole := whole || ARRAY(
            SELECT d.company_id FROM accounts_verifiedaddress a
            JOIN companies_companydomain d ON d.domain = ANY (domain_line(split_part(a.address, '@', 2)))
            WHERE a.person_id = p_person);
        IF EXISTS (SELECT FROM consents_employer e WHERE e.person_id = p_person) THEN
            whole := whole || ARRAY(
                SELECT e.member_id FROM consents_employer e WHERE e.person_id = p_person AND e.member_id IS NOT NULL
                UNION ALL
                SELECT c.id FROM consents_employer e JOIN companies_company c ON c.corporate_number = e.corporate_number
                WHERE e.person_id = p_person AND e.corporate_number <> ''
                UNION ALL
                SELECT d.company_id FROM consents_employer e
                JOIN companies_companydomain d ON d.domain = ANY (domain_line(e.domain))
                WHERE e.person_id = p_person AND e.domain <> ''
                UNION ALL  -- what lies under the declared domain: read from its end, '/' being the mark after '.'
                SELECT d.company_id FROM consents_employer e
                JOIN companies_companydomain d ON reverse(d.domain) COLLATE "C" > reverse(e.domain) || '.'
                                              AND reverse(d.domain) COLLATE "C" < reverse(e.domain) || '/'
                WHERE e.person_id = p_person AND e.domain <> '');
        END IF;
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
    RETURN cardinality(whole) > 0 AND EXISTS (
        SELECT FROM companies_company v JOIN companies_company k ON k.id = ANY (whole)
        WHERE v.id = ANY (faces) AND (v.group_id = k.group_id OR group_top(v.group_id) = group_top(k.group_id)));
END $$;

REVOKE ALL ON FUNCTION shuts_out(bigint, bigint, boolean) FROM PUBLIC;
