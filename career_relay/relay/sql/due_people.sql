-- Whose own rows have something that is over: an introduction that never reached a company, the content of a package
-- nobody may read any more, a wish to leave, an account nobody has visited for two years. Ids of persons, nothing else.
-- Crosses the wall because the night works for nobody; each id is handed to work that acts for this one person.

CREATE OR REPLACE FUNCTION due_people() RETURNS TABLE (person_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT i.person_id FROM relay_introduction i
        WHERE (i.disclosed_at IS NULL AND i.stage IN ('declined', 'expired', 'withdrawn')
               AND i.updated_at < now() - interval '30 days')
           OR (i.ended_at IS NOT NULL AND i.updated_at < now() - interval '3 years')
        UNION
        SELECT k.person_id FROM consents_package k
        WHERE k.purge_after < (now() AT TIME ZONE 'Asia/Tokyo')::date AND k.content ? 'recipient'
          AND NOT EXISTS (SELECT FROM consents_accessgrant g
                          WHERE g.package_id = k.id AND g.revoked_at IS NULL AND g.until > now())
        UNION
        SELECT c.person_id FROM consents_accountclosing c WHERE c.asked_at < now() - interval '1 day'
        UNION
        SELECT p.id FROM accounts_person p JOIN accounts_verifiedaddress a ON a.person_id = p.id
        WHERE coalesce(p.last_seen_at, p.created_at) < now() - interval '2 years'
        ORDER BY 1;
END $$;

REVOKE ALL ON FUNCTION due_people() FROM PUBLIC;
