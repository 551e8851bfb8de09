-- Window 1, towards a question: the matching documents (no names) of people whom the active company may ask about one
-- of its own open positions. Called by the task that asks; its rows reach no screen and are never counted for one.
-- Predicate: the position is the active company's and open ∧ consent not ended (`net_until`) ∧ place and pay do not
-- contradict ∧ the person chose a circle in which the position is shown, or the company itself ∧ may_show(teaser) —
-- the one visibility definition ∧ not introduced to this position before, whatever came of it.
DROP FUNCTION IF EXISTS pool_for(bigint, timestamptz, text, text[], text[], integer);

CREATE OR REPLACE FUNCTION pool_for(
    p_position bigint, p_at timestamptz, p_prefecture text, p_skills text[], p_tokens text[], p_meaning halfvec,
    p_limit integer
) RETURNS TABLE (person_id bigint, document jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    viewer bigint := cr_company();
BEGIN
    RETURN QUERY
    WITH wanted AS MATERIALIZED (
        SELECT p.id, p.remote, p.pay_max FROM positions_position p
        WHERE p.id = p_position AND p.company_id = viewer AND p.state = 'open'
    ), fitting AS MATERIALIZED (
        SELECT m.person_id, m.document, m.skills, m.tokens, m.embedding
        FROM matching_matchingprofile m, wanted w
        WHERE m.net_until > p_at
          AND (w.remote = 'full' OR m.prefectures = '{}' OR p_prefecture IS NULL OR p_prefecture = ANY (m.prefectures)
               OR (m.remote = 'full' AND w.remote <> 'none'))
          AND (m.pay_min IS NULL OR w.pay_max IS NULL OR m.pay_min <= w.pay_max)
          AND m.person_id IN (
              SELECT n.person_id FROM consents_consentnow n
              WHERE n.purpose = 'teaser' AND (n.expires_at IS NULL OR n.expires_at > p_at)
                AND (n.recipient_id = viewer OR n.circle_id IN (
                        SELECT l.circle_id FROM positions_positioncircle l WHERE l.position_id = p_position)))
          AND m.person_id NOT IN (
              SELECT i.person_id FROM relay_introduction i WHERE i.position_id = p_position)
    )
    SELECT f.person_id, f.document
    FROM fitting f
    WHERE may_show(f.person_id, viewer, 'teaser', p_at)
    ORDER BY 2 * cardinality(ARRAY(SELECT unnest(f.skills) INTERSECT SELECT unnest(p_skills)))
             + cardinality(ARRAY(SELECT unnest(f.tokens) INTERSECT SELECT unnest(p_tokens)))
             + 10 * coalesce(1 - (f.embedding <=> p_meaning), 0) DESC,  -- what is not embedded yet stands by its words
             f.person_id
    LIMIT p_limit;
END $$;

REVOKE ALL ON FUNCTION pool_for(bigint, timestamptz, text, text[], text[], halfvec, integer) FROM PUBLIC;
