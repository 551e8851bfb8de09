-- One page of a list: the ids in order, and how many records answer, counted up to `most` (then `total` is most + 1).
-- Under row-level security PostgreSQL may not use the index of words, because @@ is not leakproof; this function looks
-- past the policy and asks for the active company itself, in every statement.
--
-- Up to `most` records are found by the index and put in order. If there are more, the list is walked in its order until
-- the page is full: short, because then every so many-th record answers. What is further down, or longer than two
-- pages, is put in order as a whole.
-- sort 'best': those whose name, skills or titles answer, and the newest, 120 in all, are compared by what they say;
-- everybody else follows, newest first.
CREATE OR REPLACE FUNCTION find_candidates(asked jsonb, sort text, skip integer, many integer, most integer)
RETURNS TABLE (ids bigint[], total integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = on SET enable_indexscan = on SET enable_bitmapscan = on SET enable_sort = on AS $$
DECLARE
    compared CONSTANT integer := 120;
    by_words boolean := asked ? 'words';
    said text := asked_of_candidates(asked, 'all');
    shelf text := rows_of_candidates(asked, by_words);
    sorted text := CASE sort WHEN 'name' THEN 'kana, name_folded, id' WHEN 'erased' THEN 'purge_after, id'
        WHEN 'contact' THEN 'last_contact_at DESC NULLS LAST, id DESC' ELSE 'updated_at DESC, id DESC' END;
    key text := CASE sort WHEN 'name' THEN 'kana, name_folded' WHEN 'erased' THEN 'purge_after'
        WHEN 'contact' THEN 'last_contact_at' ELSE 'updated_at' END;
    best bigint[];
    others bigint[];
BEGIN
    IF cr_company() IS NULL THEN
        RETURN QUERY SELECT '{}'::bigint[], 0;
        RETURN;
    END IF;

    IF sort = 'best' AND asked ? 'strong' THEN
        SELECT f.ids, f.total INTO others, total FROM find_candidates(asked, 'recent', 0, compared, most) f;
        SELECT f.ids INTO best
            FROM find_candidates(jsonb_set(asked, '{words}', asked -> 'strong'), 'recent', 0, compared, most) f;
        best := best || ARRAY(SELECT one FROM unnest(others) WITH ORDINALITY AS o(one, n)
            WHERE NOT one = ANY (best) ORDER BY n LIMIT compared - cardinality(best));
        best := ARRAY(
            SELECT id FROM candidates_candidate
            WHERE company_id = cr_company() AND id = ANY (best)
            ORDER BY ts_rank('{0.1, 0.3, 0.7, 1.0}', search, (asked ->> 'weighed')::tsquery, 1)
                + CASE WHEN search @@ (asked ->> 'together')::tsquery THEN 0.3 ELSE 0 END
                + CASE WHEN search @@ (asked ->> 'strong')::tsquery THEN 0.3 ELSE 0 END DESC,
                updated_at DESC, id DESC);
        ids := best[skip + 1:skip + many];
        IF skip + many > cardinality(best) AND cardinality(best) < total THEN
            EXECUTE format('SELECT %L::bigint[] || ARRAY(SELECT id FROM %s WHERE %s AND NOT id = ANY (%L::bigint[])'
                ' ORDER BY %s OFFSET %s LIMIT %s)', ids, shelf, said, best, sorted,
                greatest(skip - cardinality(best), 0), many - cardinality(ids)) INTO ids;
        END IF;
        RETURN NEXT;
        RETURN;
    END IF;

    IF by_words THEN
        PERFORM set_config('enable_seqscan', 'off', true);
        EXECUTE format('WITH f AS MATERIALIZED (SELECT id, %s FROM %s WHERE %s LIMIT %s)'
            ' SELECT (SELECT count(*) FROM f), ARRAY(SELECT id FROM f ORDER BY %s OFFSET %s LIMIT %s)',
            key, shelf, said, most + 1, sorted, skip, many) INTO total, ids;
    ELSE
        EXECUTE format('SELECT ARRAY(SELECT id FROM %s WHERE %s LIMIT %s)', shelf, said, most + 1) INTO others;
        total := cardinality(others);
        IF total <= most THEN
            EXECUTE format('SELECT ARRAY(SELECT id FROM candidates_candidate WHERE id = ANY (%L::bigint[]) AND company_id = %s'
                ' ORDER BY %s OFFSET %s LIMIT %s)', others, cr_company(), sorted, skip, many) INTO ids;
        END IF;
    END IF;
    IF total > most AND many > 0 THEN
        IF by_words AND skip + many <= 50 THEN
            -- The words last: PostgreSQL takes looking into a tsvector for cheaper than comparing two numbers.
            PERFORM set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true);
            shelf := rows_of_candidates(asked, false);
            said := asked_of_candidates(asked - 'words', 'all');
            said := format('%s AND CASE WHEN %s THEN c.search @@ %L::tsquery END', said, said, asked ->> 'words');
        END IF;
        EXECUTE format('SELECT ARRAY(SELECT id FROM %s WHERE %s ORDER BY %s OFFSET %s LIMIT %s)',
            shelf, said, sorted, skip, many) INTO ids;
    END IF;
    RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION find_candidates(jsonb, text, integer, integer, integer) FROM PUBLIC;
