-- Window 1, towards people: openings as anybody may read them, and the positions a person was asked about.
-- Predicate: the mode allows openings (`p_allowed`), open, listed until today or later, company admitted and not
-- suspended. When asked for by id, also the positions of introductions of the person who asks: they may read what they
-- said yes to, long after it was filled. Gives only what the company published. Filters are the reader's own;
-- `first` among them names ids that stand before the others, and leaves none out.
CREATE OR REPLACE FUNCTION openings(
    p_on date,
    p_allowed boolean,
    p_ids bigint[],
    p_public uuid,
    p_words text[],
    p_filters jsonb,
    p_sort text,
    p_limit integer,
    p_offset integer
) RETURNS TABLE (facts jsonb, employer jsonb, listed boolean, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan AS $$  -- what is not asked for is not in the plan: by id it is an index, not a scan
DECLARE
    asker bigint := nullif(current_setting('app.person', true), '')::bigint;
    wanted text[] := ARRAY(SELECT '%' || w || '%' FROM unnest(p_words) AS w);
    leading_ids bigint[] := ARRAY(SELECT jsonb_array_elements_text(p_filters -> 'first')::bigint);
BEGIN
    RETURN QUERY
    -- First which rows and in what order, by narrow columns; the whole of a row is read for those of the page alone.
    WITH live AS MATERIALIZED (
        SELECT c.id, c.name, c.slug,
               (c.verified_at IS NOT NULL AND c.suspended_at IS NULL AND c.kind = 'member') AS is_live
        FROM companies_company c
    ), found AS (
        SELECT p.id, c.name, p.prefecture, p.as_of, coalesce(p.pay_max, p.pay_min) AS pay,
               (p_allowed AND p.state = 'open' AND p.listed_until >= p_on AND c.is_live) AS is_listed
        FROM positions_position p
        JOIN live c ON c.id = p.company_id
        WHERE (p_ids IS NULL OR p.id = ANY (p_ids)) AND (p_public IS NULL OR p.public_id = p_public)
          AND ((p_allowed AND p.state = 'open' AND p.listed_until >= p_on AND c.is_live)
               OR ((p_ids IS NOT NULL OR p_public IS NOT NULL) AND asker IS NOT NULL AND p.id IN (
                   SELECT i.position_id FROM relay_introduction i WHERE i.person_id = asker)))
          AND (p_words = '{}' OR lower(concat_ws(' ', p.title, p.summary, p.duties, p.must, p.nice, c.name, p.place))
                                 LIKE ALL (wanted))  -- the text of a row is put together once, however many words
          AND (p_filters ->> 'prefecture' IS NULL OR p.prefecture = p_filters ->> 'prefecture' OR p.remote = 'full')
          AND (p_filters ->> 'remote' IS NULL OR p.remote = ANY (
                  CASE p_filters ->> 'remote' WHEN 'partly' THEN '{partly,mostly,full}'::text[]
                       WHEN 'mostly' THEN '{mostly,full}'::text[] ELSE ARRAY[p_filters ->> 'remote'] END))
          AND (p_filters ->> 'role_family' IS NULL OR p.role_family = p_filters ->> 'role_family')
          AND (p_filters ->> 'track' IS NULL OR p.track = p_filters ->> 'track')
          AND (p_filters ->> 'promise' IS NULL OR p_filters ->> 'promise' = ANY (p.promises))
          AND (p_filters ->> 'pay_min' IS NULL OR coalesce(p.pay_max, p.pay_min) >= (p_filters ->> 'pay_min')::integer)
          AND (p_filters ->> 'company' IS NULL OR c.slug = p_filters ->> 'company')
    ), page AS (
        SELECT f.id, f.is_listed, count(*) OVER () AS total, row_number() OVER (
            ORDER BY array_position(leading_ids, f.id) NULLS LAST,
                     CASE WHEN p_sort = 'pay' THEN f.pay END DESC NULLS LAST,
                     CASE WHEN p_sort = 'company' THEN f.name END,
                     CASE WHEN p_sort = 'place' THEN f.prefecture END,
                     f.as_of DESC NULLS LAST, f.id DESC) AS place
        FROM found f ORDER BY 4 LIMIT p_limit OFFSET p_offset
    )
    SELECT to_jsonb(p.*) - 'created_at',
           (SELECT jsonb_object_agg(k, to_jsonb(c.*) -> k)
            FROM unnest('{id,public_id,slug,name,name_en,industry,prefecture,employees,about,address,representative,country,contact_desk,harassment_desk,mark,retention_months}'::text[]) AS k),
           o.is_listed,
           o.total
    FROM page o
    JOIN positions_position p ON p.id = o.id
    JOIN companies_company c ON c.id = p.company_id
    ORDER BY o.place;
END $$;

REVOKE ALL ON FUNCTION openings(date, boolean, bigint[], uuid, text[], jsonb, text, integer, integer) FROM PUBLIC;
