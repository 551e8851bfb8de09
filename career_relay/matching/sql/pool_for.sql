-- Window 1, towards a question: the matching documents (no names) of people whom the active company may ask about one
-- of its own open positions, nearest first. Called by tasks; its rows reach no screen and are never counted for one.
-- Predicate: the position is the active company's and open ∧ consent to be asked, for a circle in which the position is
-- shown or for the company itself, not ended ∧ place and pay do not contradict ∧ not introduced to this position before,
-- whatever came of it ∧ may_show(teaser), the one visibility definition.
-- Three steps of one snapshot. Filter: what the narrow table can say of everybody (consent, place, pay; who holds a record
-- or is blocked by name), never stricter than the predicate. Score: of those alone. Then down from the nearest, and whoever
-- is given out has passed the whole predicate at that moment, row by row, until enough are found.
-- Each measure counts in standard deviations among those scored, so that none outshouts the others.
DROP FUNCTION IF EXISTS pool_for(bigint, timestamptz, text, text[], text[], integer);
DROP FUNCTION IF EXISTS pool_for(bigint, timestamptz, text, text[], text[], halfvec, integer);

CREATE OR REPLACE FUNCTION pool_for(
    p_position bigint, p_at timestamptz, p_place integer, p_words text[], p_abilities text[], p_weights real[],
    p_meaning halfvec, p_limit integer
) RETURNS TABLE (person_id bigint, document jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET max_parallel_workers_per_gather = 0 SET work_mem = '64MB' AS $$
DECLARE
    viewer bigint := cr_company();
    wanted record;
    shown bigint[];  -- circles in which the position is shown to people, and the company itself, as `may_ask` writes them
    visible bigint[];
    asked_words sparsevec := rare_words(p_words);
    asked_abilities sparsevec := sparse_of(ARRAY(SELECT word_number(a) FROM unnest(p_abilities) WITH ORDINALITY AS u (a, n) ORDER BY n), p_weights);
    nearest bigint[];
    chosen bigint[] := '{}';
    seen integer := 0;
    a_step integer := p_limit + p_limit / 8;  -- shields hide few: one step nearly always holds enough
    most integer := 4 * p_limit;
BEGIN
    SELECT p.remote, p.pay_max INTO wanted FROM positions_position p
    WHERE p.id = p_position AND p.company_id = viewer AND p.state = 'open';
    IF NOT FOUND THEN
        RETURN;
    END IF;
    shown := ARRAY(SELECT l.circle_id FROM positions_positioncircle l WHERE l.position_id = p_position) || -viewer;

    visible := ARRAY(
        SELECT f.person_id FROM matching_matchfilter f
        WHERE f.net_until > p_at
          AND (wanted.remote = 'full' OR CASE WHEN f.home_only THEN wanted.remote <> 'none'
                                         ELSE p_place IS NULL OR f.places = 0 OR f.places & (1::bigint << p_place) <> 0 END)
          AND (f.pay_min IS NULL OR wanted.pay_max IS NULL OR f.pay_min <= wanted.pay_max)
          AND f.may_ask && shown
          AND f.person_id NOT IN (SELECT i.person_id FROM relay_introduction i WHERE i.position_id = p_position)
          AND f.person_id NOT IN (SELECT b.person_id FROM consents_block b WHERE b.company_blocked_id = viewer)
          AND f.person_id NOT IN (
              SELECT k.person_id FROM candidates_candidate k WHERE k.company_id = viewer AND k.person_id IS NOT NULL)
    );

    LOOP
        EXECUTE $score$  -- planned each time: how many passed the filter decides how they are joined
            WITH scored AS MATERIALIZED (
                SELECT v.person_id, -(v.meaning <#> $2) AS meaning,
                       -(v.words <#> $3) AS words, -(v.abilities <#> $4) AS abilities
                FROM unnest($1) AS one (id) JOIN matching_matchvector v ON v.person_id = one.id
            ), spread AS (
                SELECT avg(s.meaning) AS m, nullif(stddev_pop(s.meaning), 0) AS ms,
                       avg(s.words) AS w, nullif(stddev_pop(s.words), 0) AS ws,
                       avg(s.abilities) AS a, nullif(stddev_pop(s.abilities), 0) AS asd
                FROM scored s
            )
            SELECT array_agg(t.person_id) FROM (
                SELECT s.person_id FROM scored s, spread z
                ORDER BY coalesce((s.meaning - z.m) / z.ms, 0)  -- what is not embedded yet stands by its words
                         + coalesce((s.words - z.w) / z.ws, 0) + coalesce((s.abilities - z.a) / z.asd, 0) DESC, s.person_id
                LIMIT $5
            ) t
        $score$ INTO nearest USING visible, p_meaning, asked_words, asked_abilities, most;

        WHILE cardinality(chosen) < p_limit AND seen < cardinality(nearest) LOOP
            chosen := chosen || ARRAY(
                SELECT t.id FROM unnest(nearest[seen + 1 : seen + a_step]) WITH ORDINALITY AS t (id, place)
                WHERE EXISTS (SELECT FROM consents_consentnow n
                              WHERE n.person_id = t.id AND n.purpose = 'teaser'
                                AND (n.expires_at IS NULL OR n.expires_at > p_at)
                                AND coalesce(n.circle_id, -n.recipient_id) = ANY (shown))
                  AND may_show(t.id, viewer, 'teaser', p_at)
                ORDER BY t.place);
            seen := seen + a_step;
        END LOOP;
        EXIT WHEN cardinality(chosen) >= p_limit OR most >= cardinality(visible);
        most := cardinality(visible);  -- the order is the same: it goes on where it stopped
    END LOOP;

    RETURN QUERY
    SELECT m.person_id, m.document
    FROM unnest(chosen[:p_limit]) WITH ORDINALITY AS one (id, place) JOIN matching_matchingprofile m ON m.person_id = one.id
    ORDER BY one.place;
END $$;

REVOKE ALL ON FUNCTION pool_for(bigint, timestamptz, integer, text[], text[], real[], halfvec, integer) FROM PUBLIC;
