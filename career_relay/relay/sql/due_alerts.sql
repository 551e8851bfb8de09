-- Who has conditions about which a mail may be due: ids of persons, nothing else.
-- Crosses the wall because the morning works for nobody; each id is handed to work that acts for this one person.
CREATE OR REPLACE FUNCTION due_alerts(p_at timestamptz) RETURNS TABLE (person_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT s.person_id FROM consents_savedconditions s
    WHERE (s.rhythm = 'daily' AND s.told_until < p_at - interval '20 hours')
       OR (s.rhythm = 'weekly' AND s.told_until < p_at - interval '6 days 20 hours')
    ORDER BY 1
$$;

REVOKE ALL ON FUNCTION due_alerts(timestamptz) FROM PUBLIC;
