-- A mail domain and everything above it: 'hr.minato.co.jp' gives {hr.minato.co.jp, minato.co.jp, co.jp, jp}.
CREATE OR REPLACE FUNCTION domain_line(p_domain text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SECURITY INVOKER AS $$
DECLARE
    rest text := lower(p_domain);
    line text[] := ARRAY[rest];
BEGIN
    WHILE strpos(rest, '.') > 0 LOOP
        rest := substr(rest, strpos(rest, '.') + 1);
        line := line || rest;
    END LOOP;
    RETURN line;
END $$;

REVOKE ALL ON FUNCTION domain_line(text) FROM PUBLIC;
