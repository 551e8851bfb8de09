-- How many records each choice of a facet would give, the other conditions standing; and how many there are in all.
-- The records are counted once, by what stands in all facets together; the counts of each facet are sums of those.
-- Looks past the policy for the same reason as find_candidates, and asks for the active company itself.
CREATE OR REPLACE FUNCTION tally_candidates(asked jsonb) RETURNS TABLE (facet text, choice text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = on AS $$
DECLARE
    by_words boolean := asked ? 'words';
    parts text[] := '{}';
    one text[];
BEGIN
    IF cr_company() IS NULL THEN
        RETURN;
    END IF;
    IF by_words THEN
        PERFORM set_config('enable_seqscan', 'off', true);
    END IF;
    parts := parts || format('SELECT ''all'', '''', coalesce(sum(n), 0)::bigint FROM c WHERE %s',
        asked_of_candidates(asked, 'facets'));
    FOREACH one SLICE 1 IN ARRAY ARRAY[
        ['state', 'state'], ['track', 'track'], ['place', 'prefecture'],
        ['protection', 'CASE WHEN is_protected THEN ''yes'' ELSE ''no'' END'],
        ['silver', 'CASE WHEN is_silver THEN ''yes'' ELSE ''no'' END'],
        ['score', 'stars::text'], ['source', 'sources::text'], ['reached', 'steps::text']
    ] LOOP
        parts := parts || format('SELECT %L, (%s)::text, sum(n)::bigint FROM c WHERE %s GROUP BY 2',
            one[1], one[2], asked_of_candidates(asked, 'facets', one[1]));
    END LOOP;
    RETURN QUERY EXECUTE format(
        'WITH c AS MATERIALIZED ('
        ' SELECT state, track, prefecture, sources, steps, is_silver, is_protected, stars, count(*) AS n FROM %s WHERE %s'
        ' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) ',
        rows_of_candidates(asked, by_words), asked_of_candidates(asked, 'rows')) || array_to_string(parts, ' UNION ALL ');
END $$;
REVOKE ALL ON FUNCTION tally_candidates(jsonb) FROM PUBLIC;
