-- The cards of one day: the cells of the fixed grid in which `p_least` people or more have put themselves (PRODUCT E14).
-- Predicate of a person: they chose a cell at least a week ago ∧ hold a consent to be seen that has not ended ∧ their
-- profile is neither paused nor older than 180 days. A network of fewer than `p_floor` such people shows nothing.
-- Ten are the least; the limit of each cell is higher by a secret number of its own that stays, so that whoever fills a
-- cell with people of their own cannot count the others in it one by one (docs/adr/0046).
-- Writes cells without numbers, takes the days before away, and says nothing of anybody.
CREATE OR REPLACE FUNCTION refresh_cards(
    p_day date, p_least integer, p_spread integer, p_secret text, p_floor integer
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM relay_cardcell c WHERE c.day = p_day) THEN
        RETURN;  -- once a day, however often it is called
    END IF;
    DELETE FROM relay_cardcell;
    WITH seen AS (
        SELECT l.role_family, l.region, l.years FROM consents_cardline l
        JOIN consents_passport p ON p.person_id = l.person_id
        WHERE l.chosen_at < now() - interval '7 days'
          AND (p.paused_until IS NULL OR p.paused_until < p_day) AND p.as_of >= p_day - 180
          AND EXISTS (SELECT FROM consents_consentnow n WHERE n.person_id = l.person_id AND n.purpose = 'teaser'
                      AND n.circle_id IS NOT NULL AND (n.expires_at IS NULL OR n.expires_at > now()))
    )
    INSERT INTO relay_cardcell (day, role_family, region, years)
    SELECT p_day, s.role_family, s.region, s.years FROM seen s
    WHERE (SELECT count(*) FROM seen) >= p_floor
    GROUP BY s.role_family, s.region, s.years
    HAVING count(*) >= greatest(p_least, 10)
        + ('x' || substr(md5(concat_ws('|', p_secret, s.role_family, s.region, s.years)), 1, 7))::bit(28)::integer
          % greatest(p_spread, 1);
END $$;

REVOKE ALL ON FUNCTION refresh_cards(date, integer, integer, text, integer) FROM PUBLIC;
