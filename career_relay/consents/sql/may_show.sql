-- The one visibility definition: may the company `p_viewer` learn of `p_person` for `p_purpose` at the moment `p_at`?
-- Predicate: the viewer is a live member in a country we may pass on to (LEGAL C-16) ∧ the person gave this purpose to
-- it or to a circle it is in, and that has not ended ∧ the person does not keep themself from it (`shuts_out`: blocks
-- and employers, with their houses and whoever acts for them). For the network, `teaser` and `share`, also: the viewer
-- has proven a mail domain ∧ no record or application of the person is held by it ∧ the passport is not paused. For
-- `teaser` also: the passport was looked through within 180 days (LEGAL J-05) ∧ no company that holds a record of the
-- person is cut off from the viewer, whoever of the two cut it.
-- Answers yes or no about two ids; gives no row. Whether the network's mode allows it is asked by the caller.
CREATE OR REPLACE FUNCTION may_show(p_person bigint, p_viewer bigint, p_purpose text, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
            SELECT FROM companies_company v
            WHERE v.id = p_viewer AND v.kind = 'member' AND v.verified_at IS NOT NULL AND v.suspended_at IS NULL
              AND v.country = ANY ('{JP,GB,AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IS,IT,LI,LT,LU,LV,MT,NL,NO,PL,PT,RO,SE,SI,SK}'::text[])
        )
        AND EXISTS (
            SELECT FROM consents_consentnow c
            WHERE c.person_id = p_person AND c.purpose = p_purpose AND (c.expires_at IS NULL OR c.expires_at > p_at)
              AND (c.recipient_id = p_viewer
                   OR (c.purpose <> 'share' AND c.recipient_id IS NULL AND c.circle_id IN (
                           SELECT m.circle_id FROM companies_circlemember m WHERE m.company_id = p_viewer)))
        )
        AND (p_purpose NOT IN ('teaser', 'share') OR (
            EXISTS (SELECT FROM companies_companydomain d WHERE d.company_id = p_viewer AND d.verified_at IS NOT NULL)
            AND NOT EXISTS (
                SELECT FROM candidates_candidate k WHERE k.company_id = p_viewer AND k.person_id = p_person
            )
            AND (p_purpose <> 'teaser' OR NOT EXISTS (
                SELECT FROM companies_cut x
                JOIN candidates_candidate k
                  ON k.company_id = CASE x.keeper_id WHEN p_viewer THEN x.other_id ELSE x.keeper_id END
                 AND k.person_id = p_person
                WHERE x.keeper_id = p_viewer OR x.other_id = p_viewer
            ))
            AND NOT EXISTS (  -- a question of its own: joined by OR, PostgreSQL would read the company's whole pool
                SELECT FROM accounts_verifiedaddress a
                JOIN candidates_candidate k ON k.company_id = p_viewer AND k.email_key = a.address
                WHERE a.person_id = p_person
            )
            AND NOT EXISTS (
                SELECT FROM consents_passport p
                WHERE p.person_id = p_person
                  AND (p.paused_until >= (p_at AT TIME ZONE 'Asia/Tokyo')::date
                       OR (p_purpose = 'teaser' AND p.as_of < (p_at AT TIME ZONE 'Asia/Tokyo')::date - 180))
            )
        ))
        AND NOT ((  -- nearly everybody names nobody: the graph is walked only for the others
            EXISTS (SELECT FROM consents_block b WHERE b.person_id = p_person)
            OR (p_purpose IN ('teaser', 'share') AND (
                EXISTS (SELECT FROM consents_employer e WHERE e.person_id = p_person)
                OR EXISTS (
                    SELECT FROM accounts_verifiedaddress a
                    CROSS JOIN unnest(domain_line(split_part(a.address, '@', 2))) AS above (name)
                    CROSS JOIN LATERAL (SELECT FROM companies_companydomain d WHERE d.domain = above.name LIMIT 1) AS held
                    WHERE a.person_id = p_person)
            ))
        ) AND shuts_out(p_person, p_viewer, p_purpose IN ('teaser', 'share')))
$$;

REVOKE ALL ON FUNCTION may_show(bigint, bigint, text, timestamptz) FROM PUBLIC;
