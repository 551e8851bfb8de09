-- Full-text search over the records of the active company. Under row-level security PostgreSQL may not use the GIN
-- index, because @@ is not leakproof; this function looks past the policy and asks for the same company itself.
CREATE OR REPLACE FUNCTION search_candidates(words text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM candidates_candidate
    WHERE company_id = (SELECT cr_company()) AND search @@ words::tsquery
$$;
REVOKE ALL ON FUNCTION search_candidates(text) FROM PUBLIC;
