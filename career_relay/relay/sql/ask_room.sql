-- Among how many places a question is drawn: for one kind of work and one region, the same for everybody and for a month.
-- The people who may be asked are counted once a month, a secret number up to twice `p_least` is added, and the sum is
-- rounded up to a power of two between `p_least` and 512. So one person more or less changes nothing that could be watched, and
-- whoever asks often learns the same thing each time. Gives that number; the count itself is kept nowhere.
-- Crosses the wall because the room belongs to the network and not to whoever asks first in a month.
CREATE OR REPLACE FUNCTION ask_room(p_month date, p_role text, p_region text, p_codes text[], p_least integer)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found integer;
    people integer;
BEGIN
    SELECT r.places INTO found FROM relay_askroom r
    WHERE r.month = p_month AND r.role_family = p_role AND r.region = p_region;
    IF found IS NOT NULL THEN
        RETURN found;
    END IF;
    SELECT count(*) INTO people FROM matching_matchingprofile m
    WHERE m.net_until > now() AND (p_role = '' OR m.roles = '{}' OR p_role = ANY (m.roles))
      AND (p_codes = '{}' OR m.prefectures = '{}' OR m.prefectures && p_codes::varchar[]);
    people := people + floor(random() * (2 * p_least - 1))::integer;
    INSERT INTO relay_askroom (month, role_family, region, places)
    VALUES (p_month, p_role, p_region,
            least(greatest(p_least, power(2, ceil(log(2::numeric, greatest(people, 1)::numeric)))::integer), 512))
    ON CONFLICT DO NOTHING;
    SELECT r.places INTO found FROM relay_askroom r
    WHERE r.month = p_month AND r.role_family = p_role AND r.region = p_region;
    RETURN found;
END $$;

REVOKE ALL ON FUNCTION ask_room(date, text, text, text[], integer) FROM PUBLIC;
