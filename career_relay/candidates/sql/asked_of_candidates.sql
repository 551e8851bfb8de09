-- The conditions of a list as SQL over `c`, for find_candidates and tally_candidates. Values are quoted one by one (%L).
-- asked: {"words": tsquery, "today": date, "where": [{"of": "state", "is": [..], "not": false, "facet": true}, ..]}
-- what: 'rows' gives the conditions that stand whatever is counted, 'facets' those ticked in a facet, 'all' both;
-- without: the facet whose own condition is left out.
-- Every word of the index carries its company (7.go), so that no other company's records are read for it.
CREATE OR REPLACE FUNCTION asked_of_candidates(asked jsonb, what text, without text DEFAULT '') RETURNS text
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    said text := 'true';
    clause text;
    one jsonb;
    values text[];
BEGIN
    IF what <> 'facets' AND asked ? 'words' THEN
        said := format('c.search @@ %L::tsquery', asked ->> 'words');
    END IF;
    FOR one IN SELECT * FROM jsonb_array_elements(coalesce(asked -> 'where', '[]')) LOOP
        CONTINUE WHEN what = 'rows' AND (one -> 'facet')::boolean OR what = 'facets' AND NOT (one -> 'facet')::boolean;
        CONTINUE WHEN without <> '' AND one ->> 'of' = without;
        values := CASE jsonb_typeof(one -> 'is')
            WHEN 'array' THEN ARRAY(SELECT jsonb_array_elements_text(one -> 'is'))
            ELSE ARRAY[one ->> 'is']
        END;
        clause := CASE one ->> 'of'
            WHEN 'state' THEN format('c.state = ANY (%L::text[])', values)
            WHEN 'track' THEN format('c.track = ANY (%L::text[])', values)
            WHEN 'place' THEN format('c.prefecture = ANY (%L::text[])', values)
            WHEN 'source' THEN format('(c.sources & %s) <> 0', values[1]::integer)
            WHEN 'reached' THEN format('(c.steps & %s) <> 0', values[1]::integer)
            WHEN 'score' THEN format('c.stars >= %s', values[1]::integer)
            WHEN 'silver' THEN 'c.is_silver'
            WHEN 'protection' THEN format('c.is_protected = %L::boolean', values[1])
            WHEN 'owner' THEN format('c.owner_id = %s', values[1]::bigint)
            WHEN 'open' THEN 'c.is_open'
            WHEN 'welcome' THEN format(
                'c.state = ''contact'' AND NOT c.do_not_contact AND NOT c.is_protected AND c.id IN (SELECT a.candidate_id'
                ' FROM candidates_application a WHERE a.company_id = %s AND a.stage = ''rejected'''
                ' AND a.reapply_from <= %L::date)', cr_company(), values[1])
            WHEN 'erased' THEN format('c.purge_after <= %L::date', values[1])
            WHEN 'again' THEN format('c.snoozed_until <= %L::date', values[1])
            WHEN 'pool' THEN format(
                'c.id IN (SELECT m.candidate_id FROM candidates_poolmember m JOIN candidates_pool p ON p.id = m.pool_id'
                ' WHERE p.company_id = %s AND p.public_id = ANY (%L::uuid[]))', cr_company(), values)
            WHEN 'double' THEN format(
                'c.id IN (SELECT unnest(ARRAY[h.first_id, h.second_id]) FROM candidates_duplicatehint h'
                ' WHERE h.company_id = %s AND h.dismissed_at IS NULL)', cr_company())
        END;
        IF clause IS NULL THEN
            RAISE EXCEPTION 'unknown condition %', one ->> 'of';
        END IF;
        said := said || CASE WHEN (one -> 'not')::boolean THEN format(' AND (%s) IS NOT TRUE', clause)
            ELSE ' AND ' || clause END;
    END LOOP;
    RETURN said;
END $$;
REVOKE ALL ON FUNCTION asked_of_candidates(jsonb, text, text) FROM PUBLIC;

-- The rows of the active company in the form those conditions speak of. Not a view: the planner must see the company.
-- With by_words the company is asked in a form that no index but the one of words can answer: the planner takes a lookup
-- in a tsvector for as cheap as one in a number, and would rather read all records of the company.
CREATE OR REPLACE FUNCTION rows_of_candidates(asked jsonb, by_words boolean) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT format(
        '(SELECT id, search, state, track, prefecture, sources, steps, is_open, is_silver, owner_id, purge_after, do_not_contact,'
        ' snoozed_until, updated_at, kana, name_folded, last_contact_at, floor(mean_score)::integer AS stars,'
        ' coalesce(protected_until >= %L::date, false) AS is_protected'
        ' FROM candidates_candidate WHERE company_id%s = %s) c',
        asked ->> 'today', CASE WHEN by_words THEN ' + 0' ELSE '' END, cr_company())
$$;
REVOKE ALL ON FUNCTION rows_of_candidates(jsonb, boolean) FROM PUBLIC;
