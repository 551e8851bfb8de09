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
BEGIN
    SELECT p.state = 'open' INTO is_open FROM positions_position p WHERE p.id = p_position AND p.company_id = viewer;
    IF is_open IS NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('suggestions', p_position));  -- two workers, one after the other
    DELETE FROM matching_suggestion s WHERE s.position_id = p_position AND s.found_from = 'opening';
    IF NOT is_open THEN
        DELETE FROM matching_suggestion s WHERE s.position_id = p_position;
        RETURN;
    END IF;
    INSERT INTO matching_suggestion (person_id, position_id, found_from, fit, weights, found_at)
    SELECT held.person_id, p_position, 'opening', held.fit, p_weights, p_at
    FROM (
        SELECT m.person_id, f.fit
        FROM unnest(p_people, p_fits) AS f (person_id, fit)
        JOIN matching_matchingprofile m ON m.person_id = f.person_id
        WHERE m.net_until > p_at
        ORDER BY m.person_id
        FOR KEY SHARE OF m
    ) AS held
    WHERE may_show(held.person_id, viewer, 'teaser', p_at);
END $$;

REVOKE ALL ON FUNCTION keep_suggestions(bigint, bigint[], integer[], text, timestamptz) FROM PUBLIC;
