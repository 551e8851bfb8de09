-- Where a short link leads: the company and the link, by the code that stands in the post. Ids, nothing else.
-- Crosses the wall because whoever follows a link is nobody; the rest is asked for that company.

CREATE OR REPLACE FUNCTION share_of(p_code text) RETURNS TABLE (company_id bigint, link_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.company_id, l.id FROM positions_sharelink l WHERE l.code = p_code
$$;

REVOKE ALL ON FUNCTION share_of(text) FROM PUBLIC;
