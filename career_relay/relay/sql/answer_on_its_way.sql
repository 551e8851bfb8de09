-- Window 2, before a disclosure: the active company's positions for which an answer is on its way.
-- Predicate: the active company's introduction that rests on its own question and is cooling off. A position appears
-- once, however many answers there are; whose they are and what they say is not told. An undo makes it disappear.
CREATE OR REPLACE FUNCTION answer_on_its_way() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT i.position_id FROM relay_introduction i
    WHERE i.company_id = (SELECT cr_company()) AND i.stage = 'accepted' AND i.origin = 'ask'
$$;

REVOKE ALL ON FUNCTION answer_on_its_way() FROM PUBLIC;
