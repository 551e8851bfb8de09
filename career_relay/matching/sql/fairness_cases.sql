-- The audit's rows: who could have been chosen for which position, by what they said of themselves of their own will.
-- Predicate: only while the operator is active, that is in the nightly task and in its command; a company or a person gets
-- an error. No row names anybody: people stand under numbers that are new at each call. Of a company (`p_company`) its
-- own records that are linked to a person who said something; without one the people compared for questions.
-- `kind`: `list` has rank and score, every other kind says whether the person passed.
CREATE OR REPLACE FUNCTION fairness_cases(p_company bigint, p_weights text, p_at timestamptz, p_codes jsonb)
RETURNS TABLE (
    kind text, axis text, answer text, person bigint, job bigint, stratum text, passed boolean, place integer,
    points double precision
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    since timestamptz := p_at - interval '1 year';
    today date := (p_at AT TIME ZONE 'Asia/Tokyo')::date;
    salt text := gen_random_uuid()::text;
BEGIN
    IF cr_operator() IS NOT TRUE THEN
        RAISE EXCEPTION 'only the audit may ask for groups' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF p_company IS NOT NULL THEN
        RETURN QUERY
        WITH said AS MATERIALIZED (
            SELECT c.id, d.question::text AS axis, d.answer::text AS answer, c.do_not_contact,
                   dense_rank() OVER (ORDER BY md5(c.person_id || salt)) AS person,
                   c.state = 'contact' AND (c.protected_until IS NULL OR c.protected_until < today) AS reachable,
                   EXISTS (SELECT FROM candidates_application a WHERE a.candidate_id = c.id AND a.stage IN
                           ('hired', 'applied', 'screening', 'interviewing', 'offered')) AS is_busy
            FROM candidates_candidate c JOIN matching_declaration d ON d.person_id = c.person_id
            WHERE c.company_id = p_company AND c.purge_after >= today
        ), shown AS MATERIALIZED (
            SELECT e.position_id, e.candidate_id, min(e.rank) AS place, min(e.shown_at) AS first_at,
                   (array_agg(e.score ORDER BY e.rank, e.id))[1] AS points
            FROM matching_exposure e
            WHERE e.company_id = p_company AND e.weights = p_weights AND e.shown_at >= since AND e.listing = 'all'
              AND e.candidate_id IS NOT NULL
            GROUP BY e.position_id, e.candidate_id
        ), jobs AS MATERIALIZED (
            SELECT p.id, p.role_family::text AS stratum
            FROM (SELECT s.position_id FROM shown s GROUP BY s.position_id ORDER BY max(s.first_at) DESC LIMIT 200) AS s
            JOIN positions_position p ON p.id = s.position_id
        ), listed AS MATERIALIZED (
            SELECT s.id, s.axis, s.answer, s.person, j.id AS job, j.stratum, x.place, x.points, x.first_at
            FROM said s CROSS JOIN jobs j LEFT JOIN shown x ON x.position_id = j.id AND x.candidate_id = s.id
            WHERE x.candidate_id IS NOT NULL OR NOT (s.is_busy OR s.do_not_contact)
        )
        SELECT 'list', l.axis, l.answer, l.person, l.job, l.stratum, NULL::boolean, l.place, l.points FROM listed l
        UNION ALL
        SELECT 'quiet', s.axis, s.answer, s.person, 0, '', NOT s.do_not_contact, NULL, NULL
        FROM said s WHERE NOT s.is_busy
        UNION ALL
        SELECT 'contact', s.axis, s.answer, s.person, 0, '', s.reachable, NULL, NULL
        FROM said s WHERE NOT s.is_busy AND NOT s.do_not_contact
        UNION ALL
        SELECT 'kept', l.axis, l.answer, l.person, l.job, l.stratum,
               NOT EXISTS (SELECT FROM matching_dismissal d WHERE d.position_id = l.job AND d.candidate_id = l.id),
               NULL, NULL
        FROM listed l WHERE l.place IS NOT NULL
        UNION ALL
        SELECT 'interview', l.axis, l.answer, l.person, l.job, l.stratum, bool_or(a.reached <> 'document'), NULL, NULL
        FROM listed l JOIN candidates_application a
            ON a.candidate_id = l.id AND a.position_id = l.job AND a.created_at > l.first_at
        GROUP BY l.axis, l.answer, l.person, l.job, l.stratum;
    ELSE
        RETURN QUERY
        WITH said AS MATERIALIZED (
            SELECT d.person_id AS id, d.question::text AS axis, d.answer::text AS answer,
                   dense_rank() OVER (ORDER BY md5(d.person_id || salt)) AS person
            FROM matching_declaration d
        ), picked AS MATERIALIZED (
            SELECT k.position_id, k.person_id, min(k.rank) AS place, bool_or(k.asked) AS asked,
                   max(k.shown_at) AS last_at, (array_agg(k.score ORDER BY k.rank, k.id))[1] AS points
            FROM matching_pick k WHERE k.weights = p_weights AND k.shown_at >= since
            GROUP BY k.position_id, k.person_id
        ), jobs AS MATERIALIZED (
            SELECT p.id, p.company_id, p.role_family::text AS stratum, p.remote, p.pay_max,
                   p_codes ->> p.prefecture AS code
            FROM (SELECT k.position_id FROM picked k GROUP BY k.position_id ORDER BY max(k.last_at) DESC LIMIT 200) AS k
            JOIN positions_position p ON p.id = k.position_id
        ), listed AS MATERIALIZED (
            SELECT s.axis, s.answer, s.person, j.id AS job, j.stratum, k.place, k.points, k.asked
            FROM picked k JOIN jobs j ON j.id = k.position_id JOIN said s ON s.id = k.person_id
        ), open AS MATERIALIZED (  -- who could be asked, before any condition
            SELECT s.axis, s.answer, s.person, j.id AS job, j.stratum,
                   j.remote = 'full' OR m.prefectures = '{}' OR j.code IS NULL OR j.code = ANY (m.prefectures)
                       OR (m.remote = 'full' AND j.remote <> 'none') AS near,
                   m.pay_min IS NULL OR j.pay_max IS NULL OR m.pay_min <= j.pay_max AS pays
            FROM said s JOIN matching_matchingprofile m ON m.person_id = s.id AND m.net_until > p_at CROSS JOIN jobs j
            WHERE EXISTS (SELECT FROM consents_consentnow n
                          WHERE n.person_id = s.id AND n.purpose = 'teaser'
                            AND (n.recipient_id = j.company_id OR n.circle_id IN (
                                SELECT l.circle_id FROM positions_positioncircle l WHERE l.position_id = j.id)))
        )
        SELECT 'list', l.axis, l.answer, l.person, l.job, l.stratum, NULL::boolean, l.place, l.points FROM listed l
        UNION ALL
        SELECT 'asked', l.axis, l.answer, l.person, l.job, l.stratum, l.asked, NULL, NULL FROM listed l
        UNION ALL
        SELECT 'place', o.axis, o.answer, o.person, o.job, o.stratum, o.near, NULL, NULL FROM open o
        UNION ALL
        SELECT 'pay', o.axis, o.answer, o.person, o.job, o.stratum, o.pays, NULL, NULL FROM open o WHERE o.near
        UNION ALL
        SELECT 'interview', s.axis, s.answer, s.person, p.id, p.role_family::text, i.interviewing_at IS NOT NULL, NULL,
               NULL
        FROM relay_introduction i JOIN said s ON s.id = i.person_id JOIN positions_position p ON p.id = i.position_id
        WHERE i.disclosed_at >= since;
    END IF;
END $$;

REVOKE ALL ON FUNCTION fairness_cases(bigint, text, timestamptz, jsonb) FROM PUBLIC;
