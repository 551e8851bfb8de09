-- Window 1, towards people: openings as anybody may read them, and the positions a person was asked about.
-- Predicate: the mode allows openings (`p_allowed`), open, listed until today or later, company admitted and not
-- suspended. When asked for by id, also the positions of introductions of the person who asks: they may read what they
-- said yes to, long after it was filled. Gives only what the company published. Filters are the reader's own.
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
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asker bigint := nullif(current_setting('app.person', true), '')::bigint;
BEGIN
    RETURN QUERY
    WITH found AS (
        SELECT p.*, c.name AS company_name,
               (p_allowed AND p.state = 'open' AND p.listed_until >= p_on
                AND c.verified_at IS NOT NULL AND c.suspended_at IS NULL AND c.kind = 'member') AS is_listed,
               to_jsonb(c.*) AS all_of_company
        FROM positions_position p
        JOIN companies_company c ON c.id = p.company_id
        WHERE (p_ids IS NULL OR p.id = ANY (p_ids)) AND (p_public IS NULL OR p.public_id = p_public)
    )
    SELECT to_jsonb(f.*) - '{all_of_company,company_name,is_listed,created_at}'::text[],
           (SELECT jsonb_object_agg(k, f.all_of_company -> k)
            FROM unnest('{id,public_id,slug,name,name_en,industry,prefecture,employees,about,address,representative,country,contact_desk,harassment_desk,mark,retention_months}'::text[]) AS k),
           f.is_listed,
           count(*) OVER ()
    FROM found f
    WHERE (f.is_listed OR ((p_ids IS NOT NULL OR p_public IS NOT NULL) AND asker IS NOT NULL AND f.id IN (
              SELECT i.position_id FROM relay_introduction i WHERE i.person_id = asker)))
      AND (SELECT coalesce(bool_and(
              lower(concat_ws(' ', f.title, f.summary, f.duties, f.must, f.nice, f.company_name, f.place))
              LIKE '%' || w || '%'), true) FROM unnest(p_words) AS w)
      AND (p_filters ->> 'prefecture' IS NULL OR f.prefecture = p_filters ->> 'prefecture' OR f.remote = 'full')
      AND (p_filters ->> 'remote' IS NULL OR f.remote = ANY (
              CASE p_filters ->> 'remote' WHEN 'partly' THEN '{partly,mostly,full}'::text[]
                   WHEN 'mostly' THEN '{mostly,full}'::text[] ELSE ARRAY[p_filters ->> 'remote'] END))
      AND (p_filters ->> 'role_family' IS NULL OR f.role_family = p_filters ->> 'role_family')
      AND (p_filters ->> 'track' IS NULL OR f.track = p_filters ->> 'track')
      AND (p_filters ->> 'promise' IS NULL OR p_filters ->> 'promise' = ANY (f.promises))
      AND (p_filters ->> 'pay_min' IS NULL OR coalesce(f.pay_max, f.pay_min) >= (p_filters ->> 'pay_min')::integer)
      AND (p_filters ->> 'company' IS NULL OR f.all_of_company ->> 'slug' = p_filters ->> 'company')
    ORDER BY
        CASE WHEN p_sort = 'pay' THEN coalesce(f.pay_max, f.pay_min) END DESC NULLS LAST,
        CASE WHEN p_sort = 'company' THEN f.company_name END,
        CASE WHEN p_sort = 'place' THEN f.prefecture END,
        f.as_of DESC NULLS LAST, f.id DESC
    LIMIT p_limit OFFSET p_offset;
END $$;

REVOKE ALL ON FUNCTION openings(date, boolean, bigint[], uuid, text[], jsonb, text, integer, integer) FROM PUBLIC;
