-- Takes away suggestions that nobody can read any more: of positions that are no longer open, of people without a
-- projection; all of them where the mode has no order by fit (`p_allowed` false). For the operator; says nothing.
CREATE OR REPLACE FUNCTION sweep_suggestions(p_allowed boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT cr_operator() THEN
        RETURN;
    END IF;
    DELETE FROM matching_suggestion s
    WHERE NOT p_allowed
       OR NOT EXISTS (SELECT FROM positions_position p WHERE p.id = s.position_id AND p.state = 'open')
       OR NOT EXISTS (SELECT FROM matching_matchingprofile m WHERE m.person_id = s.person_id);
END $$;

REVOKE ALL ON FUNCTION sweep_suggestions(boolean) FROM PUBLIC;
