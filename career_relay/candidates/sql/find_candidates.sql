-- One page of a list: the ids in order, and how many records answer, counted up to `most` (then `total` is most + 1).
-- Under row-level security PostgreSQL may not use the index of words, because @@ is not leakproof; this function looks
-- past the policy and asks for the active company itself, in every statement.
--
-- What is asked by words is found by their index and then put in order. If that is more than `most`, the list is walked
-- in its order until the page is full: short, because then every so many-th record answers. Far down it is put in order
-- as a whole all the same.
-- sort 'best': those whose name, skills or titles answer, and the newest, 300 in all, are compared by what they say;
-- everybody else follows, newest first.
CREATE OR REPLACE FUNCTION find_candidates(asked jsonb, sort text, skip integer, many integer, most integer)
RETURNS TABLE (ids bigint[], total integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = on SET enable_indexscan = on SET enable_indexonlyscan = on SET enable_bitmapscan = on SET enable_sort = on AS $$
DECLARE
    compared CONSTANT integer := 300;
    by_words boolean := asked ? 'words';
    by_rank boolean := by_words AND sort = 'best';
    said text := asked_of_candidates(asked, 'all');
    shelf text := rows_of_candidates(asked, by_words);
    key text := CASE sort WHEN 'name' THEN 'kana, name_folded' WHEN 'contact' THEN 'last_contact_at'
        WHEN 'erased' THEN 'purge_after' ELSE 'updated_at' END;
    sorted text := CASE sort WHEN 'name' THEN 'kana, name_folded, id' WHEN 'contact' THEN 'last_contact_at DESC NULLS LAST, id DESC'
        WHEN 'erased' THEN 'purge_after, id' ELSE 'updated_at DESC, id DESC' END;
    best bigint[] := '{}';
    newest bigint[];
    strong bigint[];
    missing integer;
BEGIN
    IF cr_company() IS NULL THEN
        RETURN QUERY SELECT '{}'::bigint[], 0;
        RETURN;
    END IF;
    missing := CASE WHEN by_rank THEN compared ELSE many END;
    IF by_words THEN
        PERFORM set_config('enable_seqscan', 'off', true);
    END IF;
    EXECUTE format(
        'WITH f AS MATERIALIZED (SELECT id, %s FROM %s WHERE %s LIMIT %s)'
        ' SELECT (SELECT count(*) FROM f), ARRAY(SELECT id FROM f ORDER BY %s OFFSET %s LIMIT %s)',
        key, shelf, said, most + 1, sorted, CASE WHEN by_rank THEN 0 ELSE skip END, missing) INTO total, ids;
    IF total > most AND NOT by_words THEN
        EXECUTE format('SELECT ARRAY(SELECT id FROM %s WHERE %s ORDER BY %s OFFSET %s LIMIT %s)',
            shelf, said, sorted, skip, many) INTO ids;
    ELSIF total > most AND (by_rank OR skip <= 500) AND sort NOT IN ('contact', 'erased') THEN
        PERFORM set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true);
        EXECUTE format('SELECT ARRAY(SELECT id FROM %s WHERE %s ORDER BY %s OFFSET %s LIMIT %s)',
            rows_of_candidates(asked, false), said, sorted, CASE WHEN by_rank THEN 0 ELSE skip END, missing) INTO ids;
        PERFORM set_config('enable_bitmapscan', 'on', true), set_config('enable_sort', 'on', true);
    ELSIF total > most THEN
        EXECUTE format('SELECT ARRAY(SELECT id FROM %s WHERE %s ORDER BY %s OFFSET %s LIMIT %s)',
            shelf, said, sorted, skip, many) INTO ids;
    END IF;
    IF NOT by_rank THEN
        RETURN NEXT;
        RETURN;
    END IF;
    newest := ids;
    EXECUTE format('SELECT ARRAY(SELECT id FROM %s WHERE %s AND c.search @@ %L::tsquery ORDER BY %s LIMIT %s)',
        shelf, said, asked ->> 'strong', sorted, compared) INTO strong;
    EXECUTE format(
        'SELECT ARRAY(SELECT id FROM ('
        ' SELECT id, updated_at, ts_rank(%L, search, %L::tsquery, 1)'
        ' + CASE WHEN search @@ %L::tsquery THEN 0.3 ELSE 0 END'
        ' + CASE WHEN search @@ %L::tsquery THEN 0.3 ELSE 0 END AS rank'
        ' FROM candidates_candidate WHERE company_id = %s AND id = ANY (%L::bigint[])) r'
        ' ORDER BY rank DESC, updated_at DESC, id DESC)',
        '{0.1, 0.3, 0.7, 1.0}', asked ->> 'weighed', asked ->> 'together', asked ->> 'strong', cr_company(),
        strong || (newest)[1:compared - cardinality(strong)]) INTO best;
    IF skip + many <= cardinality(best) OR cardinality(best) >= total THEN
        ids := best[skip + 1:skip + many];
    ELSE
        EXECUTE format(
            'SELECT %L::bigint[] || ARRAY(SELECT id FROM %s WHERE %s AND NOT id = ANY (%L::bigint[]) ORDER BY %s OFFSET %s LIMIT %s)',
            best[skip + 1:skip + many], shelf, said, best, sorted, greatest(skip - cardinality(best), 0),
            many - greatest(cardinality(best) - skip, 0)) INTO ids;
    END IF;
    RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION find_candidates(jsonb, text, integer, integer, integer) FROM PUBLIC;
