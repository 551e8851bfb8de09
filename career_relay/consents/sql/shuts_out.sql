-- Does this person keep themself from this company? The graph of who belongs to whom, walked when it is asked:
-- the companies the person named (blocks; for the network also present employers, by member, corporate number or mail
-- domain, and whoever owns the domain of an address they proved), each with its whole house where that is meant,
-- against the company that asks and everybody it acts for (agency → client, through several hands).
-- An unproven claim to a domain or a link keeps people hidden as well: only a proof ever shows anybody (ADR 0035).
-- Runs as who asks: `may_show` and `blocks_us` see the person's rows, anybody else only what the wall lets them.
CREATE OR REPLACE FUNCTION shuts_out(p_person bigint, p_viewer bigint, p_network boolean) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM consents_block b WHERE b.person_id = p_person)
       AND NOT (p_network AND (
           EXISTS (SELECT FROM consents_employer e WHERE e.person_id = p_person)
           OR EXISTS (
               SELECT FROM accounts_verifiedaddress a
               JOIN companies_companydomain d ON d.domain = ANY (domain_line(split_part(a.address, '@', 2)))
               WHERE a.person_id = p_person)))
    THEN
        RETURN false;  -- nearly everybody
    END IF;
    RETURN EXISTS (
        WITH RECURSIVE face (id) AS (
            SELECT p_viewer
            UNION
            SELECT l.client_id FROM face f JOIN companies_client l ON l.agency_id = f.id
        ), named (id, whole) AS (
            SELECT b.company_blocked_id, b.with_group FROM consents_block b WHERE b.person_id = p_person
            UNION ALL
            SELECT e.member_id, true FROM consents_employer e
            WHERE p_network AND e.person_id = p_person AND e.member_id IS NOT NULL
            UNION ALL
            SELECT c.id, true FROM consents_employer e JOIN companies_company c ON c.corporate_number = e.corporate_number
            WHERE p_network AND e.person_id = p_person AND e.corporate_number <> ''
            UNION ALL
            SELECT d.company_id, true FROM consents_employer e
            JOIN companies_companydomain d ON d.domain = ANY (domain_line(e.domain))
            WHERE p_network AND e.person_id = p_person AND e.domain <> ''
            UNION ALL  -- what lies under the declared domain: from its end, '/' being the mark after '.'
            SELECT d.company_id, true FROM consents_employer e
            JOIN companies_companydomain d ON reverse(d.domain) COLLATE "C" > reverse(e.domain) || '.'
                                          AND reverse(d.domain) COLLATE "C" < reverse(e.domain) || '/'
            WHERE p_network AND e.person_id = p_person AND e.domain <> ''
            UNION ALL
            SELECT d.company_id, true FROM accounts_verifiedaddress a
            JOIN companies_companydomain d ON d.domain = ANY (domain_line(split_part(a.address, '@', 2)))
            WHERE p_network AND a.person_id = p_person
        )
        SELECT FROM face f
        JOIN companies_company v ON v.id = f.id
        CROSS JOIN named n
        JOIN companies_company k ON k.id = n.id
        WHERE n.id = f.id OR (n.whole AND v.group_id IS NOT NULL AND k.group_id IS NOT NULL
                              AND (v.group_id = k.group_id OR group_top(v.group_id) = group_top(k.group_id))));
END $$;

REVOKE ALL ON FUNCTION shuts_out(bigint, bigint, boolean) FROM PUBLIC;
