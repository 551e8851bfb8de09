-- Who is asking. Exactly one of three settings is made by base/tenancy.py, for one transaction.
-- A function gives NULL while one of the others is active, and raises when nobody is: forgetting fails loudly.

CREATE OR REPLACE FUNCTION cr_setting(name text) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
    company text := current_setting('app.company', true);
    person text := current_setting('app.person', true);
    operator text := current_setting('app.operator', true);
BEGIN
    IF coalesce(company, '') = '' AND coalesce(person, '') = '' AND coalesce(operator, '') = '' THEN
        RAISE EXCEPTION 'nobody is active: no company, no person, no operator'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE name
        WHEN 'company' THEN nullif(company, '')::bigint
        WHEN 'person' THEN nullif(person, '')::bigint
        ELSE CASE WHEN operator = 'on' THEN 1 END
    END;
END $$;

CREATE OR REPLACE FUNCTION cr_company() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT cr_setting('company') $$;
CREATE OR REPLACE FUNCTION cr_person() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT cr_setting('person') $$;
CREATE OR REPLACE FUNCTION cr_operator() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT cr_setting('operator') IS NOT NULL $$;
