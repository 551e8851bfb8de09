-- Window 2, before a disclosure: the active company's positions for which an answer is on its way.
-- Predicate: the active company's introduction that rests on its own question and is cooling off, said before the last
-- release of answers. A position appears once, however many answers there are; whose they are, what they say and when
-- they were given is not told. An undo makes it disappear.
DROP FUNCTION IF EXISTS answer_on_its_way();

CREATE OR REPLACE FUNCTION answer_on_its_way(p_released timestamptz DEFAULT now()) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mine bigint := cr_company();  -- before anything is looked at: with nobody active it refuses, rows or none
BEGIN
    RETURN QUERY SELECT DISTINCT i.position_id FROM relay_introduction i
    WHERE i.company_id = mine AND i.stage = 'accepted' AND i.origin = 'ask' AND i.accepted_at <= p_released;
END $$;

REVOKE ALL ON FUNCTION answer_on_its_way(timestamptz) FROM PUBLIC;
