-- An append-only table refuses every change, of the app and of the owner. A trigger made with a column and a period
-- lets a row go, by DELETE alone, when that long has passed since what the column says, by the database's clock.

CREATE OR REPLACE FUNCTION cr_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_NARGS = 2 THEN
        IF (to_jsonb(OLD) ->> TG_ARGV[0])::timestamptz + TG_ARGV[1]::interval < now() THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
