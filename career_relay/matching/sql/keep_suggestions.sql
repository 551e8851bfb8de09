-- The door through which a comparison leaves what it found: rows of people that the company which acts can write through
-- here and never read. Replaces what stood for this position. Predicate: the position is the active company's and open;
-- of the people given, only those whose projection is there and not over (`net_until`), and whom the one visibility
-- definition shows. Their projections are held until the commit, so that a withdrawal comes before or after, never between.
CREATE OR REPLACE FUNCTION keep_suggestions(
    p_position bigint, p_people bigint[], p_fits integer[], p_weights text, p_at timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    viewer bigint := cr_company();
    is_open boolean;
    held bigint[];
BEGIN
    SELECT p.state = 'open' INTO is_open FROM positions_position p WHERE p.id = p_position AND p.company_id = viewer;
    IF is_open IS NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('suggestions', p_position));  -- two workers, one after the other
    IF NOT is_open THEN
        DELETE FROM matching_suggestion s WHERE s.position_id = p_position;
        RETURN;
    END IF;
    held := ARRAY(  -- projections first and suggestions second, as a withdrawal does: neither waits for the other in a circle
        SELECT m.person_id FROM matching_matchingprofile m
        WHERE m.person_id = ANY (p_people) AND m.net_until > p_at
        ORDER BY m.person_id
        FOR KEY SHARE
    );
    DELETE FROM matching_suggestion s WHERE s.position_id = p_position AND s.found_from = 'opening';
    INSERT INTO matching_suggestion (person_id, position_id, found_from, fit, weights, found_at)
    SELECT f.person_id, p_position, 'opening', f.fit, p_weights, p_at
    FROM unnest(p_people, p_fits) AS f (person_id, fit)
    WHERE f.person_id = ANY (held) AND may_show(f.person_id, viewer, 'teaser', p_at);
END $$;

REVOKE ALL ON FUNCTION keep_suggestions(bigint, bigint[], integer[], text, timestamptz) FROM PUBLIC;
