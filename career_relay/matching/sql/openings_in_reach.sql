-- `pool_for` seen from the other side: the positions about which the active person could be asked, nearest first, by id.
-- Gives public ids of openings, to the person alone. Predicate: the person's projection is there and not over ∧ position
-- open and listed ∧ place and pay do not contradict ∧ the person chose a circle in which the position is shown, or the
-- company itself ∧ may_show(teaser) — the one visibility definition, asked once a company ∧ not introduced to it before.
-- `p_places` says the code of a prefecture's name; `p_ids` none: all of them; `p_words`: what the person can do.
CREATE OR REPLACE FUNCTION openings_in_reach(
    p_at timestamptz, p_on date, p_places jsonb, p_ids bigint[], p_words text[], p_limit integer
) RETURNS TABLE (position_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    asker bigint := cr_person();
BEGIN
    RETURN QUERY
    WITH me AS MATERIALIZED (
        SELECT m.roles, m.prefectures, m.remote, m.pay_min FROM matching_matchingprofile m
        WHERE m.person_id = asker AND m.net_until > p_at
    ), chosen AS MATERIALIZED (
        SELECT n.circle_id, n.recipient_id FROM consents_consentnow n
        WHERE n.person_id = asker AND n.purpose = 'teaser' AND (n.expires_at IS NULL OR n.expires_at > p_at)
    ), fitting AS MATERIALIZED (
        SELECT p.id, p.company_id, p.as_of, p.role_family = ANY (me.roles) AS same_work,
               lower(concat_ws(' ', p.title, p.must, p.nice)) AS words
        FROM positions_position p, me
        WHERE (p_ids IS NULL OR p.id = ANY (p_ids)) AND p.state = 'open' AND p.listed_until >= p_on
          AND (p.remote = 'full' OR CASE WHEN me.remote = 'full' THEN p.remote <> 'none'
                                         ELSE me.prefectures = '{}' OR p_places ->> p.prefecture IS NULL
                                              OR p_places ->> p.prefecture = ANY (me.prefectures) END)
          AND (me.pay_min IS NULL OR p.pay_max IS NULL OR me.pay_min <= p.pay_max)
          AND (p.company_id IN (SELECT c.recipient_id FROM chosen c WHERE c.recipient_id IS NOT NULL)
               OR p.id IN (SELECT l.position_id FROM positions_positioncircle l
                           WHERE l.circle_id IN (SELECT c.circle_id FROM chosen c WHERE c.circle_id IS NOT NULL)))
          AND p.id NOT IN (SELECT i.position_id FROM relay_introduction i WHERE i.person_id = asker)
    ), shown AS MATERIALIZED (
        SELECT f.company_id FROM (SELECT DISTINCT g.company_id FROM fitting g) AS f
        WHERE may_show(asker, f.company_id, 'teaser', p_at)
    )
    SELECT f.id
    FROM fitting f
    WHERE f.company_id IN (SELECT s.company_id FROM shown s)
    ORDER BY (SELECT count(*) FROM unnest(p_words) AS w WHERE strpos(f.words, w) > 0)
             + CASE WHEN f.same_work THEN 3 ELSE 0 END DESC,
             f.as_of DESC NULLS LAST, f.id DESC
    LIMIT p_limit;
END $$;

REVOKE ALL ON FUNCTION openings_in_reach(timestamptz, date, jsonb, bigint[], text[], integer) FROM PUBLIC;
