-- Written by `make tables` from the migrations 3c98d02d825c91fe02f4814a81f9b62ba399c368b66558a155568c19ec0209ce

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public.answer_on_its_way(p_released timestamp with time zone DEFAULT now()) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    mine bigint := cr_company();  -- before anything is looked at: with nobody active it refuses, rows or none
BEGIN
    RETURN QUERY SELECT DISTINCT i.position_id FROM relay_introduction i
    WHERE i.company_id = mine AND i.stage = 'accepted' AND i.origin = 'ask' AND i.accepted_at <= p_released;
END $$;

CREATE FUNCTION public.answers_in_time(p_companies bigint[], p_today date) RETURNS TABLE(company_id bigint, due bigint, kept bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT i.company_id, count(*),
           count(*) FILTER (WHERE (coalesce(i.interviewing_at, i.ended_at) AT TIME ZONE 'Asia/Tokyo')::date <= i.reply_by)
    FROM relay_introduction i
    WHERE i.company_id = ANY (p_companies) AND i.disclosed_at IS NOT NULL
      AND i.reply_by < p_today AND i.reply_by >= p_today - 365
      AND NOT (i.stage = 'withdrawn' AND i.interviewing_at IS NULL)
    GROUP BY i.company_id HAVING count(*) >= 5;
$$;

CREATE FUNCTION public.applications_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    chosen bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        chosen := ARRAY(SELECT DISTINCT candidate_id FROM fresh);
    ELSIF TG_OP = 'DELETE' THEN
        chosen := ARRAY(SELECT DISTINCT candidate_id FROM gone);
    ELSE
        chosen := ARRAY(SELECT candidate_id FROM fresh UNION SELECT candidate_id FROM gone);
    END IF;
    IF cardinality(chosen) > 0 THEN
        PERFORM stand_of_candidates(chosen);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ask_room(p_month date, p_role text, p_region text, p_codes text[], p_least integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.asked_of_candidates(asked jsonb, what text, without text DEFAULT ''::text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    said text := 'true';
    clause text;
    one jsonb;
    values text[];
BEGIN
    IF what <> 'facets' AND asked ? 'words' THEN
        said := format('c.search @@ %L::tsquery', asked ->> 'words');
    END IF;
    FOR one IN SELECT * FROM jsonb_array_elements(coalesce(asked -> 'where', '[]')) LOOP
        CONTINUE WHEN what = 'rows' AND (one -> 'facet')::boolean OR what = 'facets' AND NOT (one -> 'facet')::boolean;
        CONTINUE WHEN without <> '' AND one ->> 'of' = without;
        values := CASE jsonb_typeof(one -> 'is')
            WHEN 'array' THEN ARRAY(SELECT jsonb_array_elements_text(one -> 'is'))
            ELSE ARRAY[one ->> 'is']
        END;
        clause := CASE one ->> 'of'
            WHEN 'state' THEN format('c.state = ANY (%L::text[])', values)
            WHEN 'track' THEN format('c.track = ANY (%L::text[])', values)
            WHEN 'place' THEN format('c.prefecture = ANY (%L::text[])', values)
            WHEN 'source' THEN format('(c.sources & %s) <> 0', values[1]::integer)
            WHEN 'reached' THEN format('(c.steps & %s) <> 0', values[1]::integer)
            WHEN 'score' THEN format('c.stars >= %s', values[1]::integer)
            WHEN 'silver' THEN 'c.is_silver'
            WHEN 'protection' THEN format('c.is_protected = %L::boolean', values[1])
            WHEN 'owner' THEN format('c.owner_id = %s', values[1]::bigint)
            WHEN 'open' THEN 'c.is_open'
            WHEN 'welcome' THEN format(
                'c.state = ''contact'' AND NOT c.do_not_contact AND NOT c.is_protected AND c.id IN (SELECT a.candidate_id'
                ' FROM candidates_application a WHERE a.company_id = %s AND a.stage = ''rejected'''
                ' AND a.reapply_from <= %L::date)', cr_company(), values[1])
            WHEN 'erased' THEN format('c.purge_after <= %L::date', values[1])
            WHEN 'again' THEN format('c.snoozed_until <= %L::date', values[1])
            WHEN 'pool' THEN format(
                'c.id IN (SELECT m.candidate_id FROM candidates_poolmember m JOIN candidates_pool p ON p.id = m.pool_id'
                ' WHERE p.company_id = %s AND p.public_id = ANY (%L::uuid[]))', cr_company(), values)
            WHEN 'double' THEN format(
                'c.id IN (SELECT unnest(ARRAY[h.first_id, h.second_id]) FROM candidates_duplicatehint h'
                ' WHERE h.company_id = %s AND h.dismissed_at IS NULL)', cr_company())
        END;
        IF clause IS NULL THEN
            RAISE EXCEPTION 'unknown condition %', one ->> 'of';
        END IF;
        said := said || CASE WHEN (one -> 'not')::boolean THEN format(' AND (%s) IS NOT TRUE', clause)
            ELSE ' AND ' || clause END;
    END LOOP;
    RETURN said;
END $$;

CREATE FUNCTION public.begin_mail(p_mail bigint, p_worker text, p_today date, p_seen text, p_address text, p_addressable boolean, p_address_hash text, p_message_id text, p_subject text, p_body text, p_gap double precision, p_wait boolean, OUT state text, OUT why text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    o notices_message;
    c record;
    a record;
    sending_state text;
    topic text;
    has_moved boolean;
    host text := split_part(lower(p_address), '@', 2);
    burst interval := '6 seconds';  -- so much may leave ahead of the beat: the sweeper wakes the outbox every 5 seconds
    free timestamptz;
BEGIN
    why := '';
    SELECT m.* INTO o FROM notices_message m
     WHERE m.id = p_mail AND m.state = 'claimed' AND m.claimed_by = p_worker
       AND m.epoch = pg_postmaster_start_time()  -- a claim from before a restart is nobody's: what was lost with it?
       FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    -- A campaign's row may be lost with the server: its claim, which waited for the disk, makes it uncertain then (ADR 0026).
    -- The link in a notice must not be lost, so that a notice waits.
    IF o.application_id IS NULL THEN
        SET LOCAL synchronous_commit = off;
    ELSE
        SET LOCAL synchronous_commit TO DEFAULT;
    END IF;

    IF p_wait THEN
        PERFORM FROM candidates_candidate r WHERE r.id = o.candidate_id FOR SHARE;
        PERFORM FROM candidates_application r WHERE r.id = o.application_id FOR SHARE;
    ELSE
        PERFORM FROM candidates_candidate r WHERE r.id = o.candidate_id FOR SHARE SKIP LOCKED;
        IF NOT FOUND THEN
            state := 'busy';
            RETURN;
        END IF;
        IF o.application_id IS NOT NULL THEN
            PERFORM FROM candidates_application r WHERE r.id = o.application_id FOR SHARE SKIP LOCKED;
            IF NOT FOUND THEN
                state := 'busy';
                RETURN;
            END IF;
        END IF;
    END IF;

    SELECT r.xmin::text AS version, r.email, r.email_key, r.person_id INTO c
      FROM candidates_candidate r WHERE r.id = o.candidate_id;
    IF c.version <> p_seen OR p_address <> (CASE o.channel WHEN 'agency' THEN o.to_agency ELSE c.email END) THEN
        state := 'changed';
        RETURN;
    END IF;

    IF o.campaign_id IS NOT NULL THEN
        SELECT k.state, k.topic INTO sending_state, topic FROM notices_campaign k WHERE k.id = o.campaign_id;
        IF sending_state = 'cancelled' THEN
            UPDATE notices_message m SET state = 'cancelled', claimed_by = '' WHERE m.id = p_mail;
            state := 'cancelled';
            RETURN;
        ELSIF sending_state NOT IN ('running', 'done') THEN
            UPDATE notices_message m SET state = 'queued', claimed_by = '' WHERE m.id = p_mail;
            state := 'queued';
            RETURN;
        END IF;
    END IF;

    IF o.legal_class = 'notice' THEN
        SELECT r.stage, r.decided_at, r.source INTO a FROM candidates_application r WHERE r.id = o.application_id;
        has_moved := o.application_id IS NOT NULL
                     AND (a.stage <> o.for_stage OR a.decided_at IS DISTINCT FROM o.for_decided_at);
        why := CASE
            WHEN a.stage = 'withdrawn' AND o.for_stage <> 'withdrawn' THEN 'withdrawn'
            WHEN has_moved THEN 'superseded'
            WHEN o.channel = 'agency' AND lower(o.to_agency) = c.email_key THEN 'protected'
            WHEN o.channel = 'mail' AND why_not(o.candidate_id, 'notice', '', p_today) <> ''
                 THEN why_not(o.candidate_id, 'notice', '', p_today)
            WHEN o.channel = 'mail' AND a.source = 'unknown' THEN 'source_unknown'
            ELSE '' END;
    ELSE
        why := why_not(o.candidate_id, o.legal_class, coalesce(topic, ''), p_today);
    END IF;
    IF why = '' AND NOT p_addressable THEN
        why := 'no_address';
    END IF;
    IF why = '' AND EXISTS (SELECT FROM notices_suppression s
                             WHERE s.company_id = o.company_id AND s.address_hash = p_address_hash
                               AND (s.scope = 'all' OR o.legal_class <> 'notice')) THEN
        why := 'suppressed';
    END IF;

    IF why = '' THEN
        SELECT p.free_at INTO free FROM notices_pace p WHERE p.company_id = o.company_id AND p.domain = host;
        IF free - burst > clock_timestamp() THEN
            UPDATE notices_message m SET state = 'queued', claimed_by = '', send_after = free - burst WHERE m.id = p_mail;
            state := 'queued';
            RETURN;
        ELSIF p_gap > 0 THEN
            INSERT INTO notices_pace AS p (company_id, domain, free_at, refusals)
            VALUES (o.company_id, host, clock_timestamp() + make_interval(secs => p_gap), 0)
            ON CONFLICT (company_id, domain) DO UPDATE
               SET free_at = greatest(p.free_at, clock_timestamp()) + make_interval(secs => p_gap);
        END IF;
    END IF;

    state := CASE WHEN why = '' THEN 'sending' ELSE 'skipped' END;
    UPDATE notices_message m
       SET state = begin_mail.state, skip_reason = why, claimed_at = clock_timestamp(), message_id = p_message_id,
           subject = coalesce(p_subject, m.subject), body_text = coalesce(p_body, m.body_text)
     WHERE m.id = p_mail;
    IF why <> '' THEN
        INSERT INTO base_auditevent (company_id, event, subject_type, subject_id, actor_kind, data)
        VALUES (o.company_id, 'notices.skipped', 'notices.message', p_mail, 'system', jsonb_build_object('reason', why));
    END IF;
END $$;

CREATE FUNCTION public.blocks_us(p_person bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    RETURN p_person IS NOT NULL AND shuts_out(p_person, cr_company(), false);
END $$;

CREATE FUNCTION public.certificate_shown(p_id uuid) RETURNS TABLE(issuer bigint, credential text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT h.issuer_id, h.credential
    FROM consents_heldcertificate h
    WHERE h.public_id = p_id AND h.state = 'kept' AND h.is_shown AND h.credential <> ''
$$;

CREATE FUNCTION public.cr_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_NARGS = 2 THEN
        IF (to_jsonb(OLD) ->> TG_ARGV[0])::timestamptz + TG_ARGV[1]::interval < now() THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION public.cr_company() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$ SELECT cr_setting('company') $$;

CREATE FUNCTION public.cr_operator() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ SELECT cr_setting('operator') IS NOT NULL $$;

CREATE FUNCTION public.cr_person() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$ SELECT cr_setting('person') $$;

CREATE FUNCTION public.cr_setting(name text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
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

CREATE FUNCTION public.domain_line(p_domain text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE
    AS $$
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

CREATE FUNCTION public.due_alerts(p_at timestamp with time zone) RETURNS TABLE(person_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT DISTINCT s.person_id FROM consents_savedconditions s
    WHERE (s.rhythm = 'daily' AND s.told_until < p_at - interval '20 hours')
       OR (s.rhythm = 'weekly' AND s.told_until < p_at - interval '6 days 20 hours')
    ORDER BY 1
$$;

CREATE FUNCTION public.due_campaigns() RETURNS TABLE(company_id bigint, campaign_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY SELECT k.company_id, k.id FROM notices_campaign k
     WHERE k.state = 'running' OR (k.state = 'scheduled' AND k.send_after <= now());
END $$;

CREATE FUNCTION public.due_line() RETURNS TABLE(company_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT DISTINCT m.company_id
    FROM notices_message m JOIN notices_lineaccount a ON a.company_id = m.company_id AND a.state <> 'refused'
    LEFT JOIN notices_campaign k ON k.id = m.campaign_id
    WHERE m.channel = 'line'
      AND (
           (m.state IN ('held', 'queued') AND coalesce(m.send_after, m.created_at) <= now()
            AND (k.id IS NULL OR k.state = 'running'))
        OR (m.state IN ('claimed', 'sending') AND m.claimed_at < now() - interval '120 seconds')
      )
$$;

CREATE FUNCTION public.due_outbox() RETURNS TABLE(company_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY SELECT DISTINCT m.company_id
    FROM notices_message m
    WHERE m.channel IN ('mail', 'agency')
      AND (
           (m.state IN ('held', 'queued') AND coalesce(m.send_after, m.created_at) <= now()
            AND (m.campaign_id IS NULL
                 OR m.campaign_id IN (SELECT k.id FROM notices_campaign k WHERE k.state IN ('running', 'done', 'cancelled'))))
        OR (m.state = 'claimed' AND m.claimed_at < now() - interval '60 seconds')
        OR (m.state = 'sending' AND m.claimed_at < now() - interval '120 seconds')
      );
END $$;

CREATE FUNCTION public.due_people() RETURNS TABLE(person_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
        SELECT i.person_id FROM relay_introduction i
        WHERE (i.disclosed_at IS NULL AND i.stage IN ('declined', 'expired', 'withdrawn')
               AND i.updated_at < now() - interval '30 days')
           OR (i.ended_at IS NOT NULL AND i.updated_at < now() - interval '3 years')
        UNION
        SELECT k.person_id FROM consents_package k
        WHERE k.purge_after < (now() AT TIME ZONE 'Asia/Tokyo')::date AND k.content ? 'recipient'
          AND NOT EXISTS (SELECT FROM consents_accessgrant g
                          WHERE g.package_id = k.id AND g.revoked_at IS NULL AND g.until > now())
        UNION
        SELECT c.person_id FROM consents_accountclosing c WHERE c.asked_at < now() - interval '1 day'
        UNION
        SELECT p.id FROM accounts_person p JOIN accounts_verifiedaddress a ON a.person_id = p.id
        WHERE coalesce(p.last_seen_at, p.created_at) < now() - interval '2 years'
        ORDER BY 1;
END $$;

CREATE FUNCTION public.evaluations_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    scored bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        scored := ARRAY(SELECT DISTINCT application_id FROM fresh);
    ELSIF TG_OP = 'DELETE' THEN
        scored := ARRAY(SELECT DISTINCT application_id FROM gone);
    ELSE
        scored := ARRAY(SELECT application_id FROM fresh UNION SELECT application_id FROM gone);
    END IF;
    IF cardinality(scored) > 0 THEN
        PERFORM stand_of_candidates(
            ARRAY(SELECT DISTINCT candidate_id FROM candidates_application WHERE id = ANY (scored)));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairness_cases(p_company bigint, p_weights text, p_at timestamp with time zone, p_codes jsonb) RETURNS TABLE(kind text, axis text, answer text, person bigint, job bigint, stratum text, passed boolean, place integer, points double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    since timestamptz := p_at - interval '1 year';
    today date := (p_at AT TIME ZONE 'Asia/Tokyo')::date;
    salt text := gen_random_uuid()::text;
BEGIN
    IF cr_operator() IS NOT TRUE THEN
        RAISE EXCEPTION 'only the audit may ask for groups' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF p_company IS NOT NULL THEN
        RETURN QUERY
        WITH said AS MATERIALIZED (
            SELECT c.id, d.question::text AS axis, d.answer::text AS answer, c.do_not_contact,
                   dense_rank() OVER (ORDER BY md5(c.person_id || salt)) AS person,
                   c.state = 'contact' AND (c.protected_until IS NULL OR c.protected_until < today) AS reachable,
                   EXISTS (SELECT FROM candidates_application a WHERE a.candidate_id = c.id AND a.stage IN
                           ('hired', 'applied', 'screening', 'interviewing', 'offered')) AS is_busy
            FROM candidates_candidate c JOIN matching_declaration d ON d.person_id = c.person_id
            WHERE c.company_id = p_company AND c.purge_after >= today
        ), shown AS MATERIALIZED (
            SELECT e.position_id, e.candidate_id, min(e.rank) AS place, min(e.shown_at) AS first_at,
                   (array_agg(e.score ORDER BY e.rank, e.id))[1] AS points
            FROM matching_exposure e
            WHERE e.company_id = p_company AND e.weights = p_weights AND e.shown_at >= since AND e.listing = 'all'
              AND e.candidate_id IS NOT NULL
            GROUP BY e.position_id, e.candidate_id
        ), jobs AS MATERIALIZED (
            SELECT p.id, p.role_family::text AS stratum
            FROM (SELECT s.position_id FROM shown s GROUP BY s.position_id ORDER BY max(s.first_at) DESC LIMIT 200) AS s
            JOIN positions_position p ON p.id = s.position_id
        ), listed AS MATERIALIZED (
            SELECT s.id, s.axis, s.answer, s.person, j.id AS job, j.stratum, x.place, x.points, x.first_at
            FROM said s CROSS JOIN jobs j LEFT JOIN shown x ON x.position_id = j.id AND x.candidate_id = s.id
            WHERE x.candidate_id IS NOT NULL OR NOT (s.is_busy OR s.do_not_contact)
        )
        SELECT 'list', l.axis, l.answer, l.person, l.job, l.stratum, NULL::boolean, l.place, l.points FROM listed l
        UNION ALL
        SELECT 'quiet', s.axis, s.answer, s.person, 0, '', NOT s.do_not_contact, NULL, NULL
        FROM said s WHERE NOT s.is_busy
        UNION ALL
        SELECT 'contact', s.axis, s.answer, s.person, 0, '', s.reachable, NULL, NULL
        FROM said s WHERE NOT s.is_busy AND NOT s.do_not_contact
        UNION ALL
        SELECT 'kept', l.axis, l.answer, l.person, l.job, l.stratum,
               NOT EXISTS (SELECT FROM matching_dismissal d WHERE d.position_id = l.job AND d.candidate_id = l.id),
               NULL, NULL
        FROM listed l WHERE l.place IS NOT NULL
        UNION ALL
        SELECT 'interview', l.axis, l.answer, l.person, l.job, l.stratum, bool_or(a.reached <> 'document'), NULL, NULL
        FROM listed l JOIN candidates_application a
            ON a.candidate_id = l.id AND a.position_id = l.job AND a.created_at > l.first_at
        GROUP BY l.axis, l.answer, l.person, l.job, l.stratum;
    ELSE
        RETURN QUERY
        WITH said AS MATERIALIZED (
            SELECT d.person_id AS id, d.question::text AS axis, d.answer::text AS answer,
                   dense_rank() OVER (ORDER BY md5(d.person_id || salt)) AS person
            FROM matching_declaration d
        ), picked AS MATERIALIZED (
            SELECT k.position_id, k.person_id, min(k.rank) AS place, bool_or(k.asked) AS asked,
                   max(k.shown_at) AS last_at, (array_agg(k.score ORDER BY k.rank, k.id))[1] AS points
            FROM matching_pick k WHERE k.weights = p_weights AND k.shown_at >= since
            GROUP BY k.position_id, k.person_id
        ), jobs AS MATERIALIZED (
            SELECT p.id, p.company_id, p.role_family::text AS stratum, p.remote, p.pay_max,
                   p_codes ->> p.prefecture AS code
            FROM (SELECT k.position_id FROM picked k GROUP BY k.position_id ORDER BY max(k.last_at) DESC LIMIT 200) AS k
            JOIN positions_position p ON p.id = k.position_id
        ), listed AS MATERIALIZED (
            SELECT s.axis, s.answer, s.person, j.id AS job, j.stratum, k.place, k.points, k.asked
            FROM picked k JOIN jobs j ON j.id = k.position_id JOIN said s ON s.id = k.person_id
        ), open AS MATERIALIZED (  -- who could be asked, before any condition
            SELECT s.axis, s.answer, s.person, j.id AS job, j.stratum,
                   j.remote = 'full' OR m.prefectures = '{}' OR j.code IS NULL OR j.code = ANY (m.prefectures)
                       OR (m.remote = 'full' AND j.remote <> 'none') AS near,
                   m.pay_min IS NULL OR j.pay_max IS NULL OR m.pay_min <= j.pay_max AS pays
            FROM said s JOIN matching_matchingprofile m ON m.person_id = s.id AND m.net_until > p_at CROSS JOIN jobs j
            WHERE EXISTS (SELECT FROM consents_consentnow n
                          WHERE n.person_id = s.id AND n.purpose = 'teaser'
                            AND (n.recipient_id = j.company_id OR n.circle_id IN (
                                SELECT l.circle_id FROM positions_positioncircle l WHERE l.position_id = j.id)))
        )
        SELECT 'list', l.axis, l.answer, l.person, l.job, l.stratum, NULL::boolean, l.place, l.points FROM listed l
        UNION ALL
        SELECT 'asked', l.axis, l.answer, l.person, l.job, l.stratum, l.asked, NULL, NULL FROM listed l
        UNION ALL
        SELECT 'place', o.axis, o.answer, o.person, o.job, o.stratum, o.near, NULL, NULL FROM open o
        UNION ALL
        SELECT 'pay', o.axis, o.answer, o.person, o.job, o.stratum, o.pays, NULL, NULL FROM open o WHERE o.near
        UNION ALL
        SELECT 'interview', s.axis, s.answer, s.person, p.id, p.role_family::text, i.interviewing_at IS NOT NULL, NULL,
               NULL
        FROM relay_introduction i JOIN said s ON s.id = i.person_id JOIN positions_position p ON p.id = i.position_id
        WHERE i.disclosed_at >= since;
    END IF;
END $$;

CREATE FUNCTION public.find_candidates(asked jsonb, sort text, skip integer, many integer, most integer) RETURNS TABLE(ids bigint[], total integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'on'
    SET enable_indexscan TO 'on'
    SET enable_bitmapscan TO 'on'
    SET enable_sort TO 'on'
    AS $$
DECLARE
    compared CONSTANT integer := 120;
    by_words boolean := asked ? 'words';
    said text := asked_of_candidates(asked, 'all');
    shelf text := rows_of_candidates(asked, by_words);
    sorted text := CASE sort WHEN 'name' THEN 'kana, name_folded, id' WHEN 'erased' THEN 'purge_after, id'
        WHEN 'contact' THEN 'last_contact_at DESC NULLS LAST, id DESC' ELSE 'updated_at DESC, id DESC' END;
    key text := CASE sort WHEN 'name' THEN 'kana, name_folded' WHEN 'erased' THEN 'purge_after'
        WHEN 'contact' THEN 'last_contact_at' ELSE 'updated_at' END;
    best bigint[];
    others bigint[];
BEGIN
    IF cr_company() IS NULL THEN
        RETURN QUERY SELECT '{}'::bigint[], 0;
        RETURN;
    END IF;

    IF sort = 'best' AND asked ? 'strong' THEN
        SELECT f.ids, f.total INTO others, total FROM find_candidates(asked, 'recent', 0, compared, most) f;
        SELECT f.ids INTO best
            FROM find_candidates(jsonb_set(asked, '{words}', asked -> 'strong'), 'recent', 0, compared, most) f;
        best := best || ARRAY(SELECT one FROM unnest(others) WITH ORDINALITY AS o(one, n)
            WHERE NOT one = ANY (best) ORDER BY n LIMIT compared - cardinality(best));
        best := ARRAY(
            SELECT id FROM candidates_candidate
            WHERE company_id = cr_company() AND id = ANY (best)
            ORDER BY ts_rank('{0.1, 0.3, 0.7, 1.0}', search, (asked ->> 'weighed')::tsquery, 1)
                + CASE WHEN search @@ (asked ->> 'together')::tsquery THEN 0.3 ELSE 0 END
                + CASE WHEN search @@ (asked ->> 'strong')::tsquery THEN 0.3 ELSE 0 END DESC,
                updated_at DESC, id DESC);
        ids := best[skip + 1:skip + many];
        IF skip + many > cardinality(best) AND cardinality(best) < total THEN
            EXECUTE format('SELECT %L::bigint[] || ARRAY(SELECT id FROM %s WHERE %s AND NOT id = ANY (%L::bigint[])'
                ' ORDER BY %s OFFSET %s LIMIT %s)', ids, shelf, said, best, sorted,
                greatest(skip - cardinality(best), 0), many - cardinality(ids)) INTO ids;
        END IF;
        RETURN NEXT;
        RETURN;
    END IF;

    IF by_words THEN
        PERFORM set_config('enable_seqscan', 'off', true);
        EXECUTE format('WITH f AS MATERIALIZED (SELECT id, %s FROM %s WHERE %s LIMIT %s)'
            ' SELECT (SELECT count(*) FROM f), ARRAY(SELECT id FROM f ORDER BY %s OFFSET %s LIMIT %s)',
            key, shelf, said, most + 1, sorted, skip, many) INTO total, ids;
    ELSE
        EXECUTE format('SELECT ARRAY(SELECT id FROM %s WHERE %s LIMIT %s)', shelf, said, most + 1) INTO others;
        total := cardinality(others);
        IF total <= most THEN
            EXECUTE format('SELECT ARRAY(SELECT id FROM candidates_candidate WHERE id = ANY (%L::bigint[]) AND company_id = %s'
                ' ORDER BY %s OFFSET %s LIMIT %s)', others, cr_company(), sorted, skip, many) INTO ids;
        END IF;
    END IF;
    IF total > most AND many > 0 THEN
        IF by_words AND skip + many <= 50 THEN
            -- The words last: PostgreSQL takes looking into a tsvector for cheaper than comparing two numbers.
            PERFORM set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true);
            shelf := rows_of_candidates(asked, false);
            said := asked_of_candidates(asked - 'words', 'all');
            said := format('%s AND CASE WHEN %s THEN c.search @@ %L::tsquery END', said, said, asked ->> 'words');
        END IF;
        EXECUTE format('SELECT ARRAY(SELECT id FROM %s WHERE %s ORDER BY %s OFFSET %s LIMIT %s)',
            shelf, said, sorted, skip, many) INTO ids;
    END IF;
    RETURN NEXT;
END $$;

CREATE FUNCTION public.finish_mail(p_mail bigint, p_worker text, p_state text, p_error text, p_send_after timestamp with time zone, p_event text, p_counts boolean, p_domain text, p_slower boolean) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    o record;
    burst interval := '6 seconds';
BEGIN
    SET LOCAL synchronous_commit = off;
    UPDATE notices_message m
       SET state = p_state, error = p_error, send_after = coalesce(p_send_after, m.send_after),
           attempts = m.attempts + CASE WHEN p_counts THEN 1 ELSE 0 END,
           sent_at = CASE WHEN p_state = 'accepted' THEN clock_timestamp() END
     WHERE m.id = p_mail AND m.claimed_by = p_worker AND m.state IN ('sending', 'unknown')
    RETURNING m.company_id, m.candidate_id INTO o;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF p_event <> '' THEN
        INSERT INTO base_auditevent (company_id, event, subject_type, subject_id, actor_kind, data)
        VALUES (o.company_id, p_event, 'notices.message', p_mail, 'system', '{}');
    END IF;
    IF p_state = 'accepted' THEN
        UPDATE candidates_candidate c SET last_contact_at = clock_timestamp() WHERE c.id = o.candidate_id;
        UPDATE notices_pace p SET refusals = 0
         WHERE p.company_id = o.company_id AND p.domain = p_domain AND p.refusals > 0;
    ELSIF p_slower AND p_domain <> '' THEN
        INSERT INTO notices_pace AS p (company_id, domain, free_at, refusals)
        VALUES (o.company_id, p_domain, clock_timestamp(), 1)
        ON CONFLICT (company_id, domain) DO UPDATE
           SET refusals = least(p.refusals + 1, 30),
               free_at = CASE WHEN p.refusals < 2 THEN p.free_at
                         ELSE greatest(p.free_at, clock_timestamp() + burst
                                       + make_interval(secs => least(2 ^ (p.refusals - 1), 60))) END;
    END IF;
    RETURN true;
END $$;

CREATE FUNCTION public.forget_in_ledger() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    me bigint := cr_person();
    found bigint;
BEGIN
    IF me IS NULL THEN
        RAISE EXCEPTION 'only the person who is active is forgotten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT FROM consents_consentnow WHERE person_id = me) THEN
        RAISE EXCEPTION 'choices are still held' USING ERRCODE = 'restrict_violation';
    END IF;
    UPDATE consents_consententry SET person_id = NULL WHERE person_id = me;
    GET DIAGNOSTICS found = ROW_COUNT;
    RETURN found;
END $$;

CREATE FUNCTION public.forget_kept(wanted text, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    gone integer;
BEGIN
    IF wanted = 'base.auditevent' THEN
        DELETE FROM base_auditevent WHERE id IN (
            SELECT e.id FROM base_auditevent e
            WHERE e.at < now() - interval '3 years' AND e.at + interval '3 years' < now() LIMIT most);
    ELSIF wanted = 'consents.provision' THEN
        DELETE FROM consents_provision WHERE id IN (
            SELECT p.id FROM consents_provision p
            WHERE p.keep_until::timestamptz + interval '1 day' < now() LIMIT most);
    ELSIF wanted = 'consents.receipt' THEN
        DELETE FROM consents_receipt WHERE id IN (
            SELECT r.id FROM consents_receipt r
            WHERE r.keep_until::timestamptz + interval '1 day' < now() LIMIT most);
    ELSE
        RAISE EXCEPTION 'not a table with a legal clock: %', wanted;
    END IF;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

CREATE FUNCTION public.given_by_us(p_from date, p_until date) RETURNS TABLE(kind text, total bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    us bigint := cr_company();
    since timestamptz := p_from::timestamp AT TIME ZONE 'Asia/Tokyo';
    before timestamptz := p_until::timestamp AT TIME ZONE 'Asia/Tokyo';
BEGIN
    IF us IS NULL OR p_until <> date_trunc('month', p_until)::date OR p_from <> date_trunc('month', p_from)::date
       OR p_until > (now() AT TIME ZONE 'Asia/Tokyo')::date THEN
        RAISE EXCEPTION 'whole months that have passed, for the active company' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH ours AS (
        SELECT DISTINCT k.person_id FROM consents_keptletter k
        WHERE k.about_id = us AND k.handed_at >= since AND k.handed_at < before
    ), carried AS (
        SELECT DISTINCT i.person_id FROM relay_introduction i JOIN ours USING (person_id)
        WHERE i.company_id <> us AND 'letter' = ANY (i.items) AND i.disclosed_at >= since AND i.disclosed_at < before
    ), joined AS (
        SELECT DISTINCT i.person_id FROM relay_introduction i JOIN carried USING (person_id)
        WHERE i.company_id <> us AND i.stage = 'hired' AND i.hired_at >= since AND i.hired_at < before
    ), counted (kind, n) AS (
        SELECT 'handed', count(*) FROM ours
        UNION ALL SELECT 'carried', count(*) FROM carried
        UNION ALL SELECT 'joined', count(*) FROM joined
    )
    SELECT c.kind, CASE WHEN c.n >= 5 THEN c.n END FROM counted c;
END $$;

CREATE FUNCTION public.group_no_circle() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    above bigint := NEW.parent_id;
    steps integer := 0;
BEGIN
    IF above IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('companies_companygroup', 0));
    WHILE above IS NOT NULL LOOP
        steps := steps + 1;
        IF above = NEW.id OR steps > 100 THEN
            RAISE EXCEPTION 'a group cannot lie below itself' USING ERRCODE = 'check_violation';
        END IF;
        SELECT g.parent_id INTO above FROM companies_companygroup g WHERE g.id = above;
    END LOOP;
    RETURN NEW;
END $$;

CREATE FUNCTION public.group_top(p_group bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    here bigint := p_group;
    above bigint;
BEGIN
    FOR step IN 1..100 LOOP
        SELECT g.parent_id INTO above FROM companies_companygroup g WHERE g.id = here;
        EXIT WHEN above IS NULL;
        here := above;
    END LOOP;
    RETURN here;
END $$;

CREATE FUNCTION public.hint_linked() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO candidates_duplicatehint (public_id, company_id, first_id, second_id, score, reasons)
    SELECT gen_random_uuid(), NEW.company_id, least(NEW.id, c.id), greatest(NEW.id, c.id), 100, ARRAY['account']
    FROM candidates_candidate c
    WHERE c.person_id = NEW.person_id AND c.company_id = NEW.company_id AND c.id <> NEW.id
    ON CONFLICT (company_id, first_id, second_id) DO UPDATE
        SET score = 100, reasons = array_prepend('account', candidates_duplicatehint.reasons), dismissed_at = NULL
        WHERE NOT candidates_duplicatehint.reasons @> ARRAY['account']::varchar[];
    RETURN NULL;
END $$;

CREATE FUNCTION public.how_others_stand(p_key text, p_day date) RETURNS TABLE(companies bigint, middle double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    us bigint := cr_company();
BEGIN
    IF us IS NULL OR p_day <> (date_trunc('month', p_day) + interval '1 month - 1 day')::date
       OR p_day >= (now() AT TIME ZONE 'Asia/Tokyo')::date THEN
        RAISE EXCEPTION 'the last day of a month that has passed, for the active company' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH others AS (
        SELECT s.value, row_number() OVER (ORDER BY s.value) AS nth, count(*) OVER () AS all_of_them
        FROM insights_snapshot s JOIN companies_company c ON c.id = s.company_id
        WHERE s.company_id <> us AND s.key = p_key AND s.day = p_day AND s.value IS NOT NULL AND s.n >= 10
          AND c.verified_at IS NOT NULL AND c.suspended_at IS NULL
    )
    SELECT max(o.all_of_them), avg(o.value) FILTER (
        WHERE o.nth > o.all_of_them / 4 AND o.nth <= o.all_of_them - o.all_of_them / 4)
    FROM others o HAVING max(o.all_of_them) >= 5;
END $$;

CREATE FUNCTION public.join_pages(change_id bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    kept bigint := cr_person();
    gone bigint := other_page(change_id);
BEGIN
    IF gone IS NULL THEN
        RAISE EXCEPTION 'these two pages were not both proven' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE accounts_verifiedaddress SET person_id = kept, is_primary = false WHERE person_id = gone;
    UPDATE candidates_candidate SET person_id = kept WHERE person_id = gone;
    UPDATE candidates_application SET person_id = kept WHERE person_id = gone;
    UPDATE notices_message SET person_id = kept WHERE person_id = gone;
    UPDATE notices_surveyanswer SET person_id = kept WHERE person_id = gone;
    UPDATE consents_rightsrequest SET person_id = kept WHERE person_id = gone;
    DELETE FROM accounts_passkey WHERE person_id = gone;
    UPDATE accounts_person SET joined_to_id = kept, sign_in_round = sign_in_round + 1
    WHERE id = gone OR joined_to_id = gone;
    RETURN gone;
END $$;

CREATE FUNCTION public.keep_exposures() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.shown_at > now() - interval '6 months' THEN
            RAISE EXCEPTION 'what a list showed is kept for six months' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF (to_jsonb(NEW) - 'candidate_id') IS DISTINCT FROM (to_jsonb(OLD) - 'candidate_id') THEN
        RAISE EXCEPTION 'what a list showed cannot be rewritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.keep_suggestions(p_position bigint, p_people bigint[], p_fits integer[], p_weights text, p_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.kept_from_us(p_people bigint[]) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    us bigint := cr_company();
    live boolean := EXISTS (
        SELECT FROM companies_company v JOIN companies_companydomain d ON d.company_id = v.id
        WHERE v.id = us AND v.verified_at IS NOT NULL AND v.suspended_at IS NULL AND d.verified_at IS NOT NULL);
BEGIN
    RETURN QUERY
    SELECT DISTINCT g.person_id FROM consents_accessgrant g
    WHERE g.company_id = us AND g.person_id = ANY (p_people) AND (NOT live OR shuts_out(g.person_id, us, true));
END $$;

CREATE FUNCTION public.ledger_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.person_id IS NOT NULL AND NEW.person_id IS NULL
       AND to_jsonb(NEW) - 'person_id' = to_jsonb(OLD) - 'person_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION public.ledger_marks(p_after bigint, p_before timestamp with time zone) RETURNS TABLE(id bigint, recipient_id bigint, hash text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT e.id, e.recipient_id, e.hash::text
    FROM consents_consententry e
    WHERE e.id > p_after
      AND e.id <= (SELECT x.id FROM consents_consententry x WHERE x.at < p_before ORDER BY x.id DESC LIMIT 1)
    ORDER BY e.id
$$;

CREATE FUNCTION public.ledger_people(p_after bigint, p_most integer) RETURNS TABLE(person_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT DISTINCT e.person_id FROM consents_consententry e WHERE e.person_id > p_after ORDER BY 1 LIMIT p_most
$$;

CREATE FUNCTION public.link_person(verified_address text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    found bigint;
    entering boolean;
BEGIN
    entering := EXISTS (SELECT FROM accounts_coderequest r WHERE r.address = verified_address
                        AND r.purpose = 'enter' AND r.used_at > now() - interval '1 minute');
    IF NOT entering AND NOT EXISTS (SELECT FROM accounts_coderequest r WHERE r.address = verified_address
                                    AND r.purpose = 'add' AND r.used_at > now() - interval '10 minutes') THEN
        RAISE EXCEPTION 'this address was not proven' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('person:' || verified_address, 0));

    SELECT a.person_id INTO found FROM accounts_verifiedaddress a WHERE a.address = verified_address;
    IF found IS NULL AND NOT entering THEN
        RAISE EXCEPTION 'this address was not proven' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF found IS NULL THEN
        INSERT INTO accounts_person (public_id, language, created_at)
        VALUES (gen_random_uuid(), 'ja', now()) RETURNING id INTO found;
        INSERT INTO accounts_verifiedaddress (person_id, address, is_primary, verified_at)
        VALUES (found, verified_address, true, now());
    END IF;

    UPDATE candidates_candidate SET person_id = found WHERE email_key = verified_address AND person_id IS NULL;
    UPDATE candidates_application a SET person_id = found
    FROM candidates_candidate c WHERE c.id = a.candidate_id AND c.person_id = found AND a.person_id IS NULL;
    UPDATE notices_message m SET person_id = found
    FROM candidates_candidate c WHERE c.id = m.candidate_id AND c.person_id = found AND m.person_id IS NULL;
    UPDATE notices_surveyanswer s SET person_id = found
    FROM candidates_application a WHERE a.id = s.application_id AND a.person_id = found AND s.person_id IS NULL;
    RETURN found;
END $$;

CREATE FUNCTION public.may_show(p_person bigint, p_viewer bigint, p_purpose text, p_at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT EXISTS (
            SELECT FROM companies_company v
            WHERE v.id = p_viewer AND v.kind = 'member' AND v.verified_at IS NOT NULL AND v.suspended_at IS NULL
              AND v.country = ANY ('{JP,GB,AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IS,IT,LI,LT,LU,LV,MT,NL,NO,PL,PT,RO,SE,SI,SK}'::text[])
        )
        AND EXISTS (
            SELECT FROM consents_consentnow c
            WHERE c.person_id = p_person AND c.purpose = p_purpose AND (c.expires_at IS NULL OR c.expires_at > p_at)
              AND (c.recipient_id = p_viewer
                   OR (c.purpose <> 'share' AND c.recipient_id IS NULL AND c.circle_id IN (
                           SELECT m.circle_id FROM companies_circlemember m WHERE m.company_id = p_viewer)))
        )
        AND (p_purpose NOT IN ('teaser', 'share') OR (
            EXISTS (SELECT FROM companies_companydomain d WHERE d.company_id = p_viewer AND d.verified_at IS NOT NULL)
            AND NOT EXISTS (
                SELECT FROM candidates_candidate k WHERE k.company_id = p_viewer AND k.person_id = p_person
            )
            AND (p_purpose <> 'teaser' OR NOT EXISTS (
                SELECT FROM companies_cut x
                JOIN candidates_candidate k
                  ON k.company_id = CASE x.keeper_id WHEN p_viewer THEN x.other_id ELSE x.keeper_id END
                 AND k.person_id = p_person
                WHERE x.keeper_id = p_viewer OR x.other_id = p_viewer
            ))
            AND NOT EXISTS (  -- a question of its own: joined by OR, PostgreSQL would read the company's whole pool
                SELECT FROM accounts_verifiedaddress a
                JOIN candidates_candidate k ON k.company_id = p_viewer AND k.email_key = a.address
                WHERE a.person_id = p_person
            )
            AND NOT EXISTS (
                SELECT FROM consents_passport p
                WHERE p.person_id = p_person
                  AND (p.paused_until >= (p_at AT TIME ZONE 'Asia/Tokyo')::date
                       OR (p_purpose = 'teaser' AND p.as_of < (p_at AT TIME ZONE 'Asia/Tokyo')::date - 180))
            )
        ))
        AND NOT ((  -- nearly everybody names nobody: the graph is walked only for the others
            EXISTS (SELECT FROM consents_block b WHERE b.person_id = p_person)
            OR (p_purpose IN ('teaser', 'share') AND (
                EXISTS (SELECT FROM consents_employer e WHERE e.person_id = p_person)
                OR EXISTS (
                    SELECT FROM accounts_verifiedaddress a
                    CROSS JOIN unnest(domain_line(split_part(a.address, '@', 2))) AS above (name)
                    CROSS JOIN LATERAL (SELECT FROM companies_companydomain d WHERE d.domain = above.name LIMIT 1) AS held
                    WHERE a.person_id = p_person)
            ))
        ) AND shuts_out(p_person, p_viewer, p_purpose IN ('teaser', 'share')))
$$;

CREATE FUNCTION public.network_health(p_at timestamp with time zone) RETURNS TABLE(kind text, label text, total bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF NOT cr_operator() THEN
        RAISE EXCEPTION 'only the operator may ask how the network fares' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH reachable AS MATERIALIZED (
        SELECT m.roles, m.prefectures FROM matching_matchingprofile m WHERE m.net_until > p_at
    ), listed AS MATERIALIZED (
        SELECT p.role_family, p.prefecture
        FROM positions_position p JOIN companies_company c ON c.id = p.company_id
        WHERE p.state = 'open' AND p.listed_until >= (p_at AT TIME ZONE 'Asia/Tokyo')::date
          AND c.kind = 'member' AND c.verified_at IS NOT NULL AND c.suspended_at IS NULL
    ), moved AS MATERIALIZED (
        SELECT i.* FROM relay_introduction i
        WHERE i.disclosed_at IS NOT NULL AND i.disclosed_at > p_at - interval '90 days'
    ), counted AS (
        SELECT 'supply_role' AS kind, role::text AS label, count(*) AS n
        FROM reachable r CROSS JOIN LATERAL unnest(r.roles) AS role GROUP BY 2
        UNION ALL
        SELECT 'supply_region', place::text, count(*) FROM reachable r CROSS JOIN LATERAL unnest(r.prefectures) AS place GROUP BY 2
        UNION ALL
        SELECT 'demand_role', l.role_family::text, count(*) FROM listed l GROUP BY 2
        UNION ALL
        SELECT 'demand_region', l.prefecture::text, count(*) FROM listed l GROUP BY 2
        UNION ALL
        SELECT 'reply', CASE WHEN (coalesce(m.interviewing_at, m.ended_at) AT TIME ZONE 'Asia/Tokyo')::date <= m.reply_by
                             THEN 'in time' ELSE 'late' END, count(*)
        FROM moved m
        WHERE m.reply_by IS NOT NULL AND (m.interviewing_at IS NOT NULL OR m.stage IN ('not_selected', 'expired'))
        GROUP BY 2
        UNION ALL
        SELECT 'funnel', 'disclosed', count(*) FROM moved m
        UNION ALL
        SELECT 'funnel', 'interviewing', count(*) FROM moved m WHERE m.interviewing_at IS NOT NULL
        UNION ALL
        SELECT 'funnel', 'offered', count(*) FROM moved m WHERE m.offered_at IS NOT NULL
        UNION ALL
        SELECT 'funnel', 'hired', count(*) FROM moved m WHERE m.hired_at IS NOT NULL
    )
    SELECT counted.kind, counted.label, CASE WHEN counted.n >= 5 THEN counted.n END
    FROM counted
    ORDER BY counted.kind, counted.n DESC, counted.label;
END $$;

CREATE FUNCTION public.openings(p_on date, p_allowed boolean, p_ids bigint[], p_public uuid, p_words text[], p_filters jsonb, p_sort text, p_limit integer, p_offset integer) RETURNS TABLE(facts jsonb, employer jsonb, listed boolean, total bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$  -- what is not asked for is not in the plan: by id it is an index, not a scan
DECLARE
    asker bigint := nullif(current_setting('app.person', true), '')::bigint;
    wanted text[] := ARRAY(SELECT '%' || w || '%' FROM unnest(p_words) AS w);
    leading_ids bigint[] := ARRAY(SELECT jsonb_array_elements_text(p_filters -> 'first')::bigint);
BEGIN
    RETURN QUERY
    -- First which rows and in what order, by narrow columns; the whole of a row is read for those of the page alone.
    WITH live AS MATERIALIZED (
        SELECT c.id, c.name, c.slug,
               (c.verified_at IS NOT NULL AND c.suspended_at IS NULL AND c.kind = 'member') AS is_live
        FROM companies_company c
    ), found AS (
        SELECT p.id, c.name, p.prefecture, p.as_of, coalesce(p.pay_max, p.pay_min) AS pay,
               (p_allowed AND p.state = 'open' AND p.listed_until >= p_on AND c.is_live) AS is_listed
        FROM positions_position p
        JOIN live c ON c.id = p.company_id
        WHERE (p_ids IS NULL OR p.id = ANY (p_ids)) AND (p_public IS NULL OR p.public_id = p_public)
          AND ((p_allowed AND p.state = 'open' AND p.listed_until >= p_on AND c.is_live)
               OR ((p_ids IS NOT NULL OR p_public IS NOT NULL) AND asker IS NOT NULL AND p.id IN (
                   SELECT i.position_id FROM relay_introduction i WHERE i.person_id = asker)))
          AND (p_words = '{}' OR lower(concat_ws(' ', p.title, p.summary, p.duties, p.must, p.nice, c.name, p.place))
                                 LIKE ALL (wanted))  -- the text of a row is put together once, however many words
          AND (p_filters ->> 'prefecture' IS NULL OR p.prefecture = p_filters ->> 'prefecture' OR p.remote = 'full')
          AND (p_filters ->> 'remote' IS NULL OR p.remote = ANY (
                  CASE p_filters ->> 'remote' WHEN 'partly' THEN '{partly,mostly,full}'::text[]
                       WHEN 'mostly' THEN '{mostly,full}'::text[] ELSE ARRAY[p_filters ->> 'remote'] END))
          AND (p_filters ->> 'role_family' IS NULL OR p.role_family = p_filters ->> 'role_family')
          AND (p_filters ->> 'track' IS NULL OR p.track = p_filters ->> 'track')
          AND (p_filters ->> 'promise' IS NULL OR p_filters ->> 'promise' = ANY (p.promises))
          AND (p_filters ->> 'pay_min' IS NULL OR coalesce(p.pay_max, p.pay_min) >= (p_filters ->> 'pay_min')::integer)
          AND (p_filters ->> 'company' IS NULL OR c.slug = p_filters ->> 'company')
    ), page AS (
        SELECT f.id, f.is_listed, count(*) OVER () AS total, row_number() OVER (
            ORDER BY array_position(leading_ids, f.id) NULLS LAST,
                     CASE WHEN p_sort = 'pay' THEN f.pay END DESC NULLS LAST,
                     CASE WHEN p_sort = 'company' THEN f.name END,
                     CASE WHEN p_sort = 'place' THEN f.prefecture END,
                     f.as_of DESC NULLS LAST, f.id DESC) AS place
        FROM found f ORDER BY 4 LIMIT p_limit OFFSET p_offset
    )
    SELECT to_jsonb(p.*) - 'created_at',
           (SELECT jsonb_object_agg(k, to_jsonb(c.*) -> k)
            FROM unnest('{id,public_id,slug,name,name_en,industry,prefecture,employees,about,address,representative,country,contact_desk,harassment_desk,mark,retention_months}'::text[]) AS k),
           o.is_listed,
           o.total
    FROM page o
    JOIN positions_position p ON p.id = o.id
    JOIN companies_company c ON c.id = p.company_id
    ORDER BY o.place;
END $$;

CREATE FUNCTION public.openings_in_reach(p_at timestamp with time zone, p_on date, p_places jsonb, p_ids bigint[], p_words text[], p_limit integer) RETURNS TABLE(position_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
DECLARE
    asker bigint := cr_person();
BEGIN
    RETURN QUERY
    WITH me AS MATERIALIZED (
        SELECT m.roles, m.prefectures, m.remote, m.pay_min FROM matching_matchingprofile m
        WHERE m.person_id = asker AND m.net_until > p_at
    ), chosen AS MATERIALIZED (
        SELECT n.circle_id, n.recipient_id FROM consents_consentnow n
        WHERE n.person_id = asker AND n.purpose = 'teaser' AND (n.expires_at IS NULL OR n.expires_at > p_at)
    ), fitting AS MATERIALIZED (
        SELECT p.id, p.company_id, p.as_of, p.role_family = ANY (me.roles) AS same_work,
               lower(concat_ws(' ', p.title, p.must, p.nice)) AS words
        FROM positions_position p, me
        WHERE (p_ids IS NULL OR p.id = ANY (p_ids)) AND p.state = 'open' AND p.listed_until >= p_on
          AND (p.remote = 'full' OR CASE WHEN me.remote = 'full' THEN p.remote <> 'none'
                                         ELSE me.prefectures = '{}' OR p_places ->> p.prefecture IS NULL
                                              OR p_places ->> p.prefecture = ANY (me.prefectures) END)
          AND (me.pay_min IS NULL OR p.pay_max IS NULL OR me.pay_min <= p.pay_max)
          AND (p.company_id IN (SELECT c.recipient_id FROM chosen c WHERE c.recipient_id IS NOT NULL)
               OR p.id IN (SELECT l.position_id FROM positions_positioncircle l
                           WHERE l.circle_id IN (SELECT c.circle_id FROM chosen c WHERE c.circle_id IS NOT NULL)))
          AND p.id NOT IN (SELECT i.position_id FROM relay_introduction i WHERE i.person_id = asker)
    ), shown AS MATERIALIZED (
        SELECT f.company_id FROM (SELECT DISTINCT g.company_id FROM fitting g) AS f
        WHERE may_show(asker, f.company_id, 'teaser', p_at)
    )
    SELECT f.id
    FROM fitting f
    WHERE f.company_id IN (SELECT s.company_id FROM shown s)
    ORDER BY (SELECT count(*) FROM unnest(p_words) AS w WHERE strpos(f.words, w) > 0)
             + CASE WHEN f.same_work THEN 3 ELSE 0 END DESC,
             f.as_of DESC NULLS LAST, f.id DESC
    LIMIT p_limit;
END $$;

CREATE FUNCTION public.operator_totals(p_at timestamp with time zone) RETURNS TABLE(kind text, label text, total numeric)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF NOT cr_operator() THEN
        RAISE EXCEPTION 'only the operator may ask for totals of the network' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH counted AS (
        SELECT 'prefecture' AS kind, p.prefecture::text AS label, count(*) AS n, count(*)::numeric AS total
        FROM positions_position p JOIN companies_company c ON c.id = p.company_id
        WHERE p.state = 'open' AND c.verified_at IS NOT NULL AND c.suspended_at IS NULL
        GROUP BY p.prefecture
        UNION ALL
        SELECT 'role_family', p.role_family::text, count(*), count(*)::numeric
        FROM positions_position p JOIN companies_company c ON c.id = p.company_id
        WHERE p.state = 'open' AND c.verified_at IS NOT NULL AND c.suspended_at IS NULL
        GROUP BY p.role_family
        UNION ALL
        SELECT 'passports', '', count(*), count(*)::numeric
        FROM consents_passport p
        WHERE (p.paused_until IS NULL OR p.paused_until < (p_at AT TIME ZONE 'Asia/Tokyo')::date)
          AND EXISTS (SELECT FROM consents_consentnow c WHERE c.person_id = p.person_id AND c.purpose = 'teaser'
                      AND (c.expires_at IS NULL OR c.expires_at > p_at))
        UNION ALL
        SELECT 'stage', i.stage::text, count(*), count(*)::numeric
        FROM relay_introduction i GROUP BY i.stage
        UNION ALL
        SELECT 'days', '', count(*),
               (percentile_cont(0.5) WITHIN GROUP (
                   ORDER BY extract(epoch FROM coalesce(i.interviewing_at, i.ended_at) - i.disclosed_at) / 86400
               ))::numeric
        FROM relay_introduction i
        WHERE i.disclosed_at IS NOT NULL AND (i.interviewing_at IS NOT NULL OR i.stage = 'not_selected')
    )
    SELECT counted.kind, counted.label, CASE WHEN counted.n >= 5 THEN round(counted.total, 1) END
    FROM counted
    ORDER BY counted.kind, counted.total DESC NULLS LAST, counted.label;
END $$;

CREATE FUNCTION public.other_page(change_id bigint) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT theirs.person_id
    FROM accounts_addresschange c
    JOIN accounts_coderequest o ON o.id = c.old_code_id AND o.purpose = 'again'
    JOIN accounts_coderequest n ON n.id = c.new_code_id AND n.purpose = 'add' AND n.address = c.address
    JOIN accounts_verifiedaddress mine ON mine.address = o.address AND mine.person_id = c.person_id
    JOIN accounts_verifiedaddress theirs ON theirs.address = c.address AND theirs.person_id <> c.person_id
    WHERE c.id = change_id AND c.person_id = cr_person() AND c.done_at IS NULL
      AND o.used_at > now() - interval '20 minutes' AND n.used_at > now() - interval '20 minutes'
$$;

CREATE FUNCTION public.placement_lock() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF OLD.keep_until >= (now() AT TIME ZONE 'Asia/Tokyo')::date THEN
        RAISE EXCEPTION 'RETENTION_LOCK: the book keeps this line until %', OLD.keep_until
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;

CREATE FUNCTION public.pool_for(p_position bigint, p_at timestamp with time zone, p_place integer, p_words text[], p_abilities text[], p_weights real[], p_meaning public.halfvec, p_limit integer) RETURNS TABLE(person_id bigint, document jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET max_parallel_workers_per_gather TO '0'
    SET work_mem TO '64MB'
    AS $_$
DECLARE
    viewer bigint := cr_company();
    wanted record;
    shown bigint[];  -- circles in which the position is shown to people, and the company itself, as `may_ask` writes them
    visible bigint[];
    asked_words sparsevec := rare_words(p_words);
    asked_abilities sparsevec := sparse_of(ARRAY(SELECT word_number(a) FROM unnest(p_abilities) WITH ORDINALITY AS u (a, n) ORDER BY n), p_weights);
    nearest bigint[];
    chosen bigint[] := '{}';
    seen integer := 0;
    a_step integer := p_limit + p_limit / 8;  -- shields hide few: one step nearly always holds enough
    most integer := 4 * p_limit;
BEGIN
    SELECT p.remote, p.pay_max INTO wanted FROM positions_position p
    WHERE p.id = p_position AND p.company_id = viewer AND p.state = 'open';
    IF NOT FOUND THEN
        RETURN;
    END IF;
    shown := ARRAY(SELECT l.circle_id FROM positions_positioncircle l WHERE l.position_id = p_position) || -viewer;

    visible := ARRAY(
        SELECT f.person_id FROM matching_matchfilter f
        WHERE f.net_until > p_at
          AND (wanted.remote = 'full' OR CASE WHEN f.home_only THEN wanted.remote <> 'none'
                                         ELSE p_place IS NULL OR f.places = 0 OR f.places & (1::bigint << p_place) <> 0 END)
          AND (f.pay_min IS NULL OR wanted.pay_max IS NULL OR f.pay_min <= wanted.pay_max)
          AND f.may_ask && shown
          AND f.person_id NOT IN (SELECT i.person_id FROM relay_introduction i WHERE i.position_id = p_position)
          AND f.person_id NOT IN (SELECT b.person_id FROM consents_block b WHERE b.company_blocked_id = viewer)
          AND f.person_id NOT IN (
              SELECT k.person_id FROM candidates_candidate k WHERE k.company_id = viewer AND k.person_id IS NOT NULL)
    );

    LOOP
        EXECUTE $score$  -- planned each time: how many passed the filter decides how they are joined
            WITH scored AS MATERIALIZED (
                SELECT v.person_id, -(v.meaning <#> $2) AS meaning,
                       -(v.words <#> $3) AS words, -(v.abilities <#> $4) AS abilities
                FROM unnest($1) AS one (id) JOIN matching_matchvector v ON v.person_id = one.id
            ), spread AS (
                SELECT avg(s.meaning) AS m, nullif(stddev_pop(s.meaning), 0) AS ms,
                       avg(s.words) AS w, nullif(stddev_pop(s.words), 0) AS ws,
                       avg(s.abilities) AS a, nullif(stddev_pop(s.abilities), 0) AS asd
                FROM scored s
            )
            SELECT array_agg(t.person_id) FROM (
                SELECT s.person_id FROM scored s, spread z
                ORDER BY coalesce((s.meaning - z.m) / z.ms, 0)  -- what is not embedded yet stands by its words
                         + coalesce((s.words - z.w) / z.ws, 0) + coalesce((s.abilities - z.a) / z.asd, 0) DESC, s.person_id
                LIMIT $5
            ) t
        $score$ INTO nearest USING visible, p_meaning, asked_words, asked_abilities, most;

        WHILE cardinality(chosen) < p_limit AND seen < cardinality(nearest) LOOP
            chosen := chosen || ARRAY(
                SELECT t.id FROM unnest(nearest[seen + 1 : seen + a_step]) WITH ORDINALITY AS t (id, place)
                WHERE EXISTS (SELECT FROM consents_consentnow n
                              WHERE n.person_id = t.id AND n.purpose = 'teaser'
                                AND (n.expires_at IS NULL OR n.expires_at > p_at)
                                AND coalesce(n.circle_id, -n.recipient_id) = ANY (shown))
                  AND may_show(t.id, viewer, 'teaser', p_at)
                ORDER BY t.place);
            seen := seen + a_step;
        END LOOP;
        EXIT WHEN cardinality(chosen) >= p_limit OR most >= cardinality(visible);
        most := cardinality(visible);  -- the order is the same: it goes on where it stopped
    END LOOP;

    RETURN QUERY
    SELECT m.person_id, m.document
    FROM unnest(chosen[:p_limit]) WITH ORDINALITY AS one (id, place) JOIN matching_matchingprofile m ON m.person_id = one.id
    ORDER BY one.place;
END $_$;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.promises_kept(p_company bigint, p_on date) RETURNS TABLE(kept bigint, given bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH received AS (
        SELECT coalesce(i.interviewing_at, CASE WHEN i.stage = 'not_selected' THEN i.ended_at END) AS answered_at,
               i.reply_by,
               i.stage = 'not_selected' AND i.interviewing_at IS NULL
               AND p.promises && '{no_screening,casual_first}'::varchar[] AS turned_down_on_paper
        FROM relay_introduction i JOIN positions_position p ON p.id = i.position_id
        WHERE i.company_id = p_company AND i.disclosed_at IS NOT NULL AND i.disclosed_at::date > p_on - 365
          AND i.stage <> 'withdrawn' AND i.reply_by IS NOT NULL
    ), judged AS (
        SELECT (r.answered_at AT TIME ZONE 'Asia/Tokyo')::date <= r.reply_by AND NOT r.turned_down_on_paper AS held
        FROM received r WHERE r.answered_at IS NOT NULL OR r.reply_by < p_on
    )
    SELECT count(*) FILTER (WHERE coalesce(j.held, false)), count(*) FROM judged j HAVING count(*) >= 5
$$;

CREATE FUNCTION public.rare_words(p_words text[]) RETURNS public.sparsevec
    LANGUAGE sql STABLE
    AS $$
    WITH listed AS (
        SELECT s.most_common_elems::text::text[] AS words, s.most_common_elem_freqs AS shares
        FROM pg_stats s
        WHERE s.schemaname = 'public' AND s.tablename = 'matching_matchingprofile' AND s.attname = 'tokens'
    ), known AS MATERIALIZED (
        SELECT k.word, k.share FROM listed l
        CROSS JOIN unnest(l.words, l.shares[:cardinality(l.words)]) AS k (word, share)
    ), weighed AS (
        SELECT word_number(w.word) AS number,
               coalesce(-ln(coalesce(k.share, (SELECT min(known.share) / 2 FROM known))), 1) AS weight
        FROM (SELECT DISTINCT unnest(p_words) AS word) w LEFT JOIN known k USING (word)
    )
    SELECT sparse_of(array_agg(number), array_agg(weight::real)) FROM weighed
$$;

CREATE FUNCTION public.refresh_cards(p_day date, p_least integer, p_spread integer, p_secret text, p_floor integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.rows_of_candidates(asked jsonb, by_words boolean) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT format(
        '(SELECT id, search, state, track, prefecture, sources, steps, is_open, is_silver, owner_id, purge_after, do_not_contact,'
        ' snoozed_until, updated_at, kana, name_folded, last_contact_at, floor(mean_score)::integer AS stars,'
        ' coalesce(protected_until >= %L::date, false) AS is_protected'
        ' FROM candidates_candidate WHERE company_id%s = %s) c',
        asked ->> 'today', CASE WHEN by_words THEN ' + 0' ELSE '' END, cr_company())
$$;

CREATE FUNCTION public.search_candidates(words text) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT id FROM candidates_candidate
    WHERE company_id + 0 = (SELECT cr_company()) AND search @@ words::tsquery
$$;

CREATE FUNCTION public.share_of(p_code text) RETURNS TABLE(company_id bigint, link_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT l.company_id, l.id FROM positions_sharelink l WHERE l.code = p_code
$$;

CREATE FUNCTION public.shuts_out(p_person bigint, p_viewer bigint, p_network boolean) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    alone bigint[];  -- companies named without their house
    whole bigint[];  -- companies named with it
    houses bigint[];  -- the topmost groups of these
    faces bigint[] := ARRAY[p_viewer];  -- who is asking, and for whom
    known integer := 0;
    members bigint[]; numbers text[]; domains text[];  -- present employers, by how they were named
    hosts text[]; host text; line text[] := '{}';  -- mail domains, and those with all that stands above them
BEGIN
    SELECT coalesce(array_agg(b.company_blocked_id) FILTER (WHERE NOT b.with_group), '{}'),
           coalesce(array_agg(b.company_blocked_id) FILTER (WHERE b.with_group), '{}')
      INTO alone, whole FROM consents_block b WHERE b.person_id = p_person;
    IF p_network THEN
        SELECT coalesce(array_agg(e.member_id) FILTER (WHERE e.member_id IS NOT NULL), '{}'),
               coalesce(array_agg(e.corporate_number) FILTER (WHERE e.corporate_number <> ''), '{}'),
               coalesce(array_agg(e.domain) FILTER (WHERE e.domain <> ''), '{}')
          INTO members, numbers, domains FROM consents_employer e WHERE e.person_id = p_person;
        whole := whole || members;
        IF cardinality(numbers) > 0 THEN
            whole := whole || ARRAY(SELECT c.id FROM companies_company c WHERE c.corporate_number = ANY (numbers));
        END IF;
        hosts := domains || ARRAY(
            SELECT split_part(a.address, '@', 2) FROM accounts_verifiedaddress a WHERE a.person_id = p_person);
        FOREACH host IN ARRAY hosts LOOP
            line := line || domain_line(host);
        END LOOP;
        whole := whole || ARRAY(SELECT d.company_id FROM companies_companydomain d WHERE d.domain = ANY (line));
        FOREACH host IN ARRAY domains LOOP  -- what lies under a declared one: read from its end, '/' being the mark after '.'
            whole := whole || ARRAY(
                SELECT d.company_id FROM companies_companydomain d
                WHERE reverse(d.domain) COLLATE "C" > reverse(host) || '.'
                  AND reverse(d.domain) COLLATE "C" < reverse(host) || '/');
        END LOOP;
    END IF;
    IF cardinality(alone) + cardinality(whole) = 0 THEN
        RETURN false;
    END IF;

    WHILE cardinality(faces) > known LOOP
        known := cardinality(faces);
        faces := faces || ARRAY(
            SELECT DISTINCT l.client_id FROM companies_client l
            WHERE l.agency_id = ANY (faces) AND l.client_id <> ALL (faces));
    END LOOP;
    IF faces && alone OR faces && whole THEN
        RETURN true;
    END IF;
    houses := ARRAY(SELECT DISTINCT group_top(k.group_id) FROM companies_company k
                    WHERE k.id = ANY (whole) AND k.group_id IS NOT NULL);
    RETURN cardinality(houses) > 0 AND EXISTS (
        SELECT FROM companies_company v
        WHERE v.id = ANY (faces) AND v.group_id IS NOT NULL AND group_top(v.group_id) = ANY (houses));
END $$;

CREATE FUNCTION public.sparse_of(p_numbers integer[], p_weights real[]) RETURNS public.sparsevec
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT ('{' || string_agg(n + 1 || ':' || weight, ',') || '}/268435456')::sparsevec
    FROM (
        SELECT g.n, round(sum(g.weight)::numeric, 4) AS weight FROM unnest(p_numbers, p_weights) AS g (n, weight) GROUP BY g.n
    ) once
    WHERE weight <> 0
$$;

CREATE FUNCTION public.stand_of_candidates(chosen bigint[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    UPDATE candidates_candidate c
    SET sources = s.sources, steps = s.steps, is_open = s.is_open, mean_score = s.mean_score
    FROM (
        SELECT k.id, coalesce(a.sources, 0)::smallint AS sources, coalesce(a.steps, 0)::smallint AS steps,
            coalesce(a.is_open, false) AS is_open, e.mean_score
        FROM unnest(chosen) AS k(id)
        LEFT JOIN (
            SELECT i.id,
                bit_or(CASE a.source WHEN 'own' THEN 1 WHEN 'media' THEN 2 WHEN 'agency' THEN 4
                    WHEN 'dispatch' THEN 8 WHEN 'referral' THEN 16 WHEN 'school' THEN 32 WHEN 'unknown' THEN 64
                    WHEN 'other' THEN 128
                    ELSE 0 END) AS sources,
                bit_or(CASE a.reached WHEN 'document' THEN 1 WHEN 'first' THEN 2 WHEN 'second' THEN 4
                    WHEN 'final' THEN 8 ELSE 0 END) AS steps,
                bool_or(a.stage IN ('applied', 'screening', 'interviewing', 'offered')) AS is_open
            FROM unnest(chosen) AS i(id) JOIN candidates_application a ON a.candidate_id = i.id GROUP BY i.id
        ) a ON a.id = k.id
        LEFT JOIN (  -- one join, not a question a record: a file brings evaluations by the thousand
            SELECT i.id, round(avg(v.score), 2) AS mean_score
            FROM unnest(chosen) AS i(id) JOIN candidates_application o ON o.candidate_id = i.id
            JOIN candidates_evaluation v ON v.application_id = o.id GROUP BY i.id
        ) e ON e.id = k.id
    ) s
    WHERE c.id = s.id AND (c.sources, c.steps, c.is_open, c.mean_score)
        IS DISTINCT FROM (s.sources, s.steps, s.is_open, s.mean_score)
$$;

CREATE FUNCTION public.sweep_suggestions(p_allowed boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF NOT cr_operator() THEN
        RETURN;
    END IF;
    DELETE FROM matching_suggestion s
    WHERE NOT p_allowed
       OR NOT EXISTS (SELECT FROM positions_position p WHERE p.id = s.position_id AND p.state = 'open')
       OR NOT EXISTS (SELECT FROM matching_matchingprofile m WHERE m.person_id = s.person_id);
END $$;

CREATE FUNCTION public.tally_candidates(asked jsonb) RETURNS TABLE(facet text, choice text, n bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'on'
    AS $$
DECLARE
    by_words boolean := asked ? 'words';
    parts text[] := '{}';
    one text[];
BEGIN
    IF cr_company() IS NULL THEN
        RETURN;
    END IF;
    IF by_words THEN
        PERFORM set_config('enable_seqscan', 'off', true);
    END IF;
    parts := parts || format('SELECT ''all'', '''', coalesce(sum(n), 0)::bigint FROM c WHERE %s',
        asked_of_candidates(asked, 'facets'));
    FOREACH one SLICE 1 IN ARRAY ARRAY[
        ['state', 'state'], ['track', 'track'], ['place', 'prefecture'],
        ['protection', 'CASE WHEN is_protected THEN ''yes'' ELSE ''no'' END'],
        ['silver', 'CASE WHEN is_silver THEN ''yes'' ELSE ''no'' END'],
        ['score', 'stars::text'], ['source', 'sources::text'], ['reached', 'steps::text']
    ] LOOP
        parts := parts || format('SELECT %L, (%s)::text, sum(n)::bigint FROM c WHERE %s GROUP BY 2',
            one[1], one[2], asked_of_candidates(asked, 'facets', one[1]));
    END LOOP;
    RETURN QUERY EXECUTE format(
        'WITH c AS MATERIALIZED ('
        ' SELECT state, track, prefecture, sources, steps, is_silver, is_protected, stars, count(*) AS n FROM %s WHERE %s'
        ' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) ',
        rows_of_candidates(asked, by_words), asked_of_candidates(asked, 'rows')) || array_to_string(parts, ' UNION ALL ');
END $$;

CREATE FUNCTION public.unlink_address(change_id bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    owner bigint := cr_person();
    given text;
BEGIN
    SELECT c.address INTO given FROM accounts_addresschange c
    WHERE c.id = change_id AND c.person_id = owner AND c.act = 'added' AND c.undone_at > now() - interval '1 minute'
      AND NOT EXISTS (SELECT FROM accounts_verifiedaddress a WHERE a.address = c.address AND a.person_id = owner);
    IF given IS NULL THEN
        RAISE EXCEPTION 'this address was not given back' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE notices_surveyanswer s SET person_id = NULL
    FROM candidates_application a JOIN candidates_candidate c ON c.id = a.candidate_id
    WHERE a.id = s.application_id AND c.email_key = given AND s.person_id = owner;
    UPDATE notices_message m SET person_id = NULL
    FROM candidates_candidate c WHERE c.id = m.candidate_id AND c.email_key = given AND m.person_id = owner;
    UPDATE candidates_application a SET person_id = NULL
    FROM candidates_candidate c WHERE c.id = a.candidate_id AND c.email_key = given AND a.person_id = owner;
    UPDATE candidates_candidate SET person_id = NULL WHERE email_key = given AND person_id = owner;
END $$;

CREATE FUNCTION public.whose_change(known_hash text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT c.person_id FROM accounts_addresschange c
    WHERE c.undo_hash = known_hash AND c.undone_at IS NULL AND c.undo_until > now()
$$;

CREATE FUNCTION public.whose_mail(ids text[]) RETURNS TABLE(company_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT DISTINCT m.company_id FROM notices_message m WHERE m.message_id <> '' AND m.message_id = ANY (ids)
$$;

CREATE FUNCTION public.whose_passkey(known_id text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT k.person_id FROM accounts_passkey k WHERE k.credential_id = known_id
$$;

CREATE FUNCTION public.why_not(p_candidate bigint, p_class text, p_topic text, p_today date) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    us bigint := cr_company();
    who record;  -- the record
    kin record;  -- what holds for the human: through this record, another of the same person, or the same mailbox
    chosen record;  -- what the person chose to hear of
    wish text;
BEGIN
    SELECT c.id, c.person_id, c.email, c.email_key, c.state, c.state_until, c.do_not_contact, c.quiet_reason
      INTO who FROM candidates_candidate c WHERE c.id = p_candidate AND c.company_id = us;
    IF NOT FOUND THEN
        RETURN 'merged';
    END IF;

    SELECT coalesce(bool_or(k.protected_until >= p_today), false) AS guarded,
           bool_or(k.do_not_contact) AS quiet,
           coalesce(bool_or(k.snoozed_until > p_today), false) AS snoozed,
           array_agg(k.id) AS ids
      INTO kin FROM (
        SELECT c.* FROM candidates_candidate c WHERE c.id = who.id
         UNION ALL
        SELECT c.* FROM candidates_candidate c
         WHERE c.company_id = us AND c.email_key = who.email_key AND who.email_key <> '' AND c.id <> who.id
         UNION ALL
        SELECT c.* FROM candidates_candidate c
         WHERE c.company_id = us AND c.person_id = who.person_id AND c.id <> who.id
      ) k;

    IF kin.guarded THEN
        RETURN 'protected';
    END IF;
    IF p_class = 'notice' THEN
        RETURN '';
    END IF;
    IF who.do_not_contact AND who.quiet_reason = '' AND who.person_id IS NOT NULL THEN
        RETURN 'consent_gone';  -- the person's own word, by which nobody wrote down a reason
    END IF;
    IF kin.quiet THEN
        RETURN 'do_not_contact';
    END IF;
    IF EXISTS (SELECT FROM candidates_application a
                WHERE a.company_id = us AND a.candidate_id = who.id AND a.source = 'unknown') THEN
        RETURN 'source_unknown';
    END IF;
    IF who.person_id IS NOT NULL AND blocks_us(who.person_id) THEN
        RETURN 'blocked';
    END IF;
    IF NOT (who.state = 'contact' AND coalesce(who.state_until >= p_today, true))
       AND NOT (who.person_id IS NOT NULL AND may_show(who.person_id, us, 'contact', now())) THEN
        RETURN 'no_permission';
    END IF;
    IF EXISTS (SELECT FROM candidates_application a
                WHERE a.company_id = us AND a.candidate_id = ANY (kin.ids)
                  AND a.stage IN ('applied', 'screening', 'interviewing', 'offered', 'hired')) THEN
        RETURN 'offered';
    END IF;
    IF kin.snoozed THEN
        RETURN 'snoozed';
    END IF;

    -- >>> topics and frequency: what the person chose in the preference centre (models/preferences.py)
    -- the newest word of the human counts. Without one: the careers form asks for positions only, others ask for all
    SELECT p.topics, p.frequency INTO chosen FROM notices_preference p
     WHERE p.company_id = us AND p.candidate_id = ANY (kin.ids) ORDER BY p.changed_at DESC, p.id DESC LIMIT 1;
    IF NOT FOUND THEN
        wish := CASE WHEN p_topic NOT IN ('', 'jobs') AND EXISTS (
                    SELECT FROM candidates_formpermission f WHERE f.company_id = us AND f.candidate_id = ANY (kin.ids) AND f.box = 'guidance')
                THEN 'topic' ELSE '' END;
    ELSIF cardinality(chosen.topics) = 0 OR (p_topic <> '' AND NOT p_topic = ANY (chosen.topics)) THEN
        wish := 'topic';
    ELSIF chosen.frequency <> 'any' AND EXISTS (
            SELECT FROM notices_message m
             WHERE m.company_id = us AND m.candidate_id = ANY (kin.ids) AND m.legal_class <> 'notice'
               AND (m.state IN ('sending', 'unknown') OR (m.state = 'accepted' AND (m.sent_at AT TIME ZONE 'Asia/Tokyo')::date
                    > p_today - CASE chosen.frequency WHEN 'monthly' THEN interval '1 month' ELSE interval '3 months' END)))
    THEN
        wish := 'too_often';
    ELSE
        wish := '';
    END IF;
    -- <<<
    IF wish <> '' THEN
        RETURN wish;
    END IF;
    RETURN CASE WHEN who.email LIKE '%_@_%' THEN '' ELSE 'no_address' END;
END $$;

CREATE FUNCTION public.word_number(p_word text) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT ('x' || substr(md5(p_word), 1, 7))::bit(28)::integer
$$;

CREATE FUNCTION public.yearly_counts(p_on date) RETURNS TABLE(kind text, total bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    moment timestamptz := (p_on + 1)::timestamp AT TIME ZONE 'Asia/Tokyo';
BEGIN
    IF NOT cr_operator() THEN
        RAISE EXCEPTION 'only the operator may ask for totals of the network' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    SELECT 'companies', count(*) FROM companies_company c
        WHERE c.kind = 'member' AND c.verified_at < moment AND c.suspended_at IS NULL
    UNION ALL
    SELECT 'openings', count(*) FROM positions_position p
        WHERE p.created_at < moment AND p.listed_until >= p_on AND p.state = 'open'
    UNION ALL
    SELECT 'headcount', coalesce(sum(p.headcount), 0)::bigint FROM positions_position p
        WHERE p.created_at < moment AND p.listed_until >= p_on AND p.state = 'open'
    UNION ALL
    SELECT 'people', count(DISTINCT e.person_id) FROM consents_consententry e
        WHERE e.purpose IN ('teaser', 'share') AND e.act = 'given' AND e.at < moment
          AND e.at >= moment - interval '1 year'
    UNION ALL
    SELECT 'handed_over', count(*) FROM consents_provision v
        WHERE v.provided_at < moment AND v.provided_at >= moment - interval '1 year';
END $$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_addresschange (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    act character varying(8) NOT NULL,
    address character varying(254) NOT NULL,
    before jsonb NOT NULL,
    told jsonb NOT NULL,
    undo_hash character varying(64),
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    done_at timestamp with time zone,
    undo_until timestamp with time zone,
    undone_at timestamp with time zone,
    new_code_id bigint,
    old_code_id bigint,
    person_id bigint NOT NULL
);

ALTER TABLE public.accounts_addresschange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_addresschange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_coderequest (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    address character varying(254) NOT NULL,
    door character varying(60) NOT NULL,
    language character varying(5) NOT NULL,
    attempts smallint NOT NULL,
    used_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    purpose character varying(6) DEFAULT 'enter'::character varying NOT NULL,
    CONSTRAINT accounts_coderequest_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.accounts_coderequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_coderequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_passkey (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(60) NOT NULL,
    credential_id character varying(1400) NOT NULL,
    credential bytea NOT NULL,
    sign_count bigint NOT NULL,
    added_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    used_at timestamp with time zone,
    person_id bigint NOT NULL
);

ALTER TABLE public.accounts_passkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_passkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_person (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    language character varying(5) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone,
    joined_to_id bigint,
    sign_in_round integer DEFAULT 0 NOT NULL,
    CONSTRAINT accounts_person_sign_in_round_check CHECK ((sign_in_round >= 0))
);

ALTER TABLE public.accounts_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    public_id uuid NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(100) NOT NULL,
    language character varying(5) NOT NULL,
    is_active boolean NOT NULL,
    is_operator boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL
);

ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_verifiedaddress (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    is_primary boolean NOT NULL,
    verified_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL,
    public_id uuid DEFAULT gen_random_uuid() NOT NULL
);

ALTER TABLE public.accounts_verifiedaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_verifiedaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.base_auditevent (
    id bigint NOT NULL,
    event character varying(60) NOT NULL,
    subject_type character varying(40) NOT NULL,
    subject_id bigint,
    actor_kind character varying(10) NOT NULL,
    actor_id bigint,
    data jsonb NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint,
    person_id bigint,
    session character varying(16) DEFAULT ''::character varying NOT NULL
);

ALTER TABLE public.base_auditevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.base_auditevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.base_erasure (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    who character varying(64) NOT NULL,
    what character varying(64) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    written_at timestamp with time zone
);

ALTER TABLE public.base_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.base_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_agencycontract (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    firm character varying(100) NOT NULL,
    firm_key character varying(100) NOT NULL,
    email character varying(254) NOT NULL,
    contact character varying(100) NOT NULL,
    months smallint NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    note character varying(200) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT candidates_agencycontract_months_check CHECK ((months >= 0))
);

ALTER TABLE public.candidates_agencycontract ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_agencycontract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_application (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    position_title character varying(120) NOT NULL,
    external_id character varying(80) NOT NULL,
    track character varying(14) NOT NULL,
    stage character varying(12) NOT NULL,
    reached character varying(10) NOT NULL,
    applied_on date NOT NULL,
    last_activity_on date NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(12) NOT NULL,
    reason_details text NOT NULL,
    promised_on date,
    reapply_from date,
    source character varying(10) NOT NULL,
    source_detail character varying(100) NOT NULL,
    introduced_on date,
    protected_until date,
    is_reapplication boolean NOT NULL,
    offered_on date,
    started_on date,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    person_id bigint,
    position_id bigint,
    candidate_id bigint NOT NULL,
    whats_changed text NOT NULL,
    good_for character varying(40)[] NOT NULL,
    strengths text NOT NULL,
    strengths_skipped character varying(200) NOT NULL,
    protection_from character varying(8) NOT NULL,
    protection_reason character varying(200) NOT NULL,
    reason_shared character varying(12) DEFAULT ''::character varying NOT NULL,
    path character varying(8) DEFAULT ''::character varying NOT NULL,
    path_on date
);

ALTER TABLE public.candidates_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_bulkact (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    verb character varying(10) NOT NULL,
    facts jsonb NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    by_id bigint,
    company_id bigint NOT NULL
);

ALTER TABLE public.candidates_bulkact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_bulkact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_bulkchange (
    id bigint NOT NULL,
    outcome character varying(12) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    act_id bigint NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.candidates_bulkchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_bulkchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_candidate (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    external_id character varying(80) NOT NULL,
    name character varying(100) NOT NULL,
    name_folded character varying(100) NOT NULL,
    kana character varying(100) NOT NULL,
    email character varying(254) NOT NULL,
    email_key character varying(254) NOT NULL,
    phone character varying(40) NOT NULL,
    phone_key character varying(20) NOT NULL,
    prefecture character varying(10) NOT NULL,
    track character varying(14) NOT NULL,
    graduation_year smallint,
    skills character varying(60)[] NOT NULL,
    history text NOT NULL,
    tags character varying(30)[] NOT NULL,
    state character varying(8) NOT NULL,
    state_evidence character varying(200) NOT NULL,
    state_since date,
    state_until date,
    protected_until date,
    protected_by character varying(100) NOT NULL,
    snoozed_until date,
    do_not_contact boolean NOT NULL,
    search tsvector,
    last_contact_at timestamp with time zone,
    purge_after date NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    owner_id bigint,
    person_id bigint,
    details jsonb NOT NULL,
    birth_key character varying(22) NOT NULL,
    is_silver boolean NOT NULL,
    quiet_reason character varying(200) DEFAULT ''::character varying NOT NULL,
    sources smallint NOT NULL,
    steps smallint NOT NULL,
    is_open boolean NOT NULL,
    mean_score numeric(3,2),
    words_pending boolean NOT NULL,
    pool_asked_on date,
    CONSTRAINT candidates_candidate_graduation_year_check CHECK ((graduation_year >= 0))
)
WITH (toast_tuple_target='256');

ALTER TABLE public.candidates_candidate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_candidate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_document (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    file_name character varying(120) NOT NULL,
    stored character varying(200) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    media character varying(80) NOT NULL,
    state character varying(10) NOT NULL,
    problem character varying(20) NOT NULL,
    extracted jsonb NOT NULL,
    taken jsonb NOT NULL,
    confirmed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    application_id bigint,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    confirmed_by_id bigint,
    uploaded_by_id bigint,
    CONSTRAINT candidates_document_size_check CHECK ((size >= 0))
);

ALTER TABLE public.candidates_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_duplicatehint (
    id bigint NOT NULL,
    dismissed_at timestamp with time zone,
    company_id bigint NOT NULL,
    first_id bigint NOT NULL,
    second_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    score smallint NOT NULL,
    reasons character varying(20)[] NOT NULL,
    public_id uuid NOT NULL,
    CONSTRAINT candidates_duplicatehint_score_check CHECK ((score >= 0))
);

ALTER TABLE public.candidates_duplicatehint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_duplicatehint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_evaluation (
    id bigint NOT NULL,
    reviewer_name character varying(100) NOT NULL,
    reached character varying(10) NOT NULL,
    score numeric(2,1),
    criteria jsonb NOT NULL,
    strengths text NOT NULL,
    comment text NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    application_id bigint NOT NULL,
    company_id bigint NOT NULL,
    reviewer_id bigint,
    good_for character varying(40)[] NOT NULL,
    recommendation character varying(10) NOT NULL,
    scorecard_id bigint
);

ALTER TABLE public.candidates_evaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_export (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    reason character varying(300) NOT NULL,
    query character varying(1000) NOT NULL,
    people bigint[] NOT NULL,
    columns character varying(20)[] NOT NULL,
    format character varying(4) NOT NULL,
    rows integer NOT NULL,
    state character varying(8) NOT NULL,
    decided_at timestamp with time zone,
    refusal character varying(300) NOT NULL,
    stored character varying(200) NOT NULL,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    asked_by_id bigint,
    company_id bigint NOT NULL,
    decided_by_id bigint,
    CONSTRAINT candidates_export_rows_check CHECK ((rows >= 0))
);

ALTER TABLE public.candidates_export ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_export_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_faircount (
    id bigint NOT NULL,
    month date NOT NULL,
    kind character varying(12) NOT NULL,
    item character varying(12) NOT NULL,
    count integer NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT candidates_faircount_count_check CHECK ((count >= 0))
);

ALTER TABLE public.candidates_faircount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_faircount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_fairexception (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    text text NOT NULL,
    fingerprint character varying(64) NOT NULL,
    items character varying(12)[] NOT NULL,
    purpose character varying(300) NOT NULL,
    necessity character varying(300) NOT NULL,
    wanted_until date NOT NULL,
    state character varying(8) NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    decided_at timestamp with time zone,
    expires_on date,
    asked_by_id bigint,
    candidate_id bigint,
    company_id bigint NOT NULL,
    decided_by_id bigint,
    position_id bigint,
    CONSTRAINT fair_exception_ends CHECK (((NOT ((state)::text = 'approved'::text)) OR (expires_on IS NOT NULL))),
    CONSTRAINT fair_exception_of_one CHECK ((((candidate_id IS NULL) AND (position_id IS NOT NULL)) OR ((candidate_id IS NOT NULL) AND (position_id IS NULL))))
);

ALTER TABLE public.candidates_fairexception ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_fairexception_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_fairofficer (
    id bigint NOT NULL,
    named_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.candidates_fairofficer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_fairofficer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_formpermission (
    id bigint NOT NULL,
    box character varying(10) NOT NULL,
    version character varying(20) NOT NULL,
    text text NOT NULL,
    text_hash character varying(64) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    submission_id bigint NOT NULL
);

ALTER TABLE public.candidates_formpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_formpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_goodforwords (
    id bigint NOT NULL,
    words character varying(40)[] NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.candidates_goodforwords ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_goodforwords_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_importedrow (
    id bigint NOT NULL,
    line integer NOT NULL,
    verdict character varying(10) NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    run_id bigint NOT NULL,
    before jsonb NOT NULL,
    fingerprint uuid,
    CONSTRAINT candidates_importedrow_line_check CHECK ((line >= 0))
);

ALTER TABLE public.candidates_importedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_importedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_importfault (
    id bigint NOT NULL,
    line integer NOT NULL,
    "column" character varying(120) NOT NULL,
    value character varying(200) NOT NULL,
    code character varying(40) NOT NULL,
    problem character varying(300) NOT NULL,
    is_warning boolean NOT NULL,
    company_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT candidates_importfault_line_check CHECK ((line >= 0))
);

ALTER TABLE public.candidates_importfault ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_importfault_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_importrun (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    state character varying(10) NOT NULL,
    file_name character varying(200) NOT NULL,
    stored character varying(200) NOT NULL,
    size bigint NOT NULL,
    encoding character varying(20) NOT NULL,
    delimiter character varying(4) NOT NULL,
    preset character varying(40) NOT NULL,
    headers jsonb NOT NULL,
    mapping jsonb NOT NULL,
    rows integer NOT NULL,
    "position" integer NOT NULL,
    created integer NOT NULL,
    updated integer NOT NULL,
    unchanged integer NOT NULL,
    faulty integer NOT NULL,
    error character varying(300) NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    started_by_id bigint,
    attested_by_id bigint,
    going_from integer NOT NULL,
    going_since timestamp with time zone,
    CONSTRAINT candidates_importrun_created_check CHECK ((created >= 0)),
    CONSTRAINT candidates_importrun_faulty_check CHECK ((faulty >= 0)),
    CONSTRAINT candidates_importrun_going_from_check CHECK ((going_from >= 0)),
    CONSTRAINT candidates_importrun_position_check CHECK (("position" >= 0)),
    CONSTRAINT candidates_importrun_rows_check CHECK ((rows >= 0)),
    CONSTRAINT candidates_importrun_size_check CHECK ((size >= 0)),
    CONSTRAINT candidates_importrun_unchanged_check CHECK ((unchanged >= 0)),
    CONSTRAINT candidates_importrun_updated_check CHECK ((updated >= 0))
);

ALTER TABLE public.candidates_importrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_importrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_interview (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    reached character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    minutes smallint NOT NULL,
    place character varying(300) NOT NULL,
    note text NOT NULL,
    cancelled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    application_id bigint NOT NULL,
    company_id bigint NOT NULL,
    interviewer_id bigint,
    CONSTRAINT candidates_interview_minutes_check CHECK ((minutes >= 0))
);

ALTER TABLE public.candidates_interview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_interview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_legalhold (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    reason character varying(300) NOT NULL,
    until date NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    allowed_at timestamp with time zone,
    ended_at timestamp with time zone,
    allowed_by_id bigint,
    asked_by_id bigint,
    candidate_id bigint,
    company_id bigint NOT NULL,
    ended_by_id bigint
);

ALTER TABLE public.candidates_legalhold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_legalhold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_merge (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    gone_id bigint NOT NULL,
    gone_public_id uuid NOT NULL,
    gone_external_id character varying(80) NOT NULL,
    gone_email_key character varying(254) NOT NULL,
    gone_name_folded character varying(100) NOT NULL,
    score smallint NOT NULL,
    reasons character varying(20)[] NOT NULL,
    before jsonb NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint,
    company_id bigint NOT NULL,
    kept_id bigint NOT NULL,
    CONSTRAINT candidates_merge_score_check CHECK ((score >= 0))
);

ALTER TABLE public.candidates_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_note (
    id bigint NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    author_id bigint,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.candidates_note ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_pool (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(60) NOT NULL,
    note character varying(300) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    made_by_id bigint
);

ALTER TABLE public.candidates_pool ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_pool_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_poolmember (
    id bigint NOT NULL,
    added_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    added_by_id bigint,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    pool_id bigint NOT NULL
);

ALTER TABLE public.candidates_poolmember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_poolmember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_reminder (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    day date NOT NULL,
    words character varying(200) NOT NULL,
    done_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    made_by_id bigint,
    user_id bigint
);

ALTER TABLE public.candidates_reminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_scorecardtemplate (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    version smallint NOT NULL,
    criteria jsonb NOT NULL,
    is_current boolean NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    made_by_id bigint,
    position_id bigint,
    CONSTRAINT candidates_scorecardtemplate_version_check CHECK ((version >= 0))
);

ALTER TABLE public.candidates_scorecardtemplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_scorecardtemplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_segment (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(60) NOT NULL,
    query character varying(1000) NOT NULL,
    is_shared boolean NOT NULL,
    deleted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    owner_id bigint
);

ALTER TABLE public.candidates_segment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_segment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_stagemove (
    id bigint NOT NULL,
    batch uuid NOT NULL,
    from_stage character varying(12) NOT NULL,
    from_reached character varying(10) NOT NULL,
    from_promised date,
    from_activity date NOT NULL,
    from_offered date,
    to_stage character varying(12) NOT NULL,
    to_reached character varying(10) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    undone_at timestamp with time zone,
    application_id bigint NOT NULL,
    company_id bigint NOT NULL,
    moved_by_id bigint
);

ALTER TABLE public.candidates_stagemove ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_stagemove_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.candidates_submission (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    key uuid NOT NULL,
    answers jsonb NOT NULL,
    message text NOT NULL,
    left_out smallint NOT NULL,
    whats_changed text NOT NULL,
    language character varying(5) NOT NULL,
    origin character varying(64) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    application_id bigint NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT candidates_submission_left_out_check CHECK ((left_out >= 0))
);

ALTER TABLE public.candidates_submission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidates_submission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_brand (
    id bigint NOT NULL,
    colour character varying(7) NOT NULL,
    logo bytea,
    logo_mark character varying(16) NOT NULL,
    changed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.companies_brand ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_brand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_circle (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(120) NOT NULL,
    charter text NOT NULL,
    charter_version smallint DEFAULT 1 NOT NULL,
    entry character varying(10) DEFAULT 'invitation'::character varying NOT NULL,
    CONSTRAINT companies_circle_charter_version_check CHECK ((charter_version >= 0))
);

ALTER TABLE public.companies_circle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_circle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_circlecall (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    agreed_version smallint NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    circle_id bigint NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT companies_circlecall_agreed_version_check CHECK ((agreed_version >= 0))
);

ALTER TABLE public.companies_circlecall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_circlecall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_circlemember (
    id bigint NOT NULL,
    joined_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    circle_id bigint NOT NULL,
    company_id bigint NOT NULL,
    agreed_version smallint DEFAULT 0 NOT NULL,
    CONSTRAINT companies_circlemember_agreed_version_check CHECK ((agreed_version >= 0))
);

ALTER TABLE public.companies_circlemember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_circlemember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_client (
    id bigint NOT NULL,
    since timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    agency_id bigint NOT NULL,
    client_id bigint NOT NULL,
    CONSTRAINT client_of_another CHECK ((NOT (agency_id = client_id)))
);

ALTER TABLE public.companies_client ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_client_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_company (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(120) NOT NULL,
    name_en character varying(120) NOT NULL,
    corporate_number character varying(13) NOT NULL,
    address character varying(200) NOT NULL,
    representative character varying(100) NOT NULL,
    country character varying(2) NOT NULL,
    industry character varying(80) NOT NULL,
    prefecture character varying(10) NOT NULL,
    employees integer,
    about text NOT NULL,
    domain character varying(120) NOT NULL,
    domain_verified_at timestamp with time zone,
    contact_desk character varying(200) NOT NULL,
    harassment_desk character varying(200) NOT NULL,
    sender_name character varying(100) NOT NULL,
    sender_address character varying(254) NOT NULL,
    mark character varying(2) NOT NULL,
    answer_days smallint NOT NULL,
    retention_months smallint NOT NULL,
    reapply_months smallint NOT NULL,
    purpose_third_party boolean NOT NULL,
    verified_at timestamp with time zone,
    suspended_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    group_id bigint,
    careers_on boolean NOT NULL,
    careers_text text NOT NULL,
    careers_text_en text NOT NULL,
    promises_on boolean NOT NULL,
    news_on boolean NOT NULL,
    CONSTRAINT companies_company_answer_days_check CHECK ((answer_days >= 0)),
    CONSTRAINT companies_company_employees_check CHECK ((employees >= 0)),
    CONSTRAINT companies_company_reapply_months_check CHECK ((reapply_months >= 0)),
    CONSTRAINT companies_company_retention_months_check CHECK ((retention_months >= 0))
);

ALTER TABLE public.companies_company ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_company_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_companydomain (
    id bigint NOT NULL,
    domain character varying(120) NOT NULL,
    verified_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.companies_companydomain ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_companydomain_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_companygroup (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    parent_id bigint
);

ALTER TABLE public.companies_companygroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_companygroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_complaint (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    for_operator boolean NOT NULL,
    topic character varying(10) NOT NULL,
    words text NOT NULL,
    name character varying(100) NOT NULL,
    reply_to character varying(254) NOT NULL,
    language character varying(5) NOT NULL,
    origin character varying(64) NOT NULL,
    received_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    due_on date NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    outcome text NOT NULL,
    closed_at timestamp with time zone,
    purge_after date NOT NULL,
    about_id bigint,
    company_id bigint NOT NULL,
    handled_by_id bigint,
    person_id bigint,
    CONSTRAINT complaint_closed_by_somebody CHECK (((closed_at IS NULL) OR ((handled_by_id IS NOT NULL) AND (NOT (outcome = ''::text)))))
);

ALTER TABLE public.companies_complaint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_complaint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_conductrules (
    id bigint NOT NULL,
    policy text NOT NULL,
    times character varying(200) NOT NULL,
    place character varying(200) NOT NULL,
    people character varying(200) NOT NULL,
    tool character varying(200) NOT NULL,
    desk_who character varying(200) NOT NULL,
    published_at timestamp with time zone,
    company_id bigint NOT NULL
);

ALTER TABLE public.companies_conductrules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_conductrules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_cut (
    id bigint NOT NULL,
    by_operator boolean NOT NULL,
    since timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    keeper_id bigint NOT NULL,
    other_id bigint NOT NULL,
    CONSTRAINT cut_from_another CHECK ((NOT (keeper_id = other_id)))
);

ALTER TABLE public.companies_cut ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_cut_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_deskkeeper (
    id bigint NOT NULL,
    named_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.companies_deskkeeper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_deskkeeper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_domainproof (
    id bigint NOT NULL,
    domain character varying(120) NOT NULL,
    way character varying(4) NOT NULL,
    mailbox character varying(20) NOT NULL,
    tries smallint NOT NULL,
    begun_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    looked_at timestamp with time zone,
    found character varying(10) NOT NULL,
    proven_at timestamp with time zone,
    company_id bigint NOT NULL,
    CONSTRAINT companies_domainproof_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.companies_domainproof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_domainproof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_filing (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    due_on date NOT NULL,
    filed_on date NOT NULL,
    evidence character varying(200) NOT NULL,
    filed_by bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE public.companies_filing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_filing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_harassmentreport (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    wish character varying(8) NOT NULL,
    words text NOT NULL,
    when_where text NOT NULL,
    name text NOT NULL,
    reply_to text NOT NULL,
    language character varying(5) NOT NULL,
    origin character varying(64) NOT NULL,
    received_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    answer_by date NOT NULL,
    due_on date NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    outcome text NOT NULL,
    closed_at timestamp with time zone,
    purge_after date NOT NULL,
    company_id bigint NOT NULL,
    handled_by_id bigint,
    CONSTRAINT report_closed_by_somebody CHECK (((closed_at IS NULL) OR (handled_by_id IS NOT NULL)))
);

ALTER TABLE public.companies_harassmentreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_harassmentreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_incident (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    title character varying(100) NOT NULL,
    kind character varying(10) NOT NULL,
    known_on date NOT NULL,
    happened_on date,
    people integer NOT NULL,
    sensitive boolean NOT NULL,
    financial boolean NOT NULL,
    unlawful boolean NOT NULL,
    encrypted boolean NOT NULL,
    evidence text NOT NULL,
    answers jsonb NOT NULL,
    contact character varying(200) NOT NULL,
    first_report_on date,
    final_report_on date,
    outcome text NOT NULL,
    opened_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    closed_at timestamp with time zone,
    from_notice uuid,
    closed_by_id bigint,
    company_id bigint,
    opened_by_id bigint,
    CONSTRAINT companies_incident_people_check CHECK ((people >= 0))
);

ALTER TABLE public.companies_incident ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_incident_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_incidentnotice (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    incident uuid NOT NULL,
    known jsonb NOT NULL,
    sent_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    seen_at timestamp with time zone,
    taken_at timestamp with time zone,
    company_id bigint NOT NULL
);

ALTER TABLE public.companies_incidentnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_incidentnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_incidentperson (
    id bigint NOT NULL,
    candidate_ref bigint NOT NULL,
    why character varying(10) NOT NULL,
    told_at timestamp with time zone,
    told_how character varying(10) NOT NULL,
    company_id bigint NOT NULL,
    incident_id bigint NOT NULL
);

ALTER TABLE public.companies_incidentperson ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_incidentperson_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_joining (
    id bigint NOT NULL,
    standing character varying(10) NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    terms_version character varying(20) NOT NULL,
    agreed_by bigint,
    word text NOT NULL,
    screened_on date,
    screened_how character varying(120) NOT NULL,
    decided_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    confirm_by date,
    left_at timestamp with time zone,
    origin character varying(64) NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.companies_joining ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_joining_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_licence (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    number character varying(40) NOT NULL,
    scope character varying(200) NOT NULL,
    responsible character varying(100) NOT NULL,
    accepted_on date NOT NULL,
    expires_on date,
    evidence character varying(200) NOT NULL,
    is_demonstration boolean NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    holder_id bigint NOT NULL,
    circle_id bigint
);

ALTER TABLE public.companies_licence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_licence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_membership (
    id bigint NOT NULL,
    role character varying(12) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL,
    preferences jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE public.companies_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_promisefigures (
    id bigint NOT NULL,
    since date NOT NULL,
    until date NOT NULL,
    due integer NOT NULL,
    on_time integer NOT NULL,
    told integer NOT NULL,
    median_days numeric(6,1),
    met integer NOT NULL,
    with_feedback integer NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT companies_promisefigures_due_check CHECK ((due >= 0)),
    CONSTRAINT companies_promisefigures_met_check CHECK ((met >= 0)),
    CONSTRAINT companies_promisefigures_on_time_check CHECK ((on_time >= 0)),
    CONSTRAINT companies_promisefigures_told_check CHECK ((told >= 0)),
    CONSTRAINT companies_promisefigures_with_feedback_check CHECK ((with_feedback >= 0))
);

ALTER TABLE public.companies_promisefigures ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_promisefigures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_purgereport (
    id bigint NOT NULL,
    day date NOT NULL,
    counts jsonb NOT NULL,
    troubles jsonb NOT NULL,
    started_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    company_id bigint
);

ALTER TABLE public.companies_purgereport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_purgereport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies_retentionrule (
    id bigint NOT NULL,
    key character varying(12) NOT NULL,
    months smallint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    wanted smallint,
    wanted_why character varying(200) NOT NULL,
    allowed_at timestamp with time zone,
    allowed_by_id bigint,
    chosen_by_id bigint,
    company_id bigint NOT NULL,
    wanted_by_id bigint,
    CONSTRAINT companies_retentionrule_months_check CHECK ((months >= 0)),
    CONSTRAINT companies_retentionrule_wanted_check CHECK ((wanted >= 0))
);

ALTER TABLE public.companies_retentionrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_retentionrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_accessgrant (
    id bigint NOT NULL,
    granted_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    until timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    deletion_due_on date,
    deletion_confirmed_at timestamp with time zone,
    company_id bigint NOT NULL,
    person_id bigint NOT NULL,
    package_id bigint NOT NULL,
    declaration jsonb NOT NULL,
    public_id uuid NOT NULL,
    deletion_confirmed_by_id bigint
);

ALTER TABLE public.consents_accessgrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_accessgrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_accountclosing (
    id bigint NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    of_itself boolean NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.consents_accountclosing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_accountclosing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_block (
    id bigint NOT NULL,
    with_group boolean NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_blocked_id bigint NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.consents_block ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_block_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_cardline (
    id bigint NOT NULL,
    role_family character varying(40) NOT NULL,
    region character varying(10) NOT NULL,
    years character varying(8) NOT NULL,
    chosen_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.consents_cardline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_cardline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_certificate (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    number integer NOT NULL,
    name character varying(100) NOT NULL,
    month date,
    family character varying(40) NOT NULL,
    strengths character varying(60)[] NOT NULL,
    language character varying(5) NOT NULL,
    issued_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    revoked_at timestamp with time zone,
    revoked_reason character varying(300) NOT NULL,
    application_id bigint,
    candidate_id bigint,
    company_id bigint NOT NULL,
    CONSTRAINT consents_certificate_number_check CHECK ((number >= 0))
);

ALTER TABLE public.consents_certificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_certificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_certificatekey (
    id bigint NOT NULL,
    kid character varying(43) NOT NULL,
    public character varying(43) NOT NULL,
    private text NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    retired_at timestamp with time zone,
    company_id bigint NOT NULL
);

ALTER TABLE public.consents_certificatekey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_certificatekey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_consententry (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    purpose character varying(8) NOT NULL,
    act character varying(9) NOT NULL,
    position_ref bigint,
    items character varying(10)[] NOT NULL,
    package_hash character varying(64) NOT NULL,
    text_version character varying(10) NOT NULL,
    text_hash character varying(64) NOT NULL,
    language character varying(5) NOT NULL,
    verified_how character varying(20) NOT NULL,
    channel character varying(40) NOT NULL,
    device character varying(20) NOT NULL,
    expires_at timestamp with time zone,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    previous_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    circle_id bigint,
    person_id bigint,
    recipient_id bigint,
    subject character varying(64) NOT NULL
);

ALTER TABLE public.consents_consententry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_consententry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_consentnow (
    id bigint NOT NULL,
    purpose character varying(8) NOT NULL,
    position_ref bigint,
    items character varying(10)[] NOT NULL,
    package_hash character varying(64) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    circle_id bigint,
    entry_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recipient_id bigint
);

ALTER TABLE public.consents_consentnow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_consentnow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_consenttext (
    id bigint NOT NULL,
    purpose character varying(8) NOT NULL,
    version character varying(10) NOT NULL,
    language character varying(5) NOT NULL,
    body text NOT NULL,
    hash character varying(64) NOT NULL
);

ALTER TABLE public.consents_consenttext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_consenttext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_correction (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    request_ref bigint NOT NULL,
    detail character varying(16) NOT NULL,
    old_value text NOT NULL,
    new_value text NOT NULL,
    told_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    acknowledged_at timestamp with time zone,
    purge_after date NOT NULL,
    acknowledged_by_id bigint,
    company_id bigint NOT NULL,
    package_id bigint NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.consents_correction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_employer (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    corporate_number character varying(13) NOT NULL,
    domain character varying(120) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    member_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT employer_said_one_way CHECK (((((corporate_number)::text = ''::text) AND ((domain)::text = ''::text) AND (member_id IS NOT NULL)) OR (((domain)::text = ''::text) AND (member_id IS NULL) AND (NOT ((corporate_number)::text = ''::text))) OR (((corporate_number)::text = ''::text) AND (member_id IS NULL) AND (NOT ((domain)::text = ''::text)))))
);

ALTER TABLE public.consents_employer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_employer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_endednumber (
    id bigint NOT NULL,
    number integer NOT NULL,
    ended_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    issuer_id bigint NOT NULL,
    CONSTRAINT consents_endednumber_number_check CHECK ((number >= 0))
);

ALTER TABLE public.consents_endednumber ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_endednumber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_heldcertificate (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    certificate_ref bigint NOT NULL,
    number integer NOT NULL,
    state character varying(8) NOT NULL,
    credential text NOT NULL,
    name character varying(100) NOT NULL,
    month date,
    family character varying(40) NOT NULL,
    strengths character varying(60)[] NOT NULL,
    language character varying(5) NOT NULL,
    shows_name boolean NOT NULL,
    is_shown boolean NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    issuer_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT consents_heldcertificate_number_check CHECK ((number >= 0))
);

ALTER TABLE public.consents_heldcertificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_heldcertificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_keptletter (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    letter_ref uuid NOT NULL,
    series uuid NOT NULL,
    company_name character varying(120) NOT NULL,
    position_title character varying(120) NOT NULL,
    version smallint NOT NULL,
    lines jsonb NOT NULL,
    dropped smallint[] NOT NULL,
    signed character varying(80) NOT NULL,
    hash character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    asked_words text NOT NULL,
    asked_at timestamp with time zone,
    handed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    about_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT consents_keptletter_version_check CHECK ((version >= 0))
);

ALTER TABLE public.consents_keptletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_keptletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_letter (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    version smallint NOT NULL,
    lines jsonb NOT NULL,
    signed character varying(80) NOT NULL,
    hash character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    asked_words text NOT NULL,
    asked_at timestamp with time zone,
    handed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    application_id bigint NOT NULL,
    company_id bigint NOT NULL,
    written_by_id bigint,
    CONSTRAINT consents_letter_version_check CHECK ((version >= 0))
);

ALTER TABLE public.consents_letter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_notebooknote (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    company_name character varying(120) NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    about_id bigint,
    person_id bigint NOT NULL
);

ALTER TABLE public.consents_notebooknote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_notebooknote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_notebookpage (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    series uuid NOT NULL,
    company_name character varying(120) NOT NULL,
    position_title character varying(120) NOT NULL,
    applied_on date NOT NULL,
    told_on date,
    words text NOT NULL,
    promised_on date,
    reapply_from date,
    kept_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    about_id bigint NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.consents_notebookpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_notebookpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_package (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    items character varying(10)[] NOT NULL,
    content jsonb NOT NULL,
    hash character varying(64) NOT NULL,
    onward boolean NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    person_id bigint NOT NULL,
    position_id bigint NOT NULL,
    recipient_id bigint NOT NULL,
    purge_after date NOT NULL
);

ALTER TABLE public.consents_package ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_package_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_passport (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(100) NOT NULL,
    email character varying(254) NOT NULL,
    headline character varying(120) NOT NULL,
    history text NOT NULL,
    skills character varying(60)[] NOT NULL,
    prefectures character varying(10)[] NOT NULL,
    remote character varying(10) NOT NULL,
    pay_min integer,
    start_from character varying(60) NOT NULL,
    letter text NOT NULL,
    paused_until date,
    as_of date NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL,
    employment character varying(12)[] NOT NULL,
    weekly_hours smallint,
    working_time character varying(100) NOT NULL,
    CONSTRAINT consents_passport_pay_min_check CHECK ((pay_min >= 0)),
    CONSTRAINT consents_passport_weekly_hours_check CHECK ((weekly_hours >= 0))
);

ALTER TABLE public.consents_passport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_passport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_provision (
    id bigint NOT NULL,
    provider_name character varying(120) NOT NULL,
    provider_address character varying(200) NOT NULL,
    provider_representative character varying(100) NOT NULL,
    consent_obtained boolean NOT NULL,
    recipient_name character varying(120) NOT NULL,
    recipient_address character varying(200) NOT NULL,
    recipient_representative character varying(100) NOT NULL,
    person_name character varying(100) NOT NULL,
    items character varying(10)[] NOT NULL,
    basis character varying(20) NOT NULL,
    package_hash character varying(64) NOT NULL,
    licence_number character varying(40) NOT NULL,
    licence_holder character varying(120) NOT NULL,
    provided_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    keep_until date NOT NULL,
    consent_id bigint NOT NULL,
    package_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recipient_id bigint NOT NULL
);

ALTER TABLE public.consents_provision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_provision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_receipt (
    id bigint NOT NULL,
    consent_obtained boolean NOT NULL,
    provider_name character varying(120) NOT NULL,
    provider_address character varying(200) NOT NULL,
    provider_representative character varying(100) NOT NULL,
    acquired_how character varying(300) NOT NULL,
    evidence character varying(64) NOT NULL,
    person_name character varying(100) NOT NULL,
    items character varying(10)[] NOT NULL,
    confirmed_how character varying(100) NOT NULL,
    received_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    keep_until date NOT NULL,
    company_id bigint NOT NULL,
    confirmed_by_id bigint NOT NULL,
    package_id bigint NOT NULL
);

ALTER TABLE public.consents_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_rightsitem (
    id bigint NOT NULL,
    key character varying(20) NOT NULL,
    decision character varying(10) NOT NULL,
    ground character varying(2) NOT NULL,
    reason text NOT NULL,
    decided_at timestamp with time zone,
    company_id bigint NOT NULL,
    decided_by_id bigint,
    person_id bigint,
    request_id bigint NOT NULL,
    CONSTRAINT refused_with_a_reason CHECK ((((decision)::text = ANY (ARRAY[(''::character varying)::text, ('granted'::character varying)::text])) OR (NOT (reason = ''::text))))
);

ALTER TABLE public.consents_rightsitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_rightsitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_rightsrequest (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    due_on date NOT NULL,
    closed_at timestamp with time zone,
    outcome text NOT NULL,
    candidate_id bigint,
    company_id bigint NOT NULL,
    person_id bigint,
    about text NOT NULL,
    agent character varying(8) NOT NULL,
    agent_name character varying(100) NOT NULL,
    agent_proof character varying(300) NOT NULL,
    answer jsonb,
    asked_how character varying(8) NOT NULL,
    decided_by_id bigint,
    detail character varying(16) NOT NULL,
    escalated_at timestamp with time zone,
    fee integer,
    inquiry text NOT NULL,
    internal_due_on date NOT NULL,
    manner character varying(6) NOT NULL,
    new_value text NOT NULL,
    old_value text NOT NULL,
    postal_address character varying(300) NOT NULL,
    purge_after date NOT NULL,
    CONSTRAINT consents_rightsrequest_fee_check CHECK ((fee >= 0)),
    CONSTRAINT fee_only_where_allowed CHECK (((fee IS NULL) OR ((kind)::text = ANY (ARRAY[('notice_of_purpose'::character varying)::text, ('disclose'::character varying)::text]))))
);

ALTER TABLE public.consents_rightsrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_rightsrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_savedconditions (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(60) NOT NULL,
    conditions jsonb NOT NULL,
    rhythm character varying(6) NOT NULL,
    seen bigint[] NOT NULL,
    told_until timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.consents_savedconditions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_savedconditions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_share (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    title character varying(60) NOT NULL,
    to_name character varying(120) NOT NULL,
    pieces character varying(60)[] NOT NULL,
    content jsonb NOT NULL,
    hash character varying(64) NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    until timestamp with time zone NOT NULL,
    stopped_at timestamp with time zone,
    purge_after date NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.consents_share ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_share_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_shareanswer (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(100) NOT NULL,
    organisation character varying(120) NOT NULL,
    address character varying(254) NOT NULL,
    words text NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    person_id bigint NOT NULL,
    share_id bigint NOT NULL
);

ALTER TABLE public.consents_shareanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_shareanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_sharekey (
    id bigint NOT NULL,
    person_ref bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    until timestamp with time zone NOT NULL,
    share_id bigint NOT NULL
);

ALTER TABLE public.consents_sharekey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_sharekey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_sharerecord (
    id bigint NOT NULL,
    share_ref bigint NOT NULL,
    provider_name character varying(120) NOT NULL,
    operator_name character varying(120) NOT NULL,
    recipient_name character varying(120) NOT NULL,
    to_anybody boolean NOT NULL,
    person_name character varying(120) NOT NULL,
    items character varying(20)[] NOT NULL,
    basis character varying(20) NOT NULL,
    share_hash character varying(64) NOT NULL,
    provided_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    until timestamp with time zone NOT NULL,
    keep_until date NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.consents_sharerecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_sharerecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consents_shareview (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    device character varying(8) NOT NULL,
    is_own boolean NOT NULL,
    person_id bigint NOT NULL,
    share_id bigint NOT NULL
);

ALTER TABLE public.consents_shareview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consents_shareview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.imports_formtext (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    form character varying(40) NOT NULL,
    version character varying(20) NOT NULL,
    since date NOT NULL,
    until date,
    text text NOT NULL,
    text_hash character varying(64) NOT NULL,
    allows character varying(8) NOT NULL,
    attested_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    attested_by_id bigint,
    company_id bigint NOT NULL,
    CONSTRAINT form_text_days_in_order CHECK (((until IS NULL) OR (until >= since)))
);

ALTER TABLE public.imports_formtext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_formtext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.imports_savedmapping (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    mapping jsonb NOT NULL,
    used_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    headings jsonb NOT NULL,
    public_id uuid NOT NULL
);

ALTER TABLE public.imports_savedmapping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_savedmapping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.insights_assumption (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    value numeric(12,1),
    source character varying(200) NOT NULL,
    set_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    set_by_id bigint
);

ALTER TABLE public.insights_assumption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_assumption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.insights_fact (
    id bigint NOT NULL,
    key character varying(24) NOT NULL,
    day date NOT NULL,
    back integer NOT NULL,
    value integer NOT NULL,
    is_erased boolean NOT NULL,
    n integer NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT insights_fact_back_check CHECK ((back >= 0)),
    CONSTRAINT insights_fact_n_check CHECK ((n >= 0))
);

ALTER TABLE public.insights_fact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_fact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.insights_factsuntil (
    id bigint NOT NULL,
    day date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.insights_factsuntil ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_factsuntil_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.insights_snapshot (
    id bigint NOT NULL,
    day date NOT NULL,
    key character varying(40) NOT NULL,
    numerator double precision,
    denominator double precision,
    value double precision,
    n integer NOT NULL,
    taken_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT insights_snapshot_n_check CHECK ((n >= 0))
);

ALTER TABLE public.insights_snapshot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_snapshot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matching_declaration (
    id bigint NOT NULL,
    question character varying(10) NOT NULL,
    answer character varying(10) NOT NULL,
    text_version character varying(20) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.matching_declaration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_declaration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matching_dismissal (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    position_id bigint NOT NULL
);

ALTER TABLE public.matching_dismissal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_dismissal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matching_exposure (
    id bigint NOT NULL,
    rank integer NOT NULL,
    score double precision NOT NULL,
    weights character varying(20) NOT NULL,
    features jsonb NOT NULL,
    viewer_id bigint,
    shown_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    candidate_id bigint,
    company_id bigint NOT NULL,
    position_id bigint NOT NULL,
    out_of integer NOT NULL,
    listing character varying(10) NOT NULL,
    results jsonb NOT NULL,
    CONSTRAINT matching_exposure_out_of_check CHECK ((out_of >= 0)),
    CONSTRAINT matching_exposure_rank_check CHECK ((rank >= 0))
);

ALTER TABLE public.matching_exposure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_exposure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matching_fairnessreport (
    id bigint NOT NULL,
    day date NOT NULL,
    weights character varying(20) NOT NULL,
    content jsonb NOT NULL,
    counts jsonb NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint
);

ALTER TABLE public.matching_fairnessreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_fairnessreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matching_matchfilter (
    person_id bigint NOT NULL,
    net_until timestamp with time zone NOT NULL,
    places bigint NOT NULL,
    pay_min integer,
    home_only boolean NOT NULL,
    may_ask bigint[] NOT NULL,
    CONSTRAINT matching_matchfilter_pay_min_check CHECK ((pay_min >= 0))
);

CREATE TABLE public.matching_matchingprofile (
    person_id bigint NOT NULL,
    tokens character varying(60)[] NOT NULL,
    skills character varying(60)[] NOT NULL,
    roles character varying(40)[] NOT NULL,
    prefectures character varying(10)[] NOT NULL,
    remote character varying(10) NOT NULL,
    pay_min integer,
    document jsonb NOT NULL,
    net_until timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT matching_matchingprofile_pay_min_check CHECK ((pay_min >= 0))
);

CREATE TABLE public.matching_matchvector (
    person_id bigint NOT NULL,
    meaning public.halfvec(384),
    words public.sparsevec(268435456),
    abilities public.sparsevec(268435456)
);
ALTER TABLE ONLY public.matching_matchvector ALTER COLUMN meaning SET STORAGE PLAIN;
ALTER TABLE ONLY public.matching_matchvector ALTER COLUMN words SET STORAGE PLAIN;
ALTER TABLE ONLY public.matching_matchvector ALTER COLUMN abilities SET STORAGE PLAIN;

CREATE TABLE public.matching_pick (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    rank integer NOT NULL,
    score double precision NOT NULL,
    weights character varying(20) NOT NULL,
    features jsonb NOT NULL,
    asked boolean NOT NULL,
    shown_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    position_id bigint NOT NULL,
    CONSTRAINT matching_pick_rank_check CHECK ((rank >= 0))
);

ALTER TABLE public.matching_pick ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_pick_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matching_rematch (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    why_stopped character varying(10) NOT NULL,
    asked_by bigint,
    weights character varying(20) NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL,
    company_id bigint NOT NULL,
    position_id bigint NOT NULL,
    started_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    moved_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT matching_rematch_done_check CHECK ((done >= 0)),
    CONSTRAINT matching_rematch_total_check CHECK ((total >= 0))
);

ALTER TABLE public.matching_rematch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_rematch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matching_suggestion (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    position_id bigint NOT NULL,
    found_from character varying(8) NOT NULL,
    fit integer NOT NULL,
    weights character varying(20) NOT NULL,
    found_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT matching_suggestion_fit_check CHECK ((fit >= 0))
);

ALTER TABLE public.matching_suggestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_suggestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_calltry (
    id bigint NOT NULL,
    outcome character varying(20) NOT NULL,
    next_on date,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    by_id bigint,
    company_id bigint NOT NULL,
    message_id bigint NOT NULL
);

ALTER TABLE public.notices_calltry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_calltry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_campaign (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(100) NOT NULL,
    state character varying(10) NOT NULL,
    legal_class character varying(10) NOT NULL,
    topic character varying(10) NOT NULL,
    channel character varying(8) NOT NULL,
    template_key character varying(40) NOT NULL,
    template_version integer NOT NULL,
    language character varying(5) NOT NULL,
    subject character varying(150) NOT NULL,
    body text NOT NULL,
    query text NOT NULL,
    people bigint[] NOT NULL,
    is_picked boolean NOT NULL,
    put_out integer NOT NULL,
    send_after timestamp with time zone,
    per_minute integer NOT NULL,
    released_at timestamp with time zone,
    allowed_at timestamp with time zone,
    paused_at timestamp with time zone,
    stopped_for character varying(20) NOT NULL,
    finished_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    made_by_id bigint,
    position_id bigint,
    released_by_id bigint,
    allowed_by_id bigint,
    segment_id bigint,
    CONSTRAINT notices_campaign_per_minute_check CHECK ((per_minute >= 0)),
    CONSTRAINT notices_campaign_put_out_check CHECK ((put_out >= 0)),
    CONSTRAINT notices_campaign_template_version_check CHECK ((template_version >= 0))
);

ALTER TABLE public.notices_campaign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_campaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_chathook (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    label character varying(60) NOT NULL,
    address text NOT NULL,
    token text NOT NULL,
    problem character varying(20) NOT NULL,
    tried_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.notices_chathook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_chathook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_closing (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    promised_on date NOT NULL,
    state character varying(8) NOT NULL,
    language character varying(5) NOT NULL,
    subject character varying(200) NOT NULL,
    body_text text NOT NULL,
    drafted_on date NOT NULL,
    settled_at timestamp with time zone,
    application_id bigint NOT NULL,
    company_id bigint NOT NULL,
    settled_by_id bigint
);

ALTER TABLE public.notices_closing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_closing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_delay (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    stage character varying(12) NOT NULL,
    reached character varying(10) NOT NULL,
    before date NOT NULL,
    after date NOT NULL,
    reason character varying(200) NOT NULL,
    is_written boolean NOT NULL,
    mail_ref bigint,
    undone_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    application_id bigint NOT NULL,
    by_id bigint,
    company_id bigint NOT NULL
);

ALTER TABLE public.notices_delay ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_delay_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_domaincheck (
    id bigint NOT NULL,
    domain character varying(253) NOT NULL,
    selectors character varying(63)[] NOT NULL,
    findings jsonb NOT NULL,
    asked_at timestamp with time zone,
    checked_at timestamp with time zone,
    looked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.notices_domaincheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_domaincheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_entrylink (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    company_ref bigint NOT NULL,
    application_ref bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE public.notices_entrylink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_entrylink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_guardrules (
    id bigint NOT NULL,
    escalate_days smallint NOT NULL,
    closing character varying(5) NOT NULL,
    closing_days smallint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    chosen_by_id bigint,
    company_id bigint NOT NULL,
    CONSTRAINT notices_guardrules_closing_days_check CHECK ((closing_days >= 0)),
    CONSTRAINT notices_guardrules_escalate_days_check CHECK ((escalate_days >= 0))
);

ALTER TABLE public.notices_guardrules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_guardrules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_guardstep (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    promised_on date NOT NULL,
    day date NOT NULL,
    application_id bigint NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.notices_guardstep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_guardstep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_incoming (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    via character varying(12) NOT NULL,
    received_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    written_at timestamp with time zone,
    sender character varying(254) NOT NULL,
    sender_name character varying(120) NOT NULL,
    from_elsewhere boolean NOT NULL,
    subject character varying(300) NOT NULL,
    text text NOT NULL,
    whole text NOT NULL,
    files jsonb NOT NULL,
    bounce character varying(8) NOT NULL,
    status character varying(12) NOT NULL,
    detail text NOT NULL,
    flaw character varying(12) NOT NULL,
    mail_id character varying(250) NOT NULL,
    dedupe character varying(64) NOT NULL,
    handled_at timestamp with time zone,
    answer_id bigint,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    handled_by_id bigint,
    message_id bigint NOT NULL,
    owner_id bigint
);

ALTER TABLE public.notices_incoming ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_incoming_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_letterbox (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    looked_at timestamp with time zone,
    worked_at timestamp with time zone,
    failures integer NOT NULL,
    problem character varying(20) NOT NULL,
    taken integer NOT NULL,
    unrelated integer NOT NULL,
    CONSTRAINT notices_letterbox_failures_check CHECK ((failures >= 0)),
    CONSTRAINT notices_letterbox_taken_check CHECK ((taken >= 0)),
    CONSTRAINT notices_letterbox_unrelated_check CHECK ((unrelated >= 0))
);

ALTER TABLE public.notices_letterbox ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_letterbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_lineaccount (
    id bigint NOT NULL,
    channel_id character varying(20) NOT NULL,
    secret text NOT NULL,
    token text NOT NULL,
    state character varying(8) NOT NULL,
    problem character varying(20) NOT NULL,
    bot_user_id character varying(40) NOT NULL,
    basic_id character varying(40) NOT NULL,
    display_name character varying(60) NOT NULL,
    quota integer,
    used integer NOT NULL,
    checked_at timestamp with time zone,
    heard_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT notices_lineaccount_quota_check CHECK ((quota >= 0)),
    CONSTRAINT notices_lineaccount_used_check CHECK ((used >= 0))
);

ALTER TABLE public.notices_lineaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_lineaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_lineevent (
    id bigint NOT NULL,
    event_id character varying(40) NOT NULL,
    kind character varying(30) NOT NULL,
    body text NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    answered_at timestamp with time zone,
    company_id bigint NOT NULL
);

ALTER TABLE public.notices_lineevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_lineevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_lineintent (
    id bigint NOT NULL,
    nonce_hash character varying(64) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.notices_lineintent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_lineintent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_linelink (
    id bigint NOT NULL,
    "user" text NOT NULL,
    user_hash character varying(64) NOT NULL,
    linked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    ended_how character varying(10) NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    person_id bigint
);

ALTER TABLE public.notices_linelink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_linelink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_linepush (
    id bigint NOT NULL,
    first_tried_at timestamp with time zone NOT NULL,
    request_id character varying(60) NOT NULL,
    company_id bigint NOT NULL,
    message_id bigint NOT NULL
);

ALTER TABLE public.notices_linepush ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_linepush_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_linetext (
    id bigint NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.notices_linetext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_linetext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_message (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    subject character varying(200) NOT NULL,
    body_text text NOT NULL,
    language character varying(5) NOT NULL,
    send_after timestamp with time zone,
    claimed_by character varying(40) NOT NULL,
    claimed_at timestamp with time zone,
    epoch timestamp with time zone,
    attempts smallint NOT NULL,
    sent_at timestamp with time zone,
    message_id character varying(120) NOT NULL,
    error character varying(300) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    state character varying(10) NOT NULL,
    legal_class character varying(10) NOT NULL,
    channel character varying(8) NOT NULL,
    template_key character varying(40) NOT NULL,
    template_version integer NOT NULL,
    personal_point text NOT NULL,
    to_agency character varying(254) NOT NULL,
    is_checked boolean NOT NULL,
    released_at timestamp with time zone,
    skip_reason character varying(20) NOT NULL,
    outcome character varying(20) NOT NULL,
    seen_at timestamp with time zone,
    survey_wanted boolean NOT NULL,
    application_id bigint,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    person_id bigint,
    released_by_id bigint,
    batch uuid NOT NULL,
    for_decided_at timestamp with time zone,
    for_stage character varying(12) NOT NULL,
    own_words boolean NOT NULL,
    campaign_id bigint,
    CONSTRAINT notices_message_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT notices_message_template_version_check CHECK ((template_version >= 0))
);

ALTER TABLE public.notices_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_newsrequest (
    id bigint NOT NULL,
    company_id bigint NOT NULL,
    code_request_id bigint NOT NULL,
    topics character varying(10)[] NOT NULL,
    name character varying(100) NOT NULL,
    language character varying(5) NOT NULL,
    text_version character varying(10) NOT NULL,
    text_hash character varying(64) NOT NULL,
    origin character varying(64) NOT NULL,
    confirmed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE public.notices_newsrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_newsrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_pace (
    id bigint NOT NULL,
    domain character varying(255) NOT NULL,
    free_at timestamp with time zone NOT NULL,
    refusals smallint NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT notices_pace_refusals_check CHECK ((refusals >= 0))
);

ALTER TABLE public.notices_pace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_pace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_permissionproof (
    id bigint NOT NULL,
    company_id bigint NOT NULL,
    candidate_id bigint,
    address_hash character varying(64) NOT NULL,
    word character varying(8) NOT NULL,
    way character varying(12) NOT NULL,
    topics character varying(10)[] NOT NULL,
    screen character varying(60) NOT NULL,
    text_version character varying(10) NOT NULL,
    text_hash character varying(64) NOT NULL,
    language character varying(5) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    last_sent_at timestamp with time zone
);

ALTER TABLE public.notices_permissionproof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_permissionproof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_personalmail (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    state character varying(10) NOT NULL,
    subject character varying(200) NOT NULL,
    body_text text NOT NULL,
    language character varying(5) NOT NULL,
    send_after timestamp with time zone,
    claimed_by character varying(40) NOT NULL,
    claimed_at timestamp with time zone,
    epoch timestamp with time zone,
    attempts smallint NOT NULL,
    sent_at timestamp with time zone,
    message_id character varying(120) NOT NULL,
    error character varying(300) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    kind character varying(20) NOT NULL,
    subject_ref bigint,
    data jsonb NOT NULL,
    code_request_id bigint,
    to_person_id bigint,
    occasion character varying(16) NOT NULL,
    for_company_id bigint,
    to_user_id bigint,
    CONSTRAINT notices_personalmail_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.notices_personalmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_personalmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_preference (
    id bigint NOT NULL,
    company_id bigint NOT NULL,
    candidate_id bigint NOT NULL,
    topics character varying(10)[] NOT NULL,
    frequency character varying(10) NOT NULL,
    language character varying(5) NOT NULL,
    phone_first boolean NOT NULL,
    talk_from date,
    talk_family character varying(40) NOT NULL,
    talk_prefecture character varying(10) NOT NULL,
    talk_words character varying(100) NOT NULL,
    how character varying(12) NOT NULL,
    changed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE public.notices_preference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_preference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_releaserequest (
    id bigint NOT NULL,
    batch uuid NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    send_at timestamp with time zone,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    asked_by_id bigint,
    company_id bigint NOT NULL
);

ALTER TABLE public.notices_releaserequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_releaserequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_releaserule (
    id bigint NOT NULL,
    second_pair_from integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT notices_releaserule_second_pair_from_check CHECK ((second_pair_from >= 0))
);

ALTER TABLE public.notices_releaserule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_releaserule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_senderaccount (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    is_chosen boolean NOT NULL,
    address character varying(254) NOT NULL,
    "user" character varying(254) NOT NULL,
    host character varying(253) NOT NULL,
    port integer NOT NULL,
    security character varying(10) NOT NULL,
    selectors character varying(200) NOT NULL,
    password text NOT NULL,
    access_token text NOT NULL,
    refresh_token text NOT NULL,
    token_until timestamp with time zone,
    renewing_until timestamp with time zone,
    grant_code text NOT NULL,
    grant_verifier text NOT NULL,
    proof uuid,
    proof_sent_at timestamp with time zone,
    proof_tries smallint NOT NULL,
    proven_as character varying(254) NOT NULL,
    proven_at timestamp with time zone,
    problem character varying(12) NOT NULL,
    problem_said character varying(200) NOT NULL,
    problem_at timestamp with time zone,
    tested_at timestamp with time zone,
    tested_ok boolean NOT NULL,
    minute_from timestamp with time zone,
    minute_sent integer NOT NULL,
    day_from timestamp with time zone,
    day_sent integer NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT notices_senderaccount_day_sent_check CHECK ((day_sent >= 0)),
    CONSTRAINT notices_senderaccount_minute_sent_check CHECK ((minute_sent >= 0)),
    CONSTRAINT notices_senderaccount_port_check CHECK ((port >= 0)),
    CONSTRAINT notices_senderaccount_proof_tries_check CHECK ((proof_tries >= 0))
);

ALTER TABLE public.notices_senderaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_senderaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_suppression (
    id bigint NOT NULL,
    address_hash character varying(64) NOT NULL,
    reason character varying(20) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    scope character varying(12) NOT NULL
);

ALTER TABLE public.notices_suppression ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_suppression_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_surveyanswer (
    id bigint NOT NULL,
    helpful boolean,
    recommend smallint,
    comment text NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    company_id bigint NOT NULL,
    person_id bigint,
    careful smallint,
    sealed character varying(10)[] DEFAULT '{}'::character varying(10)[] NOT NULL,
    CONSTRAINT careful_1_to_5 CHECK (((careful >= 1) AND (careful <= 5))),
    CONSTRAINT notices_surveyanswer_careful_check CHECK ((careful >= 0)),
    CONSTRAINT notices_surveyanswer_recommend_check CHECK ((recommend >= 0)),
    CONSTRAINT recommend_0_to_10 CHECK ((recommend <= 10))
);

ALTER TABLE public.notices_surveyanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_surveyanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_surveyseal (
    id bigint NOT NULL,
    question character varying(10) NOT NULL,
    template_key character varying(40) NOT NULL,
    five uuid NOT NULL,
    day date NOT NULL,
    answer_id bigint NOT NULL,
    company_id bigint NOT NULL
);

ALTER TABLE public.notices_surveyseal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_surveyseal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_template (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    language character varying(5) NOT NULL,
    legal_class character varying(10) NOT NULL,
    reached character varying(10) NOT NULL,
    title character varying(100) NOT NULL,
    subject character varying(150) NOT NULL,
    body text NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    purpose character varying(12) NOT NULL,
    topic character varying(10) NOT NULL,
    CONSTRAINT notices_template_version_check CHECK ((version >= 0)),
    CONSTRAINT template_has_a_class CHECK ((NOT ((legal_class)::text = ''::text)))
);

ALTER TABLE public.notices_template ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_template_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_templateversion (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    language character varying(5) NOT NULL,
    purpose character varying(12) NOT NULL,
    legal_class character varying(10) NOT NULL,
    topic character varying(10) NOT NULL,
    title character varying(100) NOT NULL,
    subject character varying(150) NOT NULL,
    body text NOT NULL,
    version integer NOT NULL,
    is_default boolean NOT NULL,
    saved_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    saved_by_id bigint,
    CONSTRAINT notices_templateversion_version_check CHECK ((version >= 0))
);

ALTER TABLE public.notices_templateversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_templateversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.positions_position (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    state character varying(10) NOT NULL,
    title character varying(120) NOT NULL,
    role_family character varying(40) NOT NULL,
    track character varying(14) NOT NULL,
    headcount smallint NOT NULL,
    summary text NOT NULL,
    must text NOT NULL,
    nice text NOT NULL,
    promises character varying(20)[] NOT NULL,
    reply_days smallint NOT NULL,
    duties text NOT NULL,
    duties_change text NOT NULL,
    contract_term character varying(200) NOT NULL,
    renewal character varying(300) NOT NULL,
    probation character varying(200) NOT NULL,
    place character varying(200) NOT NULL,
    place_change character varying(200) NOT NULL,
    prefecture character varying(10) NOT NULL,
    remote character varying(10) NOT NULL,
    hours character varying(200) NOT NULL,
    overtime character varying(200) NOT NULL,
    break_time character varying(100) NOT NULL,
    holidays character varying(200) NOT NULL,
    pay_min integer,
    pay_max integer,
    pay text NOT NULL,
    insurance character varying(200) NOT NULL,
    employer character varying(120) NOT NULL,
    dispatch boolean NOT NULL,
    smoking character varying(200) NOT NULL,
    as_of date,
    listed_until date,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    careers_until date,
    has_fixed_overtime boolean NOT NULL,
    base_pay integer,
    fixed_pay integer,
    fixed_hours smallint,
    pays_beyond boolean NOT NULL,
    age_exception character varying(2) NOT NULL,
    age_from smallint,
    age_to smallint,
    retirement_age smallint,
    flag_reason character varying(300) NOT NULL,
    terms character varying(200)[] NOT NULL,
    changes jsonb NOT NULL,
    CONSTRAINT positions_position_age_from_check CHECK ((age_from >= 0)),
    CONSTRAINT positions_position_age_to_check CHECK ((age_to >= 0)),
    CONSTRAINT positions_position_base_pay_check CHECK ((base_pay >= 0)),
    CONSTRAINT positions_position_fixed_hours_check CHECK ((fixed_hours >= 0)),
    CONSTRAINT positions_position_fixed_pay_check CHECK ((fixed_pay >= 0)),
    CONSTRAINT positions_position_headcount_check CHECK ((headcount >= 0)),
    CONSTRAINT positions_position_pay_max_check CHECK ((pay_max >= 0)),
    CONSTRAINT positions_position_pay_min_check CHECK ((pay_min >= 0)),
    CONSTRAINT positions_position_reply_days_check CHECK ((reply_days >= 0)),
    CONSTRAINT positions_position_retirement_age_check CHECK ((retirement_age >= 0))
);

ALTER TABLE public.positions_position ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.positions_position_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.positions_positioncircle (
    id bigint NOT NULL,
    circle_id bigint NOT NULL,
    company_id bigint NOT NULL,
    position_id bigint NOT NULL
);

ALTER TABLE public.positions_positioncircle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.positions_positioncircle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.positions_question (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(8) NOT NULL,
    text character varying(200) NOT NULL,
    hint character varying(200) NOT NULL,
    choices character varying(80)[] NOT NULL,
    is_required boolean NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    position_id bigint NOT NULL
);

ALTER TABLE public.positions_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.positions_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.positions_sharecount (
    id bigint NOT NULL,
    day date NOT NULL,
    times integer NOT NULL,
    company_id bigint NOT NULL,
    link_id bigint NOT NULL,
    CONSTRAINT positions_sharecount_times_check CHECK ((times >= 0))
);

ALTER TABLE public.positions_sharecount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.positions_sharecount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.positions_sharelink (
    id bigint NOT NULL,
    network character varying(10) NOT NULL,
    code character varying(12) NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    company_id bigint NOT NULL,
    position_id bigint NOT NULL
);

ALTER TABLE public.positions_sharelink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.positions_sharelink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_ask (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    upto smallint NOT NULL,
    due_on date NOT NULL,
    state character varying(8) NOT NULL,
    licence_number character varying(40) NOT NULL,
    licence_holder character varying(120) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    asked_by_id bigint,
    company_id bigint NOT NULL,
    position_id bigint NOT NULL,
    picked_at timestamp with time zone,
    CONSTRAINT relay_ask_upto_check CHECK ((upto >= 0))
);

ALTER TABLE public.relay_ask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_ask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_askroom (
    id bigint NOT NULL,
    month date NOT NULL,
    role_family character varying(40) NOT NULL,
    region character varying(10) NOT NULL,
    places integer NOT NULL,
    CONSTRAINT relay_askroom_places_check CHECK ((places >= 0))
);

ALTER TABLE public.relay_askroom ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_askroom_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_askspending (
    id bigint NOT NULL,
    day date NOT NULL,
    most integer NOT NULL,
    spent integer NOT NULL,
    refused integer NOT NULL,
    held_at timestamp with time zone,
    freed_at timestamp with time zone,
    company_id bigint NOT NULL,
    CONSTRAINT ask_spending_within CHECK ((spent <= most)),
    CONSTRAINT relay_askspending_most_check CHECK ((most >= 0)),
    CONSTRAINT relay_askspending_refused_check CHECK ((refused >= 0)),
    CONSTRAINT relay_askspending_spent_check CHECK ((spent >= 0))
);

ALTER TABLE public.relay_askspending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_askspending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_cardcell (
    id bigint NOT NULL,
    day date NOT NULL,
    role_family character varying(40) NOT NULL,
    region character varying(10) NOT NULL,
    years character varying(8) NOT NULL
);

ALTER TABLE public.relay_cardcell ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_cardcell_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_cardswitch (
    id bigint NOT NULL,
    is_on boolean NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE public.relay_cardswitch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_cardswitch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_hirenews (
    id bigint NOT NULL,
    words text NOT NULL,
    told_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    candidate_id bigint NOT NULL,
    company_id bigint NOT NULL,
    person_id bigint
);

ALTER TABLE public.relay_hirenews ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_hirenews_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_interviewoffer (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    starts timestamp with time zone[] NOT NULL,
    minutes smallint NOT NULL,
    held_how character varying(8) NOT NULL,
    place character varying(300) NOT NULL,
    present character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    starts_at timestamp with time zone,
    answer character varying(600) NOT NULL,
    revision smallint NOT NULL,
    offered_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    answered_at timestamp with time zone,
    company_id bigint NOT NULL,
    introduction_id bigint NOT NULL,
    offered_by_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT relay_interviewoffer_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT relay_interviewoffer_revision_check CHECK ((revision >= 0))
);

ALTER TABLE public.relay_interviewoffer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_interviewoffer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_introduction (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    origin character varying(8) NOT NULL,
    stage character varying(12) NOT NULL,
    reasons jsonb NOT NULL,
    items character varying(10)[] NOT NULL,
    package_hash character varying(64) NOT NULL,
    answer_by date,
    asked_at timestamp with time zone,
    accepted_at timestamp with time zone,
    cooling_until timestamp with time zone,
    disclosed_at timestamp with time zone,
    reply_by date,
    receipt_at timestamp with time zone,
    interviewing_at timestamp with time zone,
    offered_at timestamp with time zone,
    hired_at timestamp with time zone,
    starts_on date,
    ended_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    ask_id bigint,
    company_id bigint NOT NULL,
    package_id bigint,
    person_id bigint NOT NULL,
    position_id bigint NOT NULL,
    closing_words text NOT NULL
);

ALTER TABLE public.relay_introduction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_introduction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_networkreport (
    id bigint NOT NULL,
    year smallint NOT NULL,
    counted_on date NOT NULL,
    counts jsonb NOT NULL,
    counted_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT relay_networkreport_year_check CHECK ((year >= 0))
);

ALTER TABLE public.relay_networkreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_networkreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_placement (
    id bigint NOT NULL,
    licence_number character varying(40) NOT NULL,
    licence_holder character varying(120) NOT NULL,
    office character varying(200) NOT NULL,
    employer_name character varying(120) NOT NULL,
    employer_address character varying(200) NOT NULL,
    employer_contact character varying(320) NOT NULL,
    job_accepted_on date NOT NULL,
    job_valid_until date,
    headcount smallint NOT NULL,
    occupation character varying(160) NOT NULL,
    workplace character varying(200) NOT NULL,
    term character varying(200) NOT NULL,
    wage text NOT NULL,
    seeker_name character varying(100) NOT NULL,
    seeker_wish character varying(300) NOT NULL,
    seeker_accepted_on date NOT NULL,
    seeker_valid_until date,
    introduced_on date NOT NULL,
    result character varying(10) NOT NULL,
    decided_on date,
    hired_on date,
    permanent boolean,
    no_poaching_until date,
    left_early boolean,
    left_told_on date,
    keep_until date NOT NULL,
    company_id bigint NOT NULL,
    introduction_id bigint,
    person_id bigint NOT NULL,
    position_id bigint NOT NULL,
    CONSTRAINT relay_placement_headcount_check CHECK ((headcount >= 0))
);

ALTER TABLE public.relay_placement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_placement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_seekercard (
    id bigint NOT NULL,
    address character varying(200) NOT NULL,
    born_on date,
    updated_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.relay_seekercard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_seekercard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_talkmessage (
    id bigint NOT NULL,
    side character varying(8) NOT NULL,
    words text NOT NULL,
    form_key uuid NOT NULL,
    written_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    read_at timestamp with time zone,
    company_id bigint NOT NULL,
    introduction_id bigint NOT NULL,
    person_id bigint NOT NULL,
    written_by_id bigint
);

ALTER TABLE public.relay_talkmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relay_talkmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_addresschange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_addresschange_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_addresschange_undo_hash_key UNIQUE (undo_hash);

ALTER TABLE ONLY public.accounts_coderequest
    ADD CONSTRAINT accounts_coderequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_coderequest
    ADD CONSTRAINT accounts_coderequest_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.accounts_passkey
    ADD CONSTRAINT accounts_passkey_credential_id_key UNIQUE (credential_id);

ALTER TABLE ONLY public.accounts_passkey
    ADD CONSTRAINT accounts_passkey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_passkey
    ADD CONSTRAINT accounts_passkey_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.accounts_person
    ADD CONSTRAINT accounts_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_person
    ADD CONSTRAINT accounts_person_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_email_key UNIQUE (email);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.accounts_verifiedaddress
    ADD CONSTRAINT accounts_verifiedaddress_address_key UNIQUE (address);

ALTER TABLE ONLY public.accounts_verifiedaddress
    ADD CONSTRAINT accounts_verifiedaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_verifiedaddress
    ADD CONSTRAINT accounts_verifiedaddress_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relay_askroom
    ADD CONSTRAINT ask_room_once UNIQUE (month, role_family, region);

ALTER TABLE ONLY public.relay_askspending
    ADD CONSTRAINT ask_spending_once_a_day UNIQUE (company_id, day);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.base_auditevent
    ADD CONSTRAINT base_auditevent_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.base_auditevent
    ADD CONSTRAINT base_auditevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.base_erasure
    ADD CONSTRAINT base_erasure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_block
    ADD CONSTRAINT block_once UNIQUE (person_id, company_blocked_id);

ALTER TABLE ONLY public.candidates_formpermission
    ADD CONSTRAINT box_once UNIQUE (company_id, submission_id, box);

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT came_once UNIQUE (company_id, dedupe);

ALTER TABLE ONLY public.candidates_agencycontract
    ADD CONSTRAINT candidates_agencycontract_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_agencycontract
    ADD CONSTRAINT candidates_agencycontract_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_agencycontract
    ADD CONSTRAINT candidates_agencycontract_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_application
    ADD CONSTRAINT candidates_application_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_application
    ADD CONSTRAINT candidates_application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_application
    ADD CONSTRAINT candidates_application_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_bulkact
    ADD CONSTRAINT candidates_bulkact_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_bulkact
    ADD CONSTRAINT candidates_bulkact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_bulkact
    ADD CONSTRAINT candidates_bulkact_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_bulkchange
    ADD CONSTRAINT candidates_bulkchange_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_bulkchange
    ADD CONSTRAINT candidates_bulkchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_candidate
    ADD CONSTRAINT candidates_candidate_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_candidate
    ADD CONSTRAINT candidates_candidate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_candidate
    ADD CONSTRAINT candidates_candidate_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_duplicatehint
    ADD CONSTRAINT candidates_duplicatehint_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_duplicatehint
    ADD CONSTRAINT candidates_duplicatehint_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_duplicatehint
    ADD CONSTRAINT candidates_duplicatehint_public_id_108f3f99_uniq UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_evaluation
    ADD CONSTRAINT candidates_evaluation_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_evaluation
    ADD CONSTRAINT candidates_evaluation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_export
    ADD CONSTRAINT candidates_export_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_export
    ADD CONSTRAINT candidates_export_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_export
    ADD CONSTRAINT candidates_export_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_faircount
    ADD CONSTRAINT candidates_faircount_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_faircount
    ADD CONSTRAINT candidates_faircount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexception_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexception_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexception_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_fairofficer
    ADD CONSTRAINT candidates_fairofficer_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_fairofficer
    ADD CONSTRAINT candidates_fairofficer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_formpermission
    ADD CONSTRAINT candidates_formpermission_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_formpermission
    ADD CONSTRAINT candidates_formpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_goodforwords
    ADD CONSTRAINT candidates_goodforwords_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_goodforwords
    ADD CONSTRAINT candidates_goodforwords_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_importedrow
    ADD CONSTRAINT candidates_importedrow_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_importedrow
    ADD CONSTRAINT candidates_importedrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_importfault
    ADD CONSTRAINT candidates_importfault_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_importfault
    ADD CONSTRAINT candidates_importfault_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_importrun
    ADD CONSTRAINT candidates_importrun_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_importrun
    ADD CONSTRAINT candidates_importrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_importrun
    ADD CONSTRAINT candidates_importrun_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_interview
    ADD CONSTRAINT candidates_interview_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_interview
    ADD CONSTRAINT candidates_interview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_interview
    ADD CONSTRAINT candidates_interview_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_legalhold
    ADD CONSTRAINT candidates_legalhold_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_legalhold
    ADD CONSTRAINT candidates_legalhold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_legalhold
    ADD CONSTRAINT candidates_legalhold_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_merge
    ADD CONSTRAINT candidates_merge_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_merge
    ADD CONSTRAINT candidates_merge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_merge
    ADD CONSTRAINT candidates_merge_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_note
    ADD CONSTRAINT candidates_note_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_note
    ADD CONSTRAINT candidates_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_pool
    ADD CONSTRAINT candidates_pool_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_pool
    ADD CONSTRAINT candidates_pool_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_pool
    ADD CONSTRAINT candidates_pool_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_poolmember
    ADD CONSTRAINT candidates_poolmember_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_poolmember
    ADD CONSTRAINT candidates_poolmember_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_reminder
    ADD CONSTRAINT candidates_reminder_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_reminder
    ADD CONSTRAINT candidates_reminder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_reminder
    ADD CONSTRAINT candidates_reminder_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_scorecardtemplate
    ADD CONSTRAINT candidates_scorecardtemplate_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_scorecardtemplate
    ADD CONSTRAINT candidates_scorecardtemplate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_scorecardtemplate
    ADD CONSTRAINT candidates_scorecardtemplate_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_segment
    ADD CONSTRAINT candidates_segment_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_segment
    ADD CONSTRAINT candidates_segment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_segment
    ADD CONSTRAINT candidates_segment_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.candidates_stagemove
    ADD CONSTRAINT candidates_stagemove_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_stagemove
    ADD CONSTRAINT candidates_stagemove_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_submission
    ADD CONSTRAINT candidates_submission_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.candidates_submission
    ADD CONSTRAINT candidates_submission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_submission
    ADD CONSTRAINT candidates_submission_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relay_cardcell
    ADD CONSTRAINT card_cell_once UNIQUE (day, role_family, region, years);

ALTER TABLE ONLY public.consents_heldcertificate
    ADD CONSTRAINT certificate_held_once UNIQUE (person_id, issuer_id, certificate_ref);

ALTER TABLE ONLY public.consents_certificatekey
    ADD CONSTRAINT certificate_key_once UNIQUE (company_id, kid);

ALTER TABLE ONLY public.consents_certificate
    ADD CONSTRAINT certificate_number_once UNIQUE (company_id, number);

ALTER TABLE ONLY public.companies_client
    ADD CONSTRAINT client_once UNIQUE (agency_id, client_id);

ALTER TABLE ONLY public.companies_brand
    ADD CONSTRAINT companies_brand_company_id_key UNIQUE (company_id);

ALTER TABLE ONLY public.companies_brand
    ADD CONSTRAINT companies_brand_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_circle
    ADD CONSTRAINT companies_circle_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_circle
    ADD CONSTRAINT companies_circle_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.companies_circle
    ADD CONSTRAINT companies_circle_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.companies_circlecall
    ADD CONSTRAINT companies_circlecall_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_circlecall
    ADD CONSTRAINT companies_circlecall_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_circlemember
    ADD CONSTRAINT companies_circlemember_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_client
    ADD CONSTRAINT companies_client_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_company
    ADD CONSTRAINT companies_company_corporate_number_key UNIQUE (corporate_number);

ALTER TABLE ONLY public.companies_company
    ADD CONSTRAINT companies_company_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_company
    ADD CONSTRAINT companies_company_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.companies_company
    ADD CONSTRAINT companies_company_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.companies_companydomain
    ADD CONSTRAINT companies_companydomain_domain_key UNIQUE (domain);

ALTER TABLE ONLY public.companies_companydomain
    ADD CONSTRAINT companies_companydomain_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_companygroup
    ADD CONSTRAINT companies_companygroup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_complaint
    ADD CONSTRAINT companies_complaint_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_complaint
    ADD CONSTRAINT companies_complaint_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_complaint
    ADD CONSTRAINT companies_complaint_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.companies_conductrules
    ADD CONSTRAINT companies_conductrules_company_id_key UNIQUE (company_id);

ALTER TABLE ONLY public.companies_conductrules
    ADD CONSTRAINT companies_conductrules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_cut
    ADD CONSTRAINT companies_cut_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_deskkeeper
    ADD CONSTRAINT companies_deskkeeper_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_deskkeeper
    ADD CONSTRAINT companies_deskkeeper_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_domainproof
    ADD CONSTRAINT companies_domainproof_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_domainproof
    ADD CONSTRAINT companies_domainproof_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_filing
    ADD CONSTRAINT companies_filing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_harassmentreport
    ADD CONSTRAINT companies_harassmentreport_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_harassmentreport
    ADD CONSTRAINT companies_harassmentreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_harassmentreport
    ADD CONSTRAINT companies_harassmentreport_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.companies_incident
    ADD CONSTRAINT companies_incident_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_incident
    ADD CONSTRAINT companies_incident_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_incident
    ADD CONSTRAINT companies_incident_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.companies_incidentnotice
    ADD CONSTRAINT companies_incidentnotice_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_incidentnotice
    ADD CONSTRAINT companies_incidentnotice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_incidentnotice
    ADD CONSTRAINT companies_incidentnotice_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.companies_incidentperson
    ADD CONSTRAINT companies_incidentperson_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_incidentperson
    ADD CONSTRAINT companies_incidentperson_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_joining
    ADD CONSTRAINT companies_joining_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_joining
    ADD CONSTRAINT companies_joining_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_licence
    ADD CONSTRAINT companies_licence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_licence
    ADD CONSTRAINT companies_licence_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.companies_membership
    ADD CONSTRAINT companies_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_promisefigures
    ADD CONSTRAINT companies_promisefigures_company_id_key UNIQUE (company_id);

ALTER TABLE ONLY public.companies_promisefigures
    ADD CONSTRAINT companies_promisefigures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_purgereport
    ADD CONSTRAINT companies_purgereport_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_purgereport
    ADD CONSTRAINT companies_purgereport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_retentionrule
    ADD CONSTRAINT companies_retentionrule_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.companies_retentionrule
    ADD CONSTRAINT companies_retentionrule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_savedconditions
    ADD CONSTRAINT conditions_saved_once UNIQUE (person_id, conditions);

ALTER TABLE ONLY public.consents_consentnow
    ADD CONSTRAINT consent_now_once UNIQUE NULLS NOT DISTINCT (person_id, purpose, recipient_id, circle_id, position_ref);

ALTER TABLE ONLY public.consents_accessgrant
    ADD CONSTRAINT consents_accessgrant_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.consents_accessgrant
    ADD CONSTRAINT consents_accessgrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_accessgrant
    ADD CONSTRAINT consents_accessgrant_public_id_fa8420a7_uniq UNIQUE (public_id);

ALTER TABLE ONLY public.consents_accountclosing
    ADD CONSTRAINT consents_accountclosing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_block
    ADD CONSTRAINT consents_block_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_cardline
    ADD CONSTRAINT consents_cardline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_certificate
    ADD CONSTRAINT consents_certificate_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.consents_certificate
    ADD CONSTRAINT consents_certificate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_certificate
    ADD CONSTRAINT consents_certificate_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_certificatekey
    ADD CONSTRAINT consents_certificatekey_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.consents_certificatekey
    ADD CONSTRAINT consents_certificatekey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_consententry
    ADD CONSTRAINT consents_consententry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_consententry
    ADD CONSTRAINT consents_consententry_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_consentnow
    ADD CONSTRAINT consents_consentnow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_consenttext
    ADD CONSTRAINT consents_consenttext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_correction
    ADD CONSTRAINT consents_correction_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.consents_correction
    ADD CONSTRAINT consents_correction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_correction
    ADD CONSTRAINT consents_correction_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_employer
    ADD CONSTRAINT consents_employer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_employer
    ADD CONSTRAINT consents_employer_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_endednumber
    ADD CONSTRAINT consents_endednumber_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_heldcertificate
    ADD CONSTRAINT consents_heldcertificate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_heldcertificate
    ADD CONSTRAINT consents_heldcertificate_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_keptletter
    ADD CONSTRAINT consents_keptletter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_keptletter
    ADD CONSTRAINT consents_keptletter_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_letter
    ADD CONSTRAINT consents_letter_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.consents_letter
    ADD CONSTRAINT consents_letter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_letter
    ADD CONSTRAINT consents_letter_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_notebooknote
    ADD CONSTRAINT consents_notebooknote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_notebooknote
    ADD CONSTRAINT consents_notebooknote_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_notebookpage
    ADD CONSTRAINT consents_notebookpage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_notebookpage
    ADD CONSTRAINT consents_notebookpage_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_package
    ADD CONSTRAINT consents_package_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_package
    ADD CONSTRAINT consents_package_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_passport
    ADD CONSTRAINT consents_passport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_passport
    ADD CONSTRAINT consents_passport_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_provision
    ADD CONSTRAINT consents_provision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_receipt
    ADD CONSTRAINT consents_receipt_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.consents_receipt
    ADD CONSTRAINT consents_receipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_rightsitem
    ADD CONSTRAINT consents_rightsitem_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.consents_rightsitem
    ADD CONSTRAINT consents_rightsitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_rightsrequest
    ADD CONSTRAINT consents_rightsrequest_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.consents_rightsrequest
    ADD CONSTRAINT consents_rightsrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_rightsrequest
    ADD CONSTRAINT consents_rightsrequest_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_savedconditions
    ADD CONSTRAINT consents_savedconditions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_savedconditions
    ADD CONSTRAINT consents_savedconditions_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_share
    ADD CONSTRAINT consents_share_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_share
    ADD CONSTRAINT consents_share_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_shareanswer
    ADD CONSTRAINT consents_shareanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_shareanswer
    ADD CONSTRAINT consents_shareanswer_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consents_sharekey
    ADD CONSTRAINT consents_sharekey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_sharekey
    ADD CONSTRAINT consents_sharekey_share_id_key UNIQUE (share_id);

ALTER TABLE ONLY public.consents_sharekey
    ADD CONSTRAINT consents_sharekey_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.consents_sharerecord
    ADD CONSTRAINT consents_sharerecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consents_shareview
    ADD CONSTRAINT consents_shareview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_agencycontract
    ADD CONSTRAINT contract_once_a_day UNIQUE (company_id, firm_key, starts_on);

ALTER TABLE ONLY public.companies_cut
    ADD CONSTRAINT cut_once UNIQUE (keeper_id, other_id, by_operator);

ALTER TABLE ONLY public.matching_declaration
    ADD CONSTRAINT declared_once UNIQUE (person_id, question);

ALTER TABLE ONLY public.matching_dismissal
    ADD CONSTRAINT dismissed_once UNIQUE (company_id, position_id, candidate_id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.consents_employer
    ADD CONSTRAINT employer_once UNIQUE NULLS NOT DISTINCT (person_id, member_id, corporate_number, domain);

ALTER TABLE ONLY public.consents_endednumber
    ADD CONSTRAINT ended_number_once UNIQUE (issuer_id, number);

ALTER TABLE ONLY public.insights_factsuntil
    ADD CONSTRAINT facts_until_once UNIQUE (company_id);

ALTER TABLE ONLY public.candidates_faircount
    ADD CONSTRAINT fair_count_of_a_month UNIQUE (company_id, month, kind, item);

ALTER TABLE ONLY public.candidates_fairofficer
    ADD CONSTRAINT fair_officer_once UNIQUE (company_id, user_id);

ALTER TABLE ONLY public.companies_filing
    ADD CONSTRAINT filed_once UNIQUE (key, due_on);

ALTER TABLE ONLY public.imports_formtext
    ADD CONSTRAINT form_text_once_per_version UNIQUE (company_id, form, version);

ALTER TABLE ONLY public.candidates_goodforwords
    ADD CONSTRAINT good_for_words_once UNIQUE (company_id);

ALTER TABLE ONLY public.notices_guardstep
    ADD CONSTRAINT guard_step_once UNIQUE (company_id, application_id, kind, promised_on);

ALTER TABLE ONLY public.candidates_duplicatehint
    ADD CONSTRAINT hint_once UNIQUE (company_id, first_id, second_id);

ALTER TABLE ONLY public.relay_hirenews
    ADD CONSTRAINT hire_news_once UNIQUE (company_id, candidate_id);

ALTER TABLE ONLY public.imports_formtext
    ADD CONSTRAINT imports_formtext_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.imports_formtext
    ADD CONSTRAINT imports_formtext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.imports_formtext
    ADD CONSTRAINT imports_formtext_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.imports_savedmapping
    ADD CONSTRAINT imports_savedmapping_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.imports_savedmapping
    ADD CONSTRAINT imports_savedmapping_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.imports_savedmapping
    ADD CONSTRAINT imports_savedmapping_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.insights_assumption
    ADD CONSTRAINT insights_assumption_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.insights_assumption
    ADD CONSTRAINT insights_assumption_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.insights_fact
    ADD CONSTRAINT insights_fact_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.insights_fact
    ADD CONSTRAINT insights_fact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.insights_factsuntil
    ADD CONSTRAINT insights_factsuntil_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.insights_factsuntil
    ADD CONSTRAINT insights_factsuntil_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.insights_snapshot
    ADD CONSTRAINT insights_snapshot_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.insights_snapshot
    ADD CONSTRAINT insights_snapshot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_deskkeeper
    ADD CONSTRAINT keeper_once UNIQUE (company_id, user_id);

ALTER TABLE ONLY public.consents_keptletter
    ADD CONSTRAINT letter_kept_once UNIQUE (person_id, letter_ref);

ALTER TABLE ONLY public.consents_letter
    ADD CONSTRAINT letter_version_once UNIQUE (application_id, version);

ALTER TABLE ONLY public.notices_lineevent
    ADD CONSTRAINT line_event_once UNIQUE (company_id, event_id);

ALTER TABLE ONLY public.matching_declaration
    ADD CONSTRAINT matching_declaration_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matching_dismissal
    ADD CONSTRAINT matching_dismissal_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.matching_dismissal
    ADD CONSTRAINT matching_dismissal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matching_exposure
    ADD CONSTRAINT matching_exposure_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.matching_exposure
    ADD CONSTRAINT matching_exposure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matching_fairnessreport
    ADD CONSTRAINT matching_fairnessreport_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.matching_fairnessreport
    ADD CONSTRAINT matching_fairnessreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matching_matchfilter
    ADD CONSTRAINT matching_matchfilter_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.matching_matchingprofile
    ADD CONSTRAINT matching_matchingprofile_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.matching_matchvector
    ADD CONSTRAINT matching_matchvector_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.matching_pick
    ADD CONSTRAINT matching_pick_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.matching_pick
    ADD CONSTRAINT matching_pick_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matching_rematch
    ADD CONSTRAINT matching_rematch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matching_suggestion
    ADD CONSTRAINT matching_suggestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_calltry
    ADD CONSTRAINT notices_calltry_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_calltry
    ADD CONSTRAINT notices_calltry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.notices_chathook
    ADD CONSTRAINT notices_chathook_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_chathook
    ADD CONSTRAINT notices_chathook_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_chathook
    ADD CONSTRAINT notices_chathook_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.notices_closing
    ADD CONSTRAINT notices_closing_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_closing
    ADD CONSTRAINT notices_closing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_closing
    ADD CONSTRAINT notices_closing_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.notices_delay
    ADD CONSTRAINT notices_delay_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_delay
    ADD CONSTRAINT notices_delay_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_delay
    ADD CONSTRAINT notices_delay_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.notices_domaincheck
    ADD CONSTRAINT notices_domaincheck_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_domaincheck
    ADD CONSTRAINT notices_domaincheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_entrylink
    ADD CONSTRAINT notices_entrylink_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_entrylink
    ADD CONSTRAINT notices_entrylink_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.notices_guardrules
    ADD CONSTRAINT notices_guardrules_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_guardrules
    ADD CONSTRAINT notices_guardrules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_guardstep
    ADD CONSTRAINT notices_guardstep_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_guardstep
    ADD CONSTRAINT notices_guardstep_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.notices_letterbox
    ADD CONSTRAINT notices_letterbox_name_key UNIQUE (name);

ALTER TABLE ONLY public.notices_letterbox
    ADD CONSTRAINT notices_letterbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_lineaccount
    ADD CONSTRAINT notices_lineaccount_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_lineaccount
    ADD CONSTRAINT notices_lineaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_lineevent
    ADD CONSTRAINT notices_lineevent_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_lineevent
    ADD CONSTRAINT notices_lineevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_lineintent
    ADD CONSTRAINT notices_lineintent_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_lineintent
    ADD CONSTRAINT notices_lineintent_nonce_hash_key UNIQUE (nonce_hash);

ALTER TABLE ONLY public.notices_lineintent
    ADD CONSTRAINT notices_lineintent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_linelink
    ADD CONSTRAINT notices_linelink_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_linelink
    ADD CONSTRAINT notices_linelink_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_linepush
    ADD CONSTRAINT notices_linepush_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_linepush
    ADD CONSTRAINT notices_linepush_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY public.notices_linepush
    ADD CONSTRAINT notices_linepush_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_linetext
    ADD CONSTRAINT notices_linetext_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_linetext
    ADD CONSTRAINT notices_linetext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.notices_newsrequest
    ADD CONSTRAINT notices_newsrequest_code_request_id_key UNIQUE (code_request_id);

ALTER TABLE ONLY public.notices_newsrequest
    ADD CONSTRAINT notices_newsrequest_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_newsrequest
    ADD CONSTRAINT notices_newsrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_pace
    ADD CONSTRAINT notices_pace_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_pace
    ADD CONSTRAINT notices_pace_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_permissionproof
    ADD CONSTRAINT notices_permissionproof_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_permissionproof
    ADD CONSTRAINT notices_permissionproof_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_personalmail
    ADD CONSTRAINT notices_personalmail_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_personalmail
    ADD CONSTRAINT notices_personalmail_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.notices_preference
    ADD CONSTRAINT notices_preference_candidate_id_key UNIQUE (candidate_id);

ALTER TABLE ONLY public.notices_preference
    ADD CONSTRAINT notices_preference_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_preference
    ADD CONSTRAINT notices_preference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_releaserequest
    ADD CONSTRAINT notices_releaserequest_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_releaserequest
    ADD CONSTRAINT notices_releaserequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_releaserule
    ADD CONSTRAINT notices_releaserule_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_releaserule
    ADD CONSTRAINT notices_releaserule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_senderaccount
    ADD CONSTRAINT notices_senderaccount_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_senderaccount
    ADD CONSTRAINT notices_senderaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_suppression
    ADD CONSTRAINT notices_suppression_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_suppression
    ADD CONSTRAINT notices_suppression_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_surveyanswer
    ADD CONSTRAINT notices_surveyanswer_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_surveyanswer
    ADD CONSTRAINT notices_surveyanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_surveyseal
    ADD CONSTRAINT notices_surveyseal_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_surveyseal
    ADD CONSTRAINT notices_surveyseal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_template
    ADD CONSTRAINT notices_template_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_template
    ADD CONSTRAINT notices_template_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_templateversion
    ADD CONSTRAINT notices_templateversion_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.notices_templateversion
    ADD CONSTRAINT notices_templateversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies_circlemember
    ADD CONSTRAINT once_in_a_circle UNIQUE (circle_id, company_id);

ALTER TABLE ONLY public.candidates_poolmember
    ADD CONSTRAINT once_in_a_pool UNIQUE (company_id, pool_id, candidate_id);

ALTER TABLE ONLY public.candidates_bulkchange
    ADD CONSTRAINT once_in_an_act UNIQUE (company_id, act_id, candidate_id);

ALTER TABLE ONLY public.notices_surveyanswer
    ADD CONSTRAINT one_answer_per_application UNIQUE (company_id, application_id);

ALTER TABLE ONLY public.matching_fairnessreport
    ADD CONSTRAINT one_audit_a_night UNIQUE NULLS NOT DISTINCT (company_id, weights, day);

ALTER TABLE ONLY public.companies_circlecall
    ADD CONSTRAINT one_call_a_circle UNIQUE (company_id, circle_id);

ALTER TABLE ONLY public.consents_cardline
    ADD CONSTRAINT one_card_line UNIQUE (person_id);

ALTER TABLE ONLY public.notices_domaincheck
    ADD CONSTRAINT one_check_a_domain UNIQUE (company_id, domain);

ALTER TABLE ONLY public.consents_accountclosing
    ADD CONSTRAINT one_closing_a_person UNIQUE (person_id);

ALTER TABLE ONLY public.notices_closing
    ADD CONSTRAINT one_closing_a_promise UNIQUE (company_id, application_id, promised_on);

ALTER TABLE ONLY public.consents_correction
    ADD CONSTRAINT one_correction_each UNIQUE (company_id, package_id, request_ref);

ALTER TABLE ONLY public.insights_snapshot
    ADD CONSTRAINT one_figure_a_day UNIQUE (company_id, day, key);

ALTER TABLE ONLY public.consents_accessgrant
    ADD CONSTRAINT one_grant_per_package UNIQUE (company_id, package_id);

ALTER TABLE ONLY public.notices_guardrules
    ADD CONSTRAINT one_guard_a_company UNIQUE (company_id);

ALTER TABLE ONLY public.consents_rightsitem
    ADD CONSTRAINT one_item_a_request UNIQUE (request_id, key);

ALTER TABLE ONLY public.companies_joining
    ADD CONSTRAINT one_joining_per_company UNIQUE (company_id);

ALTER TABLE ONLY public.notices_lineaccount
    ADD CONSTRAINT one_line_account UNIQUE (company_id);

ALTER TABLE ONLY public.notices_pace
    ADD CONSTRAINT one_pace_a_domain UNIQUE (company_id, domain);

ALTER TABLE ONLY public.consents_passport
    ADD CONSTRAINT one_passport UNIQUE (person_id);

ALTER TABLE ONLY public.relay_placement
    ADD CONSTRAINT one_placement_an_introduction UNIQUE (introduction_id);

ALTER TABLE ONLY public.companies_domainproof
    ADD CONSTRAINT one_proof_a_way UNIQUE (company_id, domain, way);

ALTER TABLE ONLY public.companies_purgereport
    ADD CONSTRAINT one_purge_a_night UNIQUE NULLS NOT DISTINCT (company_id, day);

ALTER TABLE ONLY public.consents_receipt
    ADD CONSTRAINT one_receipt_per_package UNIQUE (company_id, package_id);

ALTER TABLE ONLY public.notices_releaserule
    ADD CONSTRAINT one_release_rule UNIQUE (company_id);

ALTER TABLE ONLY public.companies_retentionrule
    ADD CONSTRAINT one_retention_rule UNIQUE (company_id, key);

ALTER TABLE ONLY public.companies_membership
    ADD CONSTRAINT one_role_per_company UNIQUE (company_id, user_id);

ALTER TABLE ONLY public.relay_seekercard
    ADD CONSTRAINT one_seeker_card UNIQUE (person_id);

ALTER TABLE ONLY public.notices_senderaccount
    ADD CONSTRAINT one_sender_a_kind UNIQUE (company_id, kind);

ALTER TABLE ONLY public.consents_notebookpage
    ADD CONSTRAINT page_kept_once UNIQUE (person_id, series);

ALTER TABLE ONLY public.notices_personalmail
    ADD CONSTRAINT personal_mail_once UNIQUE (kind, to_person_id, subject_ref, occasion);

ALTER TABLE ONLY public.candidates_pool
    ADD CONSTRAINT pool_name_once UNIQUE (company_id, name);

ALTER TABLE ONLY public.positions_positioncircle
    ADD CONSTRAINT position_circle_once UNIQUE (company_id, position_id, circle_id);

ALTER TABLE ONLY public.positions_position
    ADD CONSTRAINT positions_position_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.positions_position
    ADD CONSTRAINT positions_position_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.positions_position
    ADD CONSTRAINT positions_position_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.positions_positioncircle
    ADD CONSTRAINT positions_positioncircle_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.positions_positioncircle
    ADD CONSTRAINT positions_positioncircle_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.positions_question
    ADD CONSTRAINT positions_question_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.positions_question
    ADD CONSTRAINT positions_question_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.positions_question
    ADD CONSTRAINT positions_question_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.positions_sharecount
    ADD CONSTRAINT positions_sharecount_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.positions_sharecount
    ADD CONSTRAINT positions_sharecount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.positions_sharelink
    ADD CONSTRAINT positions_sharelink_code_key UNIQUE (code);

ALTER TABLE ONLY public.positions_sharelink
    ADD CONSTRAINT positions_sharelink_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.positions_sharelink
    ADD CONSTRAINT positions_sharelink_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_ask
    ADD CONSTRAINT relay_ask_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.relay_ask
    ADD CONSTRAINT relay_ask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_ask
    ADD CONSTRAINT relay_ask_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relay_askroom
    ADD CONSTRAINT relay_askroom_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_askspending
    ADD CONSTRAINT relay_askspending_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.relay_askspending
    ADD CONSTRAINT relay_askspending_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_cardcell
    ADD CONSTRAINT relay_cardcell_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_cardswitch
    ADD CONSTRAINT relay_cardswitch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_hirenews
    ADD CONSTRAINT relay_hirenews_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.relay_hirenews
    ADD CONSTRAINT relay_hirenews_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_interviewoffer
    ADD CONSTRAINT relay_interviewoffer_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.relay_interviewoffer
    ADD CONSTRAINT relay_interviewoffer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_interviewoffer
    ADD CONSTRAINT relay_interviewoffer_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relay_networkreport
    ADD CONSTRAINT relay_networkreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_networkreport
    ADD CONSTRAINT relay_networkreport_year_key UNIQUE (year);

ALTER TABLE ONLY public.relay_placement
    ADD CONSTRAINT relay_placement_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.relay_placement
    ADD CONSTRAINT relay_placement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_seekercard
    ADD CONSTRAINT relay_seekercard_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relay_talkmessage
    ADD CONSTRAINT relay_talkmessage_in_company UNIQUE (company_id, id);

ALTER TABLE ONLY public.relay_talkmessage
    ADD CONSTRAINT relay_talkmessage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.candidates_importedrow
    ADD CONSTRAINT row_once_per_run UNIQUE (company_id, run_id, line);

ALTER TABLE ONLY public.imports_savedmapping
    ADD CONSTRAINT saved_mapping_once_per_file UNIQUE (company_id, fingerprint);

ALTER TABLE ONLY public.positions_sharecount
    ADD CONSTRAINT share_count_once UNIQUE (company_id, link_id, day);

ALTER TABLE ONLY public.positions_sharelink
    ADD CONSTRAINT share_link_once UNIQUE (company_id, position_id, network);

ALTER TABLE ONLY public.candidates_submission
    ADD CONSTRAINT submission_once UNIQUE (company_id, key);

ALTER TABLE ONLY public.matching_suggestion
    ADD CONSTRAINT suggested_once UNIQUE (position_id, person_id, found_from);

ALTER TABLE ONLY public.notices_suppression
    ADD CONSTRAINT suppressed_once UNIQUE (company_id, address_hash, scope);

ALTER TABLE ONLY public.notices_surveyseal
    ADD CONSTRAINT survey_sealed_once UNIQUE (company_id, answer_id, question);

ALTER TABLE ONLY public.relay_talkmessage
    ADD CONSTRAINT talk_message_once UNIQUE (introduction_id, form_key);

ALTER TABLE ONLY public.notices_template
    ADD CONSTRAINT template_key UNIQUE (company_id, key, language);

ALTER TABLE ONLY public.notices_templateversion
    ADD CONSTRAINT template_version_once UNIQUE (company_id, key, language, version);

ALTER TABLE ONLY public.consents_consenttext
    ADD CONSTRAINT text_version UNIQUE (purpose, version, language);

ALTER TABLE ONLY public.companies_incidentnotice
    ADD CONSTRAINT told_once_of_an_incident UNIQUE (company_id, incident);

ALTER TABLE ONLY public.companies_incidentperson
    ADD CONSTRAINT touched_once UNIQUE (company_id, incident_id, candidate_ref);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX accounts_addresschange_new_code_id_2b33fa54 ON public.accounts_addresschange USING btree (new_code_id);

CREATE INDEX accounts_addresschange_old_code_id_b3b17927 ON public.accounts_addresschange USING btree (old_code_id);

CREATE INDEX accounts_addresschange_person_id_28f2ccb0 ON public.accounts_addresschange USING btree (person_id);

CREATE INDEX accounts_addresschange_undo_hash_ab4b2a1f_like ON public.accounts_addresschange USING btree (undo_hash varchar_pattern_ops);

CREATE INDEX accounts_passkey_credential_id_2a629197_like ON public.accounts_passkey USING btree (credential_id varchar_pattern_ops);

CREATE INDEX accounts_passkey_person_id_8cbb3b79 ON public.accounts_passkey USING btree (person_id);

CREATE INDEX accounts_person_joined_to_id_36de4bee ON public.accounts_person USING btree (joined_to_id);

CREATE INDEX accounts_user_email_b2644a56_like ON public.accounts_user USING btree (email varchar_pattern_ops);

CREATE INDEX accounts_verifiedaddress_address_f5848dfb_like ON public.accounts_verifiedaddress USING btree (address varchar_pattern_ops);

CREATE INDEX accounts_verifiedaddress_person_id_88bc2b50 ON public.accounts_verifiedaddress USING btree (person_id);

CREATE INDEX application_candidate ON public.candidates_application USING btree (company_id, candidate_id);

CREATE INDEX application_person ON public.candidates_application USING btree (person_id);

CREATE INDEX application_promised ON public.candidates_application USING btree (company_id, promised_on);

CREATE INDEX application_stage ON public.candidates_application USING btree (company_id, stage, decided_at) INCLUDE (candidate_id, person_id, source, reached);

CREATE INDEX ask_budget ON public.relay_ask USING btree (company_id, created_at);

CREATE INDEX assumption_last ON public.insights_assumption USING btree (company_id, key, set_at DESC);

CREATE INDEX audit_at ON public.base_auditevent USING brin (at);

CREATE INDEX audit_person ON public.base_auditevent USING btree (person_id, id);

CREATE INDEX audit_subject ON public.base_auditevent USING btree (company_id, subject_type, subject_id, id);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX base_auditevent_company_id_1b2f8890 ON public.base_auditevent USING btree (company_id);

CREATE INDEX base_auditevent_person_id_5ea10ca6 ON public.base_auditevent USING btree (person_id);

CREATE INDEX bulk_act_recent ON public.candidates_bulkact USING btree (company_id, id DESC);

CREATE INDEX bulk_change_candidate ON public.candidates_bulkchange USING btree (company_id, candidate_id);

CREATE INDEX bulk_change_waiting ON public.candidates_bulkchange USING btree (company_id, act_id, outcome, id);

CREATE INDEX call_try_message ON public.notices_calltry USING btree (company_id, message_id, at DESC);

CREATE INDEX campaign_state ON public.notices_campaign USING btree (company_id, state, id DESC);

CREATE INDEX candidate_birth ON public.candidates_candidate USING btree (company_id, birth_key, name_folded);

CREATE INDEX candidate_contact ON public.candidates_candidate USING btree (company_id, last_contact_at DESC NULLS LAST, id DESC);

CREATE INDEX candidate_email ON public.candidates_candidate USING btree (company_id, email_key);

CREATE INDEX candidate_external ON public.candidates_candidate USING btree (company_id, external_id);

CREATE INDEX candidate_kana ON public.candidates_candidate USING btree (company_id, kana, name_folded, id);

CREATE INDEX candidate_name ON public.candidates_candidate USING btree (company_id, name_folded, id);

CREATE INDEX candidate_person ON public.candidates_candidate USING btree (person_id);

CREATE INDEX candidate_phone ON public.candidates_candidate USING btree (company_id, phone_key);

CREATE INDEX candidate_purge ON public.candidates_candidate USING btree (company_id, purge_after, id) INCLUDE (person_id, do_not_contact, state, track);

CREATE INDEX candidate_recent ON public.candidates_candidate USING btree (company_id, updated_at DESC, id DESC) INCLUDE (person_id, state, track, sources, steps, is_open, is_silver, mean_score, prefecture, protected_until, purge_after, last_contact_at);

CREATE INDEX candidate_search ON public.candidates_candidate USING gin (search);

CREATE INDEX candidate_state ON public.candidates_candidate USING btree (company_id, state);

CREATE INDEX candidate_words_pending ON public.candidates_candidate USING btree (company_id, id) WHERE words_pending;

CREATE INDEX candidates_agencycontract_company_id_47d20836 ON public.candidates_agencycontract USING btree (company_id);

CREATE INDEX candidates_application_candidate_id_7a9dbf84 ON public.candidates_application USING btree (candidate_id);

CREATE INDEX candidates_application_company_id_528ae8c0 ON public.candidates_application USING btree (company_id);

CREATE INDEX candidates_application_person_id_8ca9c1e4 ON public.candidates_application USING btree (person_id);

CREATE INDEX candidates_application_position_id_b2b170d5 ON public.candidates_application USING btree (position_id);

CREATE INDEX candidates_bulkact_by_id_e95089a2 ON public.candidates_bulkact USING btree (by_id);

CREATE INDEX candidates_bulkact_company_id_e1805296 ON public.candidates_bulkact USING btree (company_id);

CREATE INDEX candidates_bulkchange_act_id_ecd4236b ON public.candidates_bulkchange USING btree (act_id);

CREATE INDEX candidates_bulkchange_candidate_id_6b683778 ON public.candidates_bulkchange USING btree (candidate_id);

CREATE INDEX candidates_bulkchange_company_id_c7dfa7ce ON public.candidates_bulkchange USING btree (company_id);

CREATE INDEX candidates_candidate_company_id_5b55b22f ON public.candidates_candidate USING btree (company_id);

CREATE INDEX candidates_candidate_owner_id_1f45a7f6 ON public.candidates_candidate USING btree (owner_id);

CREATE INDEX candidates_candidate_person_id_bbed81b3 ON public.candidates_candidate USING btree (person_id);

CREATE INDEX candidates_document_application_id_95254e4a ON public.candidates_document USING btree (application_id);

CREATE INDEX candidates_document_candidate_id_1afd6ccf ON public.candidates_document USING btree (candidate_id);

CREATE INDEX candidates_document_company_id_094be32d ON public.candidates_document USING btree (company_id);

CREATE INDEX candidates_document_confirmed_by_id_42319a2f ON public.candidates_document USING btree (confirmed_by_id);

CREATE INDEX candidates_document_uploaded_by_id_12b01923 ON public.candidates_document USING btree (uploaded_by_id);

CREATE INDEX candidates_duplicatehint_company_id_35b23e3b ON public.candidates_duplicatehint USING btree (company_id);

CREATE INDEX candidates_duplicatehint_first_id_1c2d508b ON public.candidates_duplicatehint USING btree (first_id);

CREATE INDEX candidates_duplicatehint_second_id_e0fbbb81 ON public.candidates_duplicatehint USING btree (second_id);

CREATE INDEX candidates_evaluation_application_id_b2db2c84 ON public.candidates_evaluation USING btree (application_id);

CREATE INDEX candidates_evaluation_company_id_68d4c233 ON public.candidates_evaluation USING btree (company_id);

CREATE INDEX candidates_evaluation_reviewer_id_055dbe79 ON public.candidates_evaluation USING btree (reviewer_id);

CREATE INDEX candidates_evaluation_scorecard_id_db266de3 ON public.candidates_evaluation USING btree (scorecard_id);

CREATE INDEX candidates_export_asked_by_id_b5c63bd9 ON public.candidates_export USING btree (asked_by_id);

CREATE INDEX candidates_export_company_id_d501c9af ON public.candidates_export USING btree (company_id);

CREATE INDEX candidates_export_decided_by_id_dbdb6496 ON public.candidates_export USING btree (decided_by_id);

CREATE INDEX candidates_faircount_company_id_d72a7f19 ON public.candidates_faircount USING btree (company_id);

CREATE INDEX candidates_fairexception_asked_by_id_dc72aaaa ON public.candidates_fairexception USING btree (asked_by_id);

CREATE INDEX candidates_fairexception_candidate_id_be150ed4 ON public.candidates_fairexception USING btree (candidate_id);

CREATE INDEX candidates_fairexception_company_id_114f4f7f ON public.candidates_fairexception USING btree (company_id);

CREATE INDEX candidates_fairexception_decided_by_id_f7ae05d6 ON public.candidates_fairexception USING btree (decided_by_id);

CREATE INDEX candidates_fairexception_position_id_c9d0dcbd ON public.candidates_fairexception USING btree (position_id);

CREATE INDEX candidates_fairofficer_company_id_414d3d20 ON public.candidates_fairofficer USING btree (company_id);

CREATE INDEX candidates_fairofficer_user_id_4673601b ON public.candidates_fairofficer USING btree (user_id);

CREATE INDEX candidates_formpermission_candidate_id_70760a59 ON public.candidates_formpermission USING btree (candidate_id);

CREATE INDEX candidates_formpermission_company_id_54d1ebcb ON public.candidates_formpermission USING btree (company_id);

CREATE INDEX candidates_formpermission_submission_id_165116b3 ON public.candidates_formpermission USING btree (submission_id);

CREATE INDEX candidates_goodforwords_company_id_85cec99a ON public.candidates_goodforwords USING btree (company_id);

CREATE INDEX candidates_importedrow_candidate_id_dade10ce ON public.candidates_importedrow USING btree (candidate_id);

CREATE INDEX candidates_importedrow_company_id_e0e9b1cc ON public.candidates_importedrow USING btree (company_id);

CREATE INDEX candidates_importedrow_run_id_26552b84 ON public.candidates_importedrow USING btree (run_id);

CREATE INDEX candidates_importfault_company_id_3c7e31b5 ON public.candidates_importfault USING btree (company_id);

CREATE INDEX candidates_importfault_run_id_7faf1946 ON public.candidates_importfault USING btree (run_id);

CREATE INDEX candidates_importrun_attested_by_id_8c35b543 ON public.candidates_importrun USING btree (attested_by_id);

CREATE INDEX candidates_importrun_company_id_a10eda87 ON public.candidates_importrun USING btree (company_id);

CREATE INDEX candidates_importrun_started_by_id_1bce3583 ON public.candidates_importrun USING btree (started_by_id);

CREATE INDEX candidates_interview_application_id_8381c518 ON public.candidates_interview USING btree (application_id);

CREATE INDEX candidates_interview_company_id_719d0151 ON public.candidates_interview USING btree (company_id);

CREATE INDEX candidates_interview_interviewer_id_9f3ba0b4 ON public.candidates_interview USING btree (interviewer_id);

CREATE INDEX candidates_legalhold_allowed_by_id_fd33058a ON public.candidates_legalhold USING btree (allowed_by_id);

CREATE INDEX candidates_legalhold_asked_by_id_af089930 ON public.candidates_legalhold USING btree (asked_by_id);

CREATE INDEX candidates_legalhold_candidate_id_5e2c1a29 ON public.candidates_legalhold USING btree (candidate_id);

CREATE INDEX candidates_legalhold_company_id_b515b7ca ON public.candidates_legalhold USING btree (company_id);

CREATE INDEX candidates_legalhold_ended_by_id_19d9c9d1 ON public.candidates_legalhold USING btree (ended_by_id);

CREATE INDEX candidates_merge_by_id_a407bccd ON public.candidates_merge USING btree (by_id);

CREATE INDEX candidates_merge_company_id_1632b085 ON public.candidates_merge USING btree (company_id);

CREATE INDEX candidates_merge_kept_id_248522df ON public.candidates_merge USING btree (kept_id);

CREATE INDEX candidates_note_author_id_fc97f474 ON public.candidates_note USING btree (author_id);

CREATE INDEX candidates_note_candidate_id_e786891a ON public.candidates_note USING btree (candidate_id);

CREATE INDEX candidates_note_company_id_da5381d2 ON public.candidates_note USING btree (company_id);

CREATE INDEX candidates_pool_company_id_5303df99 ON public.candidates_pool USING btree (company_id);

CREATE INDEX candidates_pool_made_by_id_f90d62ec ON public.candidates_pool USING btree (made_by_id);

CREATE INDEX candidates_poolmember_added_by_id_f372bc95 ON public.candidates_poolmember USING btree (added_by_id);

CREATE INDEX candidates_poolmember_candidate_id_fc53ec58 ON public.candidates_poolmember USING btree (candidate_id);

CREATE INDEX candidates_poolmember_company_id_ab6e88e5 ON public.candidates_poolmember USING btree (company_id);

CREATE INDEX candidates_poolmember_pool_id_391980c2 ON public.candidates_poolmember USING btree (pool_id);

CREATE INDEX candidates_reminder_candidate_id_23b6057e ON public.candidates_reminder USING btree (candidate_id);

CREATE INDEX candidates_reminder_company_id_85e78b1a ON public.candidates_reminder USING btree (company_id);

CREATE INDEX candidates_reminder_made_by_id_0cefc8b1 ON public.candidates_reminder USING btree (made_by_id);

CREATE INDEX candidates_reminder_user_id_d55d969a ON public.candidates_reminder USING btree (user_id);

CREATE INDEX candidates_scorecardtemplate_company_id_5417dace ON public.candidates_scorecardtemplate USING btree (company_id);

CREATE INDEX candidates_scorecardtemplate_made_by_id_d31ccfac ON public.candidates_scorecardtemplate USING btree (made_by_id);

CREATE INDEX candidates_scorecardtemplate_position_id_5a87036c ON public.candidates_scorecardtemplate USING btree (position_id);

CREATE INDEX candidates_segment_company_id_17bb6dfe ON public.candidates_segment USING btree (company_id);

CREATE INDEX candidates_segment_owner_id_61073279 ON public.candidates_segment USING btree (owner_id);

CREATE INDEX candidates_stagemove_application_id_567d885f ON public.candidates_stagemove USING btree (application_id);

CREATE INDEX candidates_stagemove_company_id_052e0098 ON public.candidates_stagemove USING btree (company_id);

CREATE INDEX candidates_stagemove_moved_by_id_3731f563 ON public.candidates_stagemove USING btree (moved_by_id);

CREATE INDEX candidates_submission_application_id_18f75e12 ON public.candidates_submission USING btree (application_id);

CREATE INDEX candidates_submission_candidate_id_022cddff ON public.candidates_submission USING btree (candidate_id);

CREATE INDEX candidates_submission_company_id_12638d26 ON public.candidates_submission USING btree (company_id);

CREATE INDEX certificate_candidate ON public.consents_certificate USING btree (company_id, candidate_id);

CREATE INDEX code_by_address ON public.accounts_coderequest USING btree (address, created_at);

CREATE INDEX companies_circle_slug_565bb7ae_like ON public.companies_circle USING btree (slug varchar_pattern_ops);

CREATE INDEX companies_circlecall_circle_id_ca7eb057 ON public.companies_circlecall USING btree (circle_id);

CREATE INDEX companies_circlecall_company_id_b448516a ON public.companies_circlecall USING btree (company_id);

CREATE INDEX companies_circlemember_circle_id_b59c285d ON public.companies_circlemember USING btree (circle_id);

CREATE INDEX companies_circlemember_company_id_f4f16423 ON public.companies_circlemember USING btree (company_id);

CREATE INDEX companies_client_agency_id_2ff9dad4 ON public.companies_client USING btree (agency_id);

CREATE INDEX companies_client_client_id_b1e8953b ON public.companies_client USING btree (client_id);

CREATE INDEX companies_company_corporate_number_d9a6f831_like ON public.companies_company USING btree (corporate_number varchar_pattern_ops);

CREATE INDEX companies_company_group_id_09dc47f4 ON public.companies_company USING btree (group_id);

CREATE INDEX companies_company_slug_cddc66aa_like ON public.companies_company USING btree (slug varchar_pattern_ops);

CREATE INDEX companies_companydomain_company_id_8a0bbaef ON public.companies_companydomain USING btree (company_id);

CREATE INDEX companies_companydomain_domain_f0acd267_like ON public.companies_companydomain USING btree (domain varchar_pattern_ops);

CREATE INDEX companies_companygroup_parent_id_0b8c4f78 ON public.companies_companygroup USING btree (parent_id);

CREATE INDEX companies_complaint_about_id_47f893c4 ON public.companies_complaint USING btree (about_id);

CREATE INDEX companies_complaint_company_id_64ca013a ON public.companies_complaint USING btree (company_id);

CREATE INDEX companies_complaint_handled_by_id_db7c93fc ON public.companies_complaint USING btree (handled_by_id);

CREATE INDEX companies_complaint_person_id_5440522b ON public.companies_complaint USING btree (person_id);

CREATE INDEX companies_cut_keeper_id_6362c95d ON public.companies_cut USING btree (keeper_id);

CREATE INDEX companies_cut_other_id_5346e2ae ON public.companies_cut USING btree (other_id);

CREATE INDEX companies_deskkeeper_company_id_e5f50dc5 ON public.companies_deskkeeper USING btree (company_id);

CREATE INDEX companies_deskkeeper_user_id_d0b5cb49 ON public.companies_deskkeeper USING btree (user_id);

CREATE INDEX companies_domainproof_company_id_e751c1c2 ON public.companies_domainproof USING btree (company_id);

CREATE INDEX companies_harassmentreport_company_id_c51b0a70 ON public.companies_harassmentreport USING btree (company_id);

CREATE INDEX companies_harassmentreport_handled_by_id_5e9b6b6a ON public.companies_harassmentreport USING btree (handled_by_id);

CREATE INDEX companies_incident_closed_by_id_01ea5ee8 ON public.companies_incident USING btree (closed_by_id);

CREATE INDEX companies_incident_company_id_05a927c3 ON public.companies_incident USING btree (company_id);

CREATE INDEX companies_incident_opened_by_id_a8d785c0 ON public.companies_incident USING btree (opened_by_id);

CREATE INDEX companies_incidentnotice_company_id_e87b071c ON public.companies_incidentnotice USING btree (company_id);

CREATE INDEX companies_incidentperson_company_id_de198fcf ON public.companies_incidentperson USING btree (company_id);

CREATE INDEX companies_incidentperson_incident_id_1c7948a7 ON public.companies_incidentperson USING btree (incident_id);

CREATE INDEX companies_joining_company_id_44491d84 ON public.companies_joining USING btree (company_id);

CREATE INDEX companies_licence_circle_id_51f3b56a ON public.companies_licence USING btree (circle_id);

CREATE INDEX companies_licence_holder_id_244d7e5d ON public.companies_licence USING btree (holder_id);

CREATE INDEX companies_membership_company_id_f99b2b7a ON public.companies_membership USING btree (company_id);

CREATE INDEX companies_membership_user_id_5e947419 ON public.companies_membership USING btree (user_id);

CREATE INDEX companies_purgereport_company_id_35ddc9e6 ON public.companies_purgereport USING btree (company_id);

CREATE INDEX companies_retentionrule_allowed_by_id_a91cd779 ON public.companies_retentionrule USING btree (allowed_by_id);

CREATE INDEX companies_retentionrule_chosen_by_id_8304df99 ON public.companies_retentionrule USING btree (chosen_by_id);

CREATE INDEX companies_retentionrule_company_id_a2e8ee33 ON public.companies_retentionrule USING btree (company_id);

CREATE INDEX companies_retentionrule_wanted_by_id_f9f9c395 ON public.companies_retentionrule USING btree (wanted_by_id);

CREATE INDEX consents_accessgrant_company_id_18b91922 ON public.consents_accessgrant USING btree (company_id);

CREATE INDEX consents_accessgrant_deletion_confirmed_by_id_e98a59ed ON public.consents_accessgrant USING btree (deletion_confirmed_by_id);

CREATE INDEX consents_accessgrant_package_id_5ee1bc47 ON public.consents_accessgrant USING btree (package_id);

CREATE INDEX consents_accessgrant_person_id_290b7398 ON public.consents_accessgrant USING btree (person_id);

CREATE INDEX consents_accountclosing_person_id_50676d86 ON public.consents_accountclosing USING btree (person_id);

CREATE INDEX consents_block_company_blocked_id_2fcb651c ON public.consents_block USING btree (company_blocked_id);

CREATE INDEX consents_block_person_id_b6a5e1df ON public.consents_block USING btree (person_id);

CREATE INDEX consents_cardline_person_id_b1c263fe ON public.consents_cardline USING btree (person_id);

CREATE INDEX consents_certificate_application_id_67f9f597 ON public.consents_certificate USING btree (application_id);

CREATE INDEX consents_certificate_candidate_id_18a1d40a ON public.consents_certificate USING btree (candidate_id);

CREATE INDEX consents_certificate_company_id_c4454cad ON public.consents_certificate USING btree (company_id);

CREATE INDEX consents_certificatekey_company_id_8961cc76 ON public.consents_certificatekey USING btree (company_id);

CREATE INDEX consents_consententry_circle_id_0e286c80 ON public.consents_consententry USING btree (circle_id);

CREATE INDEX consents_consententry_person_id_20485ce1 ON public.consents_consententry USING btree (person_id);

CREATE INDEX consents_consententry_recipient_id_3fe68a16 ON public.consents_consententry USING btree (recipient_id);

CREATE INDEX consents_consentnow_circle_id_008156b9 ON public.consents_consentnow USING btree (circle_id);

CREATE INDEX consents_consentnow_entry_id_9d7333e7 ON public.consents_consentnow USING btree (entry_id);

CREATE INDEX consents_consentnow_person_id_1293a6d6 ON public.consents_consentnow USING btree (person_id);

CREATE INDEX consents_consentnow_recipient_id_742768d0 ON public.consents_consentnow USING btree (recipient_id);

CREATE INDEX consents_correction_acknowledged_by_id_57b4dba7 ON public.consents_correction USING btree (acknowledged_by_id);

CREATE INDEX consents_correction_company_id_1bcbca60 ON public.consents_correction USING btree (company_id);

CREATE INDEX consents_correction_package_id_270fa977 ON public.consents_correction USING btree (package_id);

CREATE INDEX consents_correction_person_id_1c239b5d ON public.consents_correction USING btree (person_id);

CREATE INDEX consents_employer_member_id_84a77b9c ON public.consents_employer USING btree (member_id);

CREATE INDEX consents_employer_person_id_dbbfa51d ON public.consents_employer USING btree (person_id);

CREATE INDEX consents_endednumber_issuer_id_f7a8f86b ON public.consents_endednumber USING btree (issuer_id);

CREATE INDEX consents_heldcertificate_issuer_id_9b95a0c4 ON public.consents_heldcertificate USING btree (issuer_id);

CREATE INDEX consents_heldcertificate_person_id_4ce76882 ON public.consents_heldcertificate USING btree (person_id);

CREATE INDEX consents_keptletter_about_id_a66bd10b ON public.consents_keptletter USING btree (about_id);

CREATE INDEX consents_keptletter_person_id_f0529ebb ON public.consents_keptletter USING btree (person_id);

CREATE INDEX consents_letter_application_id_da70ba93 ON public.consents_letter USING btree (application_id);

CREATE INDEX consents_letter_company_id_76a93f75 ON public.consents_letter USING btree (company_id);

CREATE INDEX consents_letter_written_by_id_2d4ac081 ON public.consents_letter USING btree (written_by_id);

CREATE INDEX consents_notebooknote_about_id_018ba4b4 ON public.consents_notebooknote USING btree (about_id);

CREATE INDEX consents_notebooknote_person_id_bcb27966 ON public.consents_notebooknote USING btree (person_id);

CREATE INDEX consents_notebookpage_about_id_1e916231 ON public.consents_notebookpage USING btree (about_id);

CREATE INDEX consents_notebookpage_person_id_8be5cade ON public.consents_notebookpage USING btree (person_id);

CREATE INDEX consents_package_person_id_e0538bfb ON public.consents_package USING btree (person_id);

CREATE INDEX consents_package_position_id_ecccf0f3 ON public.consents_package USING btree (position_id);

CREATE INDEX consents_package_recipient_id_bde8e701 ON public.consents_package USING btree (recipient_id);

CREATE INDEX consents_passport_person_id_b36c6c87 ON public.consents_passport USING btree (person_id);

CREATE INDEX consents_provision_consent_id_09636d41 ON public.consents_provision USING btree (consent_id);

CREATE INDEX consents_provision_package_id_9321d092 ON public.consents_provision USING btree (package_id);

CREATE INDEX consents_provision_person_id_5a015334 ON public.consents_provision USING btree (person_id);

CREATE INDEX consents_provision_recipient_id_41e31e3e ON public.consents_provision USING btree (recipient_id);

CREATE INDEX consents_receipt_company_id_29f83065 ON public.consents_receipt USING btree (company_id);

CREATE INDEX consents_receipt_confirmed_by_id_7252a594 ON public.consents_receipt USING btree (confirmed_by_id);

CREATE INDEX consents_receipt_package_id_67373ad5 ON public.consents_receipt USING btree (package_id);

CREATE INDEX consents_rightsitem_company_id_f0ba4c02 ON public.consents_rightsitem USING btree (company_id);

CREATE INDEX consents_rightsitem_decided_by_id_ecc2fdb1 ON public.consents_rightsitem USING btree (decided_by_id);

CREATE INDEX consents_rightsitem_person_id_9572edc3 ON public.consents_rightsitem USING btree (person_id);

CREATE INDEX consents_rightsitem_request_id_48765a13 ON public.consents_rightsitem USING btree (request_id);

CREATE INDEX consents_rightsrequest_candidate_id_2f205c64 ON public.consents_rightsrequest USING btree (candidate_id);

CREATE INDEX consents_rightsrequest_company_id_35ad8a3e ON public.consents_rightsrequest USING btree (company_id);

CREATE INDEX consents_rightsrequest_decided_by_id_040df8cc ON public.consents_rightsrequest USING btree (decided_by_id);

CREATE INDEX consents_rightsrequest_person_id_22688ca4 ON public.consents_rightsrequest USING btree (person_id);

CREATE INDEX consents_savedconditions_person_id_7715e79f ON public.consents_savedconditions USING btree (person_id);

CREATE INDEX consents_share_person_id_7b837218 ON public.consents_share USING btree (person_id);

CREATE INDEX consents_shareanswer_person_id_c31f2d0c ON public.consents_shareanswer USING btree (person_id);

CREATE INDEX consents_shareanswer_share_id_b173bbaa ON public.consents_shareanswer USING btree (share_id);

CREATE INDEX consents_sharekey_token_hash_9a0810c1_like ON public.consents_sharekey USING btree (token_hash varchar_pattern_ops);

CREATE INDEX consents_sharerecord_person_id_4105342a ON public.consents_sharerecord USING btree (person_id);

CREATE INDEX consents_shareview_person_id_a120fe2e ON public.consents_shareview USING btree (person_id);

CREATE INDEX consents_shareview_share_id_f0d0262a ON public.consents_shareview USING btree (share_id);

CREATE INDEX delay_application ON public.notices_delay USING btree (company_id, application_id);

CREATE INDEX deletions_open ON public.consents_accessgrant USING btree (company_id, deletion_due_on) WHERE ((deletion_confirmed_at IS NULL) AND (deletion_due_on IS NOT NULL));

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX document_candidate ON public.candidates_document USING btree (company_id, candidate_id);

CREATE INDEX domain_from_its_end ON public.companies_companydomain USING btree (reverse((domain)::text) COLLATE "C");

CREATE INDEX erasure_unwritten ON public.base_erasure USING btree (id) WHERE (written_at IS NULL);

CREATE INDEX evaluation_application ON public.candidates_evaluation USING btree (company_id, application_id);

CREATE INDEX export_state ON public.candidates_export USING btree (company_id, state, id DESC);

CREATE INDEX exposure_by_weights ON public.matching_exposure USING btree (company_id, weights, shown_at);

CREATE INDEX fair_exception_state ON public.candidates_fairexception USING btree (company_id, state, expires_on);

CREATE INDEX fault_line ON public.candidates_importfault USING btree (company_id, run_id, line);

CREATE UNIQUE INDEX gone_into_one_record ON public.candidates_merge USING btree (company_id, gone_public_id) WHERE (undone_at IS NULL);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX imports_formtext_attested_by_id_31251150 ON public.imports_formtext USING btree (attested_by_id);

CREATE INDEX imports_formtext_company_id_838f4fd4 ON public.imports_formtext USING btree (company_id);

CREATE INDEX imports_savedmapping_company_id_9291bb4b ON public.imports_savedmapping USING btree (company_id);

CREATE INDEX incoming_candidate ON public.notices_incoming USING btree (company_id, candidate_id);

CREATE INDEX insights_assumption_company_id_ff34cb4c ON public.insights_assumption USING btree (company_id);

CREATE INDEX insights_assumption_set_by_id_fcac3f1e ON public.insights_assumption USING btree (set_by_id);

CREATE INDEX insights_fact_company_id_bd79a4e9 ON public.insights_fact USING btree (company_id);

CREATE INDEX insights_factsuntil_company_id_15de202d ON public.insights_factsuntil USING btree (company_id);

CREATE INDEX insights_snapshot_company_id_baf30856 ON public.insights_snapshot USING btree (company_id);

CREATE INDEX interview_application ON public.candidates_interview USING btree (company_id, application_id);

CREATE INDEX interview_mine ON public.candidates_interview USING btree (company_id, interviewer_id, at);

CREATE INDEX introduction_person ON public.relay_introduction USING btree (person_id, stage);

CREATE INDEX introduction_stage ON public.relay_introduction USING btree (company_id, stage);

CREATE INDEX ledger_person ON public.consents_consententry USING btree (person_id, id);

CREATE INDEX ledger_subject ON public.consents_consententry USING btree (subject, id);

CREATE INDEX legal_hold_until ON public.candidates_legalhold USING btree (company_id, until);

CREATE INDEX line_text_candidate ON public.notices_linetext USING btree (company_id, candidate_id, written_at DESC);

CREATE INDEX matching_declaration_person_id_8f723256 ON public.matching_declaration USING btree (person_id);

CREATE INDEX matching_dismissal_candidate_id_b9a80476 ON public.matching_dismissal USING btree (candidate_id);

CREATE INDEX matching_dismissal_company_id_8de2ff9e ON public.matching_dismissal USING btree (company_id);

CREATE INDEX matching_dismissal_position_id_c08d393c ON public.matching_dismissal USING btree (position_id);

CREATE INDEX matching_exposure_candidate_id_e2c5e989 ON public.matching_exposure USING btree (candidate_id);

CREATE INDEX matching_exposure_company_id_b58623b7 ON public.matching_exposure USING btree (company_id);

CREATE INDEX matching_exposure_position_id_7ec4725d ON public.matching_exposure USING btree (position_id);

CREATE INDEX matching_fairnessreport_company_id_23e20b60 ON public.matching_fairnessreport USING btree (company_id);

CREATE INDEX matching_pick_company_id_d65fbb98 ON public.matching_pick USING btree (company_id);

CREATE INDEX matching_pick_position_id_43a2865b ON public.matching_pick USING btree (position_id);

CREATE INDEX merge_email ON public.candidates_merge USING btree (company_id, gone_email_key);

CREATE INDEX merge_external ON public.candidates_merge USING btree (company_id, gone_external_id);

CREATE INDEX merge_kept ON public.candidates_merge USING btree (company_id, kept_id);

CREATE INDEX message_batch ON public.notices_message USING btree (company_id, batch);

CREATE INDEX message_by_message_id ON public.notices_message USING btree (message_id) WHERE ((message_id)::text <> ''::text);

CREATE INDEX message_candidate ON public.notices_message USING btree (company_id, candidate_id);

CREATE INDEX message_due ON public.notices_message USING btree (company_id, state, send_after);

CREATE INDEX message_moving ON public.notices_message USING btree (send_after) WHERE ((state)::text = ANY (ARRAY[('held'::character varying)::text, ('queued'::character varying)::text, ('claimed'::character varying)::text, ('sending'::character varying)::text]));

CREATE INDEX message_person ON public.notices_message USING btree (person_id);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX move_application ON public.candidates_stagemove USING btree (company_id, application_id, id);

CREATE INDEX move_batch ON public.candidates_stagemove USING btree (company_id, batch);

CREATE INDEX news_request_recent ON public.notices_newsrequest USING btree (company_id, created_at);

CREATE INDEX note_candidate ON public.candidates_note USING btree (company_id, candidate_id);

CREATE INDEX note_of_person ON public.consents_notebooknote USING btree (person_id, updated_at DESC);

CREATE INDEX notices_calltry_by_id_a51755bd ON public.notices_calltry USING btree (by_id);

CREATE INDEX notices_calltry_company_id_6ebeb5f5 ON public.notices_calltry USING btree (company_id);

CREATE INDEX notices_calltry_message_id_fb917301 ON public.notices_calltry USING btree (message_id);

CREATE INDEX notices_campaign_allowed_by_id_5d241340 ON public.notices_campaign USING btree (allowed_by_id);

CREATE INDEX notices_campaign_company_id_a248a518 ON public.notices_campaign USING btree (company_id);

CREATE INDEX notices_campaign_made_by_id_3dc4219e ON public.notices_campaign USING btree (made_by_id);

CREATE INDEX notices_campaign_position_id_bd29f2e3 ON public.notices_campaign USING btree (position_id);

CREATE INDEX notices_campaign_released_by_id_2c5ab925 ON public.notices_campaign USING btree (released_by_id);

CREATE INDEX notices_campaign_segment_id_f5d35095 ON public.notices_campaign USING btree (segment_id);

CREATE INDEX notices_chathook_company_id_f7b0d6fc ON public.notices_chathook USING btree (company_id);

CREATE INDEX notices_closing_application_id_b76e4465 ON public.notices_closing USING btree (application_id);

CREATE INDEX notices_closing_company_id_f60cb3bd ON public.notices_closing USING btree (company_id);

CREATE INDEX notices_closing_settled_by_id_7919eb23 ON public.notices_closing USING btree (settled_by_id);

CREATE INDEX notices_delay_application_id_663182d1 ON public.notices_delay USING btree (application_id);

CREATE INDEX notices_delay_by_id_f8e7c617 ON public.notices_delay USING btree (by_id);

CREATE INDEX notices_delay_company_id_3c72866f ON public.notices_delay USING btree (company_id);

CREATE INDEX notices_domaincheck_company_id_29b2cbf2 ON public.notices_domaincheck USING btree (company_id);

CREATE INDEX notices_entrylink_token_hash_aa4dbc03_like ON public.notices_entrylink USING btree (token_hash varchar_pattern_ops);

CREATE INDEX notices_guardrules_chosen_by_id_d5ccbc91 ON public.notices_guardrules USING btree (chosen_by_id);

CREATE INDEX notices_guardrules_company_id_6ae729d7 ON public.notices_guardrules USING btree (company_id);

CREATE INDEX notices_guardstep_application_id_b57e73be ON public.notices_guardstep USING btree (application_id);

CREATE INDEX notices_guardstep_company_id_9621bf3d ON public.notices_guardstep USING btree (company_id);

CREATE INDEX notices_incoming_answer_id_13b59e76 ON public.notices_incoming USING btree (answer_id);

CREATE INDEX notices_incoming_candidate_id_10767eee ON public.notices_incoming USING btree (candidate_id);

CREATE INDEX notices_incoming_company_id_a8ac7f5b ON public.notices_incoming USING btree (company_id);

CREATE INDEX notices_incoming_handled_by_id_2dd53f8c ON public.notices_incoming USING btree (handled_by_id);

CREATE INDEX notices_incoming_message_id_a7f342c1 ON public.notices_incoming USING btree (message_id);

CREATE INDEX notices_incoming_owner_id_fd63b589 ON public.notices_incoming USING btree (owner_id);

CREATE INDEX notices_letterbox_name_d8e3b0e3_like ON public.notices_letterbox USING btree (name varchar_pattern_ops);

CREATE INDEX notices_lineaccount_company_id_447a6ab0 ON public.notices_lineaccount USING btree (company_id);

CREATE INDEX notices_lineevent_company_id_5f89da09 ON public.notices_lineevent USING btree (company_id);

CREATE INDEX notices_lineintent_candidate_id_5cb9f846 ON public.notices_lineintent USING btree (candidate_id);

CREATE INDEX notices_lineintent_company_id_41bfbf9b ON public.notices_lineintent USING btree (company_id);

CREATE INDEX notices_lineintent_nonce_hash_2d34b4c2_like ON public.notices_lineintent USING btree (nonce_hash varchar_pattern_ops);

CREATE INDEX notices_lineintent_person_id_33b47683 ON public.notices_lineintent USING btree (person_id);

CREATE INDEX notices_linelink_candidate_id_7ff9f545 ON public.notices_linelink USING btree (candidate_id);

CREATE INDEX notices_linelink_company_id_85daae72 ON public.notices_linelink USING btree (company_id);

CREATE INDEX notices_linelink_person_id_1aaaae25 ON public.notices_linelink USING btree (person_id);

CREATE INDEX notices_linepush_company_id_f2a92790 ON public.notices_linepush USING btree (company_id);

CREATE INDEX notices_linetext_candidate_id_5f718c9c ON public.notices_linetext USING btree (candidate_id);

CREATE INDEX notices_linetext_company_id_16ac8d5a ON public.notices_linetext USING btree (company_id);

CREATE INDEX notices_message_application_id_86d2b08c ON public.notices_message USING btree (application_id);

CREATE INDEX notices_message_campaign_id_5ecebb51 ON public.notices_message USING btree (campaign_id);

CREATE INDEX notices_message_candidate_id_753ab38a ON public.notices_message USING btree (candidate_id);

CREATE INDEX notices_message_company_id_c96627a8 ON public.notices_message USING btree (company_id);

CREATE INDEX notices_message_person_id_f973f285 ON public.notices_message USING btree (person_id);

CREATE INDEX notices_message_released_by_id_8ccc2212 ON public.notices_message USING btree (released_by_id);

CREATE INDEX notices_newsrequest_company_id_35a2d3f4 ON public.notices_newsrequest USING btree (company_id);

CREATE INDEX notices_pace_company_id_8bb08b4a ON public.notices_pace USING btree (company_id);

CREATE INDEX notices_permissionproof_candidate_id_3417dc4e ON public.notices_permissionproof USING btree (candidate_id);

CREATE INDEX notices_permissionproof_company_id_4122d3fa ON public.notices_permissionproof USING btree (company_id);

CREATE INDEX notices_personalmail_code_request_id_fdd364bd ON public.notices_personalmail USING btree (code_request_id);

CREATE INDEX notices_personalmail_for_company_id_28a13a53 ON public.notices_personalmail USING btree (for_company_id);

CREATE INDEX notices_personalmail_to_person_id_6c33e60a ON public.notices_personalmail USING btree (to_person_id);

CREATE INDEX notices_personalmail_to_user_id_4fb3062c ON public.notices_personalmail USING btree (to_user_id);

CREATE INDEX notices_preference_company_id_0e877cc2 ON public.notices_preference USING btree (company_id);

CREATE INDEX notices_releaserequest_answered_by_id_ec5833d7 ON public.notices_releaserequest USING btree (answered_by_id);

CREATE INDEX notices_releaserequest_asked_by_id_a730c4a3 ON public.notices_releaserequest USING btree (asked_by_id);

CREATE INDEX notices_releaserequest_company_id_9400a179 ON public.notices_releaserequest USING btree (company_id);

CREATE INDEX notices_releaserule_company_id_52b0a028 ON public.notices_releaserule USING btree (company_id);

CREATE INDEX notices_senderaccount_company_id_85c462c3 ON public.notices_senderaccount USING btree (company_id);

CREATE INDEX notices_suppression_company_id_a31f2c5d ON public.notices_suppression USING btree (company_id);

CREATE INDEX notices_surveyanswer_application_id_55a5b28c ON public.notices_surveyanswer USING btree (application_id);

CREATE INDEX notices_surveyanswer_company_id_349c6cb9 ON public.notices_surveyanswer USING btree (company_id);

CREATE INDEX notices_surveyanswer_person_id_d900f485 ON public.notices_surveyanswer USING btree (person_id);

CREATE INDEX notices_surveyseal_answer_id_1b0ecf27 ON public.notices_surveyseal USING btree (answer_id);

CREATE INDEX notices_surveyseal_company_id_bdd95250 ON public.notices_surveyseal USING btree (company_id);

CREATE INDEX notices_template_company_id_85c29f5e ON public.notices_template USING btree (company_id);

CREATE INDEX notices_templateversion_company_id_9deccf1b ON public.notices_templateversion USING btree (company_id);

CREATE INDEX notices_templateversion_saved_by_id_a1a0f1b4 ON public.notices_templateversion USING btree (saved_by_id);

CREATE UNIQUE INDEX once_in_a_campaign ON public.notices_message USING btree (company_id, campaign_id, candidate_id) WHERE (NOT ((skip_reason)::text = 'merged'::text));

CREATE UNIQUE INDEX one_certificate_an_application ON public.consents_certificate USING btree (company_id, application_id) WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX one_certificate_key_at_work ON public.consents_certificatekey USING btree (company_id) WHERE (retired_at IS NULL);

CREATE UNIQUE INDEX one_chosen_sender ON public.notices_senderaccount USING btree (company_id) WHERE is_chosen;

CREATE UNIQUE INDEX one_fact ON public.insights_fact USING btree (company_id, key, day, back, value, is_erased) INCLUDE (n);

CREATE UNIQUE INDEX one_letter_in_draft ON public.consents_letter USING btree (application_id) WHERE ((state)::text = 'draft'::text);

CREATE UNIQUE INDEX one_line_a_record ON public.notices_linelink USING btree (company_id, candidate_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_live_introduction ON public.relay_introduction USING btree (company_id, person_id, position_id) WHERE (NOT ((stage)::text = ANY (ARRAY[('declined'::character varying)::text, ('expired'::character varying)::text, ('withdrawn'::character varying)::text, ('not_selected'::character varying)::text])));

CREATE UNIQUE INDEX one_main_address ON public.accounts_verifiedaddress USING btree (person_id) WHERE is_primary;

CREATE UNIQUE INDEX one_notice_a_decision ON public.notices_message USING btree (company_id, application_id, for_decided_at) WHERE (((legal_class)::text = 'notice'::text) AND ((state)::text = ANY (ARRAY[('accepted'::character varying)::text, ('told'::character varying)::text])));

CREATE UNIQUE INDEX one_open_interview_offer ON public.relay_interviewoffer USING btree (introduction_id) WHERE ((state)::text = 'open'::text);

CREATE UNIQUE INDEX one_open_notice ON public.notices_message USING btree (company_id, application_id) WHERE (((legal_class)::text = 'notice'::text) AND ((state)::text = ANY (ARRAY[('draft'::character varying)::text, ('held'::character varying)::text, ('queued'::character varying)::text, ('claimed'::character varying)::text, ('sending'::character varying)::text, ('unknown'::character varying)::text])));

CREATE UNIQUE INDEX one_open_release_request ON public.notices_releaserequest USING btree (company_id, batch) WHERE (answered_at IS NULL);

CREATE UNIQUE INDEX one_open_request ON public.consents_rightsrequest USING btree (company_id, candidate_id, kind, detail) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX one_record_a_line ON public.notices_linelink USING btree (company_id, user_hash) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_rematch_at_a_time ON public.matching_rematch USING btree (state) WHERE ((state)::text = 'running'::text);

CREATE UNIQUE INDEX one_scorecard_of_a_company ON public.candidates_scorecardtemplate USING btree (company_id) WHERE (is_current AND (position_id IS NULL));

CREATE UNIQUE INDEX one_scorecard_of_a_position ON public.candidates_scorecardtemplate USING btree (company_id, position_id) WHERE is_current;

CREATE INDEX personal_due ON public.notices_personalmail USING btree (state, send_after);

CREATE INDEX pick_by_weights ON public.matching_pick USING btree (weights, shown_at);

CREATE INDEX pick_person ON public.matching_pick USING btree (person_id);

CREATE INDEX placement_day ON public.relay_placement USING btree (introduced_on);

CREATE INDEX pool_member_candidate ON public.candidates_poolmember USING btree (company_id, candidate_id);

CREATE INDEX position_state ON public.positions_position USING btree (company_id, state);

CREATE INDEX positions_position_company_id_d4b8a2b0 ON public.positions_position USING btree (company_id);

CREATE INDEX positions_positioncircle_circle_id_77fbeba5 ON public.positions_positioncircle USING btree (circle_id);

CREATE INDEX positions_positioncircle_company_id_99d45692 ON public.positions_positioncircle USING btree (company_id);

CREATE INDEX positions_positioncircle_position_id_e9c2a238 ON public.positions_positioncircle USING btree (position_id);

CREATE INDEX positions_question_company_id_c895454a ON public.positions_question USING btree (company_id);

CREATE INDEX positions_question_position_id_b20645d9 ON public.positions_question USING btree (position_id);

CREATE INDEX positions_sharecount_company_id_7464222b ON public.positions_sharecount USING btree (company_id);

CREATE INDEX positions_sharecount_link_id_bc618f48 ON public.positions_sharecount USING btree (link_id);

CREATE INDEX positions_sharelink_code_640277a5_like ON public.positions_sharelink USING btree (code varchar_pattern_ops);

CREATE INDEX positions_sharelink_company_id_23a46416 ON public.positions_sharelink USING btree (company_id);

CREATE INDEX positions_sharelink_position_id_923ca2d0 ON public.positions_sharelink USING btree (position_id);

CREATE INDEX preference_talk ON public.notices_preference USING btree (company_id, talk_from);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX proof_candidate ON public.notices_permissionproof USING btree (company_id, candidate_id);

CREATE INDEX question_position ON public.positions_question USING btree (company_id, position_id);

CREATE INDEX relay_ask_asked_by_id_b0f3d323 ON public.relay_ask USING btree (asked_by_id);

CREATE INDEX relay_ask_company_id_867849c9 ON public.relay_ask USING btree (company_id);

CREATE INDEX relay_ask_position_id_cdc18298 ON public.relay_ask USING btree (position_id);

CREATE INDEX relay_askspending_company_id_1929447a ON public.relay_askspending USING btree (company_id);

CREATE INDEX relay_hirenews_candidate_id_6f183e38 ON public.relay_hirenews USING btree (candidate_id);

CREATE INDEX relay_hirenews_company_id_fa1fa607 ON public.relay_hirenews USING btree (company_id);

CREATE INDEX relay_hirenews_person_id_f21634b2 ON public.relay_hirenews USING btree (person_id);

CREATE INDEX relay_interviewoffer_company_id_3fd25a05 ON public.relay_interviewoffer USING btree (company_id);

CREATE INDEX relay_interviewoffer_introduction_id_b30affd3 ON public.relay_interviewoffer USING btree (introduction_id);

CREATE INDEX relay_interviewoffer_offered_by_id_b72f7a9c ON public.relay_interviewoffer USING btree (offered_by_id);

CREATE INDEX relay_interviewoffer_person_id_2c98740d ON public.relay_interviewoffer USING btree (person_id);

CREATE INDEX relay_introduction_ask_id_7da3a03d ON public.relay_introduction USING btree (ask_id);

CREATE INDEX relay_introduction_company_id_076bd8e4 ON public.relay_introduction USING btree (company_id);

CREATE INDEX relay_introduction_package_id_65893501 ON public.relay_introduction USING btree (package_id);

CREATE INDEX relay_introduction_person_id_9b0317af ON public.relay_introduction USING btree (person_id);

CREATE INDEX relay_introduction_position_id_0cc6d2f8 ON public.relay_introduction USING btree (position_id);

CREATE INDEX relay_placement_company_id_f0c73617 ON public.relay_placement USING btree (company_id);

CREATE INDEX relay_placement_introduction_id_dae105b7 ON public.relay_placement USING btree (introduction_id);

CREATE INDEX relay_placement_person_id_e580d836 ON public.relay_placement USING btree (person_id);

CREATE INDEX relay_placement_position_id_0afdf2b1 ON public.relay_placement USING btree (position_id);

CREATE INDEX relay_seekercard_person_id_2277f1da ON public.relay_seekercard USING btree (person_id);

CREATE INDEX relay_talkmessage_company_id_04dd650d ON public.relay_talkmessage USING btree (company_id);

CREATE INDEX relay_talkmessage_introduction_id_2c86e9bd ON public.relay_talkmessage USING btree (introduction_id);

CREATE INDEX relay_talkmessage_person_id_2df52cc4 ON public.relay_talkmessage USING btree (person_id);

CREATE INDEX relay_talkmessage_written_by_id_e9909869 ON public.relay_talkmessage USING btree (written_by_id);

CREATE INDEX reminder_candidate ON public.candidates_reminder USING btree (company_id, candidate_id);

CREATE INDEX reminder_due ON public.candidates_reminder USING btree (company_id, user_id, day) WHERE (done_at IS NULL);

CREATE INDEX replies_open ON public.notices_incoming USING btree (company_id, received_at) WHERE ((handled_at IS NULL) AND ((kind)::text = 'reply'::text));

CREATE INDEX row_candidate ON public.candidates_importedrow USING btree (company_id, candidate_id);

CREATE INDEX row_fingerprint ON public.candidates_importedrow USING btree (company_id, fingerprint);

CREATE INDEX scorecard_versions ON public.candidates_scorecardtemplate USING btree (company_id, position_id, version);

CREATE INDEX segment_company ON public.candidates_segment USING btree (company_id, deleted_at);

CREATE INDEX share_answers ON public.consents_shareanswer USING btree (share_id, at DESC);

CREATE INDEX share_of_person ON public.consents_share USING btree (person_id, made_at DESC);

CREATE INDEX share_views ON public.consents_shareview USING btree (share_id, at DESC);

CREATE UNIQUE INDEX staff_mail_once ON public.notices_personalmail USING btree (kind, to_user_id, for_company_id, subject_ref, occasion) NULLS NOT DISTINCT WHERE (to_user_id IS NOT NULL);

CREATE INDEX submission_lately ON public.candidates_submission USING btree (company_id, created_at);

CREATE INDEX suggestion_person ON public.matching_suggestion USING btree (person_id);

CREATE INDEX survey_seal_question ON public.notices_surveyseal USING btree (company_id, question, template_key);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.base_auditevent FOR EACH ROW EXECUTE FUNCTION public.cr_append_only('at', '3 years');

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.consents_consententry FOR EACH ROW EXECUTE FUNCTION public.ledger_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.consents_provision FOR EACH ROW EXECUTE FUNCTION public.cr_append_only('keep_until', '1 day');

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.consents_receipt FOR EACH ROW EXECUTE FUNCTION public.cr_append_only('keep_until', '1 day');

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.consents_sharerecord FOR EACH ROW EXECUTE FUNCTION public.cr_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.base_auditevent FOR EACH STATEMENT EXECUTE FUNCTION public.cr_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.consents_consententry FOR EACH STATEMENT EXECUTE FUNCTION public.cr_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.consents_provision FOR EACH STATEMENT EXECUTE FUNCTION public.cr_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.consents_receipt FOR EACH STATEMENT EXECUTE FUNCTION public.cr_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.consents_sharerecord FOR EACH STATEMENT EXECUTE FUNCTION public.cr_append_only();

CREATE TRIGGER hint_linked AFTER UPDATE OF person_id ON public.candidates_candidate FOR EACH ROW WHEN (((new.person_id IS NOT NULL) AND (old.person_id IS DISTINCT FROM new.person_id))) EXECUTE FUNCTION public.hint_linked();

CREATE TRIGGER keep_exposures BEFORE DELETE OR UPDATE ON public.matching_exposure FOR EACH ROW EXECUTE FUNCTION public.keep_exposures();

CREATE TRIGGER no_circle BEFORE INSERT OR UPDATE OF parent_id ON public.companies_companygroup FOR EACH ROW EXECUTE FUNCTION public.group_no_circle();

CREATE TRIGGER placement_lock BEFORE DELETE ON public.relay_placement FOR EACH ROW EXECUTE FUNCTION public.placement_lock();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER stand_deleted AFTER DELETE ON public.candidates_application REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.applications_changed();

CREATE TRIGGER stand_deleted AFTER DELETE ON public.candidates_evaluation REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.evaluations_changed();

CREATE TRIGGER stand_inserted AFTER INSERT ON public.candidates_application REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.applications_changed();

CREATE TRIGGER stand_inserted AFTER INSERT ON public.candidates_evaluation REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.evaluations_changed();

CREATE TRIGGER stand_updated AFTER UPDATE ON public.candidates_application REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.applications_changed();

CREATE TRIGGER stand_updated AFTER UPDATE ON public.candidates_evaluation REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.evaluations_changed();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_addresschan_new_code_id_2b33fa54_fk_accounts_ FOREIGN KEY (new_code_id) REFERENCES public.accounts_coderequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_addresschan_old_code_id_b3b17927_fk_accounts_ FOREIGN KEY (old_code_id) REFERENCES public.accounts_coderequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_addresschange_person_id_28f2ccb0_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_passkey
    ADD CONSTRAINT accounts_passkey_person_id_8cbb3b79_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_person
    ADD CONSTRAINT accounts_person_joined_to_id_36de4bee_fk_accounts_person_id FOREIGN KEY (joined_to_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_verifiedaddress
    ADD CONSTRAINT accounts_verifiedadd_person_id_88bc2b50_fk_accounts_ FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.base_auditevent
    ADD CONSTRAINT base_auditevent_company_id_1b2f8890_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.base_auditevent
    ADD CONSTRAINT base_auditevent_person_id_5ea10ca6_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_agencycontract
    ADD CONSTRAINT candidates_agencycon_company_id_47d20836_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_application
    ADD CONSTRAINT candidates_applicati_candidate_id_7a9dbf84_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_application
    ADD CONSTRAINT candidates_applicati_company_id_528ae8c0_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_application
    ADD CONSTRAINT candidates_applicati_position_id_b2b170d5_fk_positions FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_application
    ADD CONSTRAINT candidates_application_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_application
    ADD CONSTRAINT candidates_application_person_id_8ca9c1e4_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_application
    ADD CONSTRAINT candidates_application_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_bulkact
    ADD CONSTRAINT candidates_bulkact_by_id_e95089a2_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_bulkact
    ADD CONSTRAINT candidates_bulkact_company_id_e1805296_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_bulkchange
    ADD CONSTRAINT candidates_bulkchang_candidate_id_6b683778_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_bulkchange
    ADD CONSTRAINT candidates_bulkchang_company_id_c7dfa7ce_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_bulkchange
    ADD CONSTRAINT candidates_bulkchange_act_id_ecd4236b_fk_candidates_bulkact_id FOREIGN KEY (act_id) REFERENCES public.candidates_bulkact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_bulkchange
    ADD CONSTRAINT candidates_bulkchange_act_id_same_company FOREIGN KEY (company_id, act_id) REFERENCES public.candidates_bulkact(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_bulkchange
    ADD CONSTRAINT candidates_bulkchange_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_candidate
    ADD CONSTRAINT candidates_candidate_company_id_5b55b22f_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_candidate
    ADD CONSTRAINT candidates_candidate_owner_id_1f45a7f6_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_candidate
    ADD CONSTRAINT candidates_candidate_person_id_bbed81b3_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_application_id_95254e4a_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_candidate_id_1afd6ccf_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_company_id_094be32d_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_confirmed_by_id_42319a2f_fk_accounts_ FOREIGN KEY (confirmed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_document
    ADD CONSTRAINT candidates_document_uploaded_by_id_12b01923_fk_accounts_user_id FOREIGN KEY (uploaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_duplicatehint
    ADD CONSTRAINT candidates_duplicate_company_id_35b23e3b_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_duplicatehint
    ADD CONSTRAINT candidates_duplicate_first_id_1c2d508b_fk_candidate FOREIGN KEY (first_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_duplicatehint
    ADD CONSTRAINT candidates_duplicate_second_id_e0fbbb81_fk_candidate FOREIGN KEY (second_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_duplicatehint
    ADD CONSTRAINT candidates_duplicatehint_first_id_same_company FOREIGN KEY (company_id, first_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_duplicatehint
    ADD CONSTRAINT candidates_duplicatehint_second_id_same_company FOREIGN KEY (company_id, second_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_evaluation
    ADD CONSTRAINT candidates_evaluatio_application_id_b2db2c84_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_evaluation
    ADD CONSTRAINT candidates_evaluatio_company_id_68d4c233_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_evaluation
    ADD CONSTRAINT candidates_evaluatio_scorecard_id_db266de3_fk_candidate FOREIGN KEY (scorecard_id) REFERENCES public.candidates_scorecardtemplate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_evaluation
    ADD CONSTRAINT candidates_evaluation_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_evaluation
    ADD CONSTRAINT candidates_evaluation_reviewer_id_055dbe79_fk_accounts_user_id FOREIGN KEY (reviewer_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_evaluation
    ADD CONSTRAINT candidates_evaluation_scorecard_id_same_company FOREIGN KEY (company_id, scorecard_id) REFERENCES public.candidates_scorecardtemplate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_export
    ADD CONSTRAINT candidates_export_asked_by_id_b5c63bd9_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_export
    ADD CONSTRAINT candidates_export_company_id_d501c9af_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_export
    ADD CONSTRAINT candidates_export_decided_by_id_dbdb6496_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_faircount
    ADD CONSTRAINT candidates_faircount_company_id_d72a7f19_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexcep_asked_by_id_dc72aaaa_fk_accounts_ FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexcep_candidate_id_be150ed4_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexcep_company_id_114f4f7f_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexcep_decided_by_id_f7ae05d6_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexcep_position_id_c9d0dcbd_fk_positions FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexception_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_fairexception
    ADD CONSTRAINT candidates_fairexception_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_fairofficer
    ADD CONSTRAINT candidates_fairoffic_company_id_414d3d20_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_fairofficer
    ADD CONSTRAINT candidates_fairofficer_user_id_4673601b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_formpermission
    ADD CONSTRAINT candidates_formpermi_candidate_id_70760a59_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_formpermission
    ADD CONSTRAINT candidates_formpermi_company_id_54d1ebcb_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_formpermission
    ADD CONSTRAINT candidates_formpermi_submission_id_165116b3_fk_candidate FOREIGN KEY (submission_id) REFERENCES public.candidates_submission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_formpermission
    ADD CONSTRAINT candidates_formpermission_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_formpermission
    ADD CONSTRAINT candidates_formpermission_submission_id_same_company FOREIGN KEY (company_id, submission_id) REFERENCES public.candidates_submission(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_goodforwords
    ADD CONSTRAINT candidates_goodforwo_company_id_85cec99a_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importedrow
    ADD CONSTRAINT candidates_importedr_candidate_id_dade10ce_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importedrow
    ADD CONSTRAINT candidates_importedr_company_id_e0e9b1cc_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importedrow
    ADD CONSTRAINT candidates_importedr_run_id_26552b84_fk_candidate FOREIGN KEY (run_id) REFERENCES public.candidates_importrun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importedrow
    ADD CONSTRAINT candidates_importedrow_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importedrow
    ADD CONSTRAINT candidates_importedrow_run_id_same_company FOREIGN KEY (company_id, run_id) REFERENCES public.candidates_importrun(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importfault
    ADD CONSTRAINT candidates_importfau_company_id_3c7e31b5_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importfault
    ADD CONSTRAINT candidates_importfau_run_id_7faf1946_fk_candidate FOREIGN KEY (run_id) REFERENCES public.candidates_importrun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importfault
    ADD CONSTRAINT candidates_importfault_run_id_same_company FOREIGN KEY (company_id, run_id) REFERENCES public.candidates_importrun(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importrun
    ADD CONSTRAINT candidates_importrun_attested_by_id_8c35b543_fk_accounts_ FOREIGN KEY (attested_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importrun
    ADD CONSTRAINT candidates_importrun_company_id_a10eda87_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_importrun
    ADD CONSTRAINT candidates_importrun_started_by_id_1bce3583_fk_accounts_user_id FOREIGN KEY (started_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_interview
    ADD CONSTRAINT candidates_interview_application_id_8381c518_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_interview
    ADD CONSTRAINT candidates_interview_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_interview
    ADD CONSTRAINT candidates_interview_company_id_719d0151_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_interview
    ADD CONSTRAINT candidates_interview_interviewer_id_9f3ba0b4_fk_accounts_ FOREIGN KEY (interviewer_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_legalhold
    ADD CONSTRAINT candidates_legalhold_allowed_by_id_fd33058a_fk_accounts_user_id FOREIGN KEY (allowed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_legalhold
    ADD CONSTRAINT candidates_legalhold_asked_by_id_af089930_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_legalhold
    ADD CONSTRAINT candidates_legalhold_candidate_id_5e2c1a29_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_legalhold
    ADD CONSTRAINT candidates_legalhold_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_legalhold
    ADD CONSTRAINT candidates_legalhold_company_id_b515b7ca_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_legalhold
    ADD CONSTRAINT candidates_legalhold_ended_by_id_19d9c9d1_fk_accounts_user_id FOREIGN KEY (ended_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_merge
    ADD CONSTRAINT candidates_merge_by_id_a407bccd_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_merge
    ADD CONSTRAINT candidates_merge_company_id_1632b085_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_merge
    ADD CONSTRAINT candidates_merge_kept_id_248522df_fk_candidates_candidate_id FOREIGN KEY (kept_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_merge
    ADD CONSTRAINT candidates_merge_kept_id_same_company FOREIGN KEY (company_id, kept_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_note
    ADD CONSTRAINT candidates_note_author_id_fc97f474_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_note
    ADD CONSTRAINT candidates_note_candidate_id_e786891a_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_note
    ADD CONSTRAINT candidates_note_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_note
    ADD CONSTRAINT candidates_note_company_id_da5381d2_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_pool
    ADD CONSTRAINT candidates_pool_company_id_5303df99_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_pool
    ADD CONSTRAINT candidates_pool_made_by_id_f90d62ec_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_poolmember
    ADD CONSTRAINT candidates_poolmembe_candidate_id_fc53ec58_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_poolmember
    ADD CONSTRAINT candidates_poolmembe_company_id_ab6e88e5_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_poolmember
    ADD CONSTRAINT candidates_poolmember_added_by_id_f372bc95_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_poolmember
    ADD CONSTRAINT candidates_poolmember_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_poolmember
    ADD CONSTRAINT candidates_poolmember_pool_id_391980c2_fk_candidates_pool_id FOREIGN KEY (pool_id) REFERENCES public.candidates_pool(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_poolmember
    ADD CONSTRAINT candidates_poolmember_pool_id_same_company FOREIGN KEY (company_id, pool_id) REFERENCES public.candidates_pool(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_reminder
    ADD CONSTRAINT candidates_reminder_candidate_id_23b6057e_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_reminder
    ADD CONSTRAINT candidates_reminder_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_reminder
    ADD CONSTRAINT candidates_reminder_company_id_85e78b1a_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_reminder
    ADD CONSTRAINT candidates_reminder_made_by_id_0cefc8b1_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_reminder
    ADD CONSTRAINT candidates_reminder_user_id_d55d969a_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_scorecardtemplate
    ADD CONSTRAINT candidates_scorecard_company_id_5417dace_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_scorecardtemplate
    ADD CONSTRAINT candidates_scorecard_made_by_id_d31ccfac_fk_accounts_ FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_scorecardtemplate
    ADD CONSTRAINT candidates_scorecard_position_id_5a87036c_fk_positions FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_scorecardtemplate
    ADD CONSTRAINT candidates_scorecardtemplate_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_segment
    ADD CONSTRAINT candidates_segment_company_id_17bb6dfe_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_segment
    ADD CONSTRAINT candidates_segment_owner_id_61073279_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_stagemove
    ADD CONSTRAINT candidates_stagemove_application_id_567d885f_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_stagemove
    ADD CONSTRAINT candidates_stagemove_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_stagemove
    ADD CONSTRAINT candidates_stagemove_company_id_052e0098_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_stagemove
    ADD CONSTRAINT candidates_stagemove_moved_by_id_3731f563_fk_accounts_user_id FOREIGN KEY (moved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_submission
    ADD CONSTRAINT candidates_submissio_application_id_18f75e12_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_submission
    ADD CONSTRAINT candidates_submissio_candidate_id_022cddff_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_submission
    ADD CONSTRAINT candidates_submissio_company_id_12638d26_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_submission
    ADD CONSTRAINT candidates_submission_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates_submission
    ADD CONSTRAINT candidates_submission_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_brand
    ADD CONSTRAINT companies_brand_company_id_bce27e38_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_circlecall
    ADD CONSTRAINT companies_circlecall_circle_id_ca7eb057_fk_companies_circle_id FOREIGN KEY (circle_id) REFERENCES public.companies_circle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_circlecall
    ADD CONSTRAINT companies_circlecall_company_id_b448516a_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_circlemember
    ADD CONSTRAINT companies_circlememb_circle_id_b59c285d_fk_companies FOREIGN KEY (circle_id) REFERENCES public.companies_circle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_circlemember
    ADD CONSTRAINT companies_circlememb_company_id_f4f16423_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_client
    ADD CONSTRAINT companies_client_agency_id_2ff9dad4_fk_companies_company_id FOREIGN KEY (agency_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_client
    ADD CONSTRAINT companies_client_client_id_b1e8953b_fk_companies_company_id FOREIGN KEY (client_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_company
    ADD CONSTRAINT companies_company_group_id_09dc47f4_fk_companies FOREIGN KEY (group_id) REFERENCES public.companies_companygroup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_companydomain
    ADD CONSTRAINT companies_companydom_company_id_8a0bbaef_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_companygroup
    ADD CONSTRAINT companies_companygro_parent_id_0b8c4f78_fk_companies FOREIGN KEY (parent_id) REFERENCES public.companies_companygroup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_complaint
    ADD CONSTRAINT companies_complaint_about_id_47f893c4_fk_companies_company_id FOREIGN KEY (about_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_complaint
    ADD CONSTRAINT companies_complaint_company_id_64ca013a_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_complaint
    ADD CONSTRAINT companies_complaint_handled_by_id_db7c93fc_fk_accounts_user_id FOREIGN KEY (handled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_complaint
    ADD CONSTRAINT companies_complaint_person_id_5440522b_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_conductrules
    ADD CONSTRAINT companies_conductrul_company_id_62236a89_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_cut
    ADD CONSTRAINT companies_cut_keeper_id_6362c95d_fk_companies_company_id FOREIGN KEY (keeper_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_cut
    ADD CONSTRAINT companies_cut_other_id_5346e2ae_fk_companies_company_id FOREIGN KEY (other_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_deskkeeper
    ADD CONSTRAINT companies_deskkeeper_company_id_e5f50dc5_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_deskkeeper
    ADD CONSTRAINT companies_deskkeeper_user_id_d0b5cb49_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_domainproof
    ADD CONSTRAINT companies_domainproo_company_id_e751c1c2_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_harassmentreport
    ADD CONSTRAINT companies_harassment_company_id_c51b0a70_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_harassmentreport
    ADD CONSTRAINT companies_harassment_handled_by_id_5e9b6b6a_fk_accounts_ FOREIGN KEY (handled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_incident
    ADD CONSTRAINT companies_incident_closed_by_id_01ea5ee8_fk_accounts_user_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_incident
    ADD CONSTRAINT companies_incident_company_id_05a927c3_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_incident
    ADD CONSTRAINT companies_incident_opened_by_id_a8d785c0_fk_accounts_user_id FOREIGN KEY (opened_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_incidentnotice
    ADD CONSTRAINT companies_incidentno_company_id_e87b071c_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_incidentperson
    ADD CONSTRAINT companies_incidentpe_company_id_de198fcf_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_incidentperson
    ADD CONSTRAINT companies_incidentpe_incident_id_1c7948a7_fk_companies FOREIGN KEY (incident_id) REFERENCES public.companies_incident(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_incidentperson
    ADD CONSTRAINT companies_incidentperson_incident_id_same_company FOREIGN KEY (company_id, incident_id) REFERENCES public.companies_incident(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_joining
    ADD CONSTRAINT companies_joining_company_id_44491d84_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_licence
    ADD CONSTRAINT companies_licence_circle_id_51f3b56a_fk_companies_circle_id FOREIGN KEY (circle_id) REFERENCES public.companies_circle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_licence
    ADD CONSTRAINT companies_licence_holder_id_244d7e5d_fk_companies_company_id FOREIGN KEY (holder_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_membership
    ADD CONSTRAINT companies_membership_company_id_f99b2b7a_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_membership
    ADD CONSTRAINT companies_membership_user_id_5e947419_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_promisefigures
    ADD CONSTRAINT companies_promisefig_company_id_02c2fdd1_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_purgereport
    ADD CONSTRAINT companies_purgerepor_company_id_35ddc9e6_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_retentionrule
    ADD CONSTRAINT companies_retentionr_allowed_by_id_a91cd779_fk_accounts_ FOREIGN KEY (allowed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_retentionrule
    ADD CONSTRAINT companies_retentionr_chosen_by_id_8304df99_fk_accounts_ FOREIGN KEY (chosen_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_retentionrule
    ADD CONSTRAINT companies_retentionr_company_id_a2e8ee33_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.companies_retentionrule
    ADD CONSTRAINT companies_retentionr_wanted_by_id_f9f9c395_fk_accounts_ FOREIGN KEY (wanted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_accessgrant
    ADD CONSTRAINT consents_accessgrant_company_id_18b91922_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_accessgrant
    ADD CONSTRAINT consents_accessgrant_deletion_confirmed_b_e98a59ed_fk_accounts_ FOREIGN KEY (deletion_confirmed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_accessgrant
    ADD CONSTRAINT consents_accessgrant_package_id_5ee1bc47_fk_consents_package_id FOREIGN KEY (package_id) REFERENCES public.consents_package(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_accessgrant
    ADD CONSTRAINT consents_accessgrant_person_id_290b7398_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_accountclosing
    ADD CONSTRAINT consents_accountclos_person_id_50676d86_fk_accounts_ FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_block
    ADD CONSTRAINT consents_block_company_blocked_id_2fcb651c_fk_companies FOREIGN KEY (company_blocked_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_block
    ADD CONSTRAINT consents_block_person_id_b6a5e1df_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_cardline
    ADD CONSTRAINT consents_cardline_person_id_b1c263fe_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_certificate
    ADD CONSTRAINT consents_certificate_application_id_67f9f597_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_certificate
    ADD CONSTRAINT consents_certificate_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_certificate
    ADD CONSTRAINT consents_certificate_candidate_id_18a1d40a_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_certificate
    ADD CONSTRAINT consents_certificate_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_certificatekey
    ADD CONSTRAINT consents_certificate_company_id_8961cc76_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_certificate
    ADD CONSTRAINT consents_certificate_company_id_c4454cad_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_consententry
    ADD CONSTRAINT consents_consententr_recipient_id_3fe68a16_fk_companies FOREIGN KEY (recipient_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_consententry
    ADD CONSTRAINT consents_consententry_circle_id_0e286c80_fk_companies_circle_id FOREIGN KEY (circle_id) REFERENCES public.companies_circle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_consententry
    ADD CONSTRAINT consents_consententry_person_id_20485ce1_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_consentnow
    ADD CONSTRAINT consents_consentnow_circle_id_008156b9_fk_companies_circle_id FOREIGN KEY (circle_id) REFERENCES public.companies_circle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_consentnow
    ADD CONSTRAINT consents_consentnow_entry_id_9d7333e7_fk_consents_ FOREIGN KEY (entry_id) REFERENCES public.consents_consententry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_consentnow
    ADD CONSTRAINT consents_consentnow_person_id_1293a6d6_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_consentnow
    ADD CONSTRAINT consents_consentnow_recipient_id_742768d0_fk_companies FOREIGN KEY (recipient_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_correction
    ADD CONSTRAINT consents_correction_acknowledged_by_id_57b4dba7_fk_accounts_ FOREIGN KEY (acknowledged_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_correction
    ADD CONSTRAINT consents_correction_company_id_1bcbca60_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_correction
    ADD CONSTRAINT consents_correction_package_id_270fa977_fk_consents_package_id FOREIGN KEY (package_id) REFERENCES public.consents_package(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_correction
    ADD CONSTRAINT consents_correction_person_id_1c239b5d_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_employer
    ADD CONSTRAINT consents_employer_member_id_84a77b9c_fk_companies_company_id FOREIGN KEY (member_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_employer
    ADD CONSTRAINT consents_employer_person_id_dbbfa51d_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_endednumber
    ADD CONSTRAINT consents_endednumber_issuer_id_f7a8f86b_fk_companies_company_id FOREIGN KEY (issuer_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_heldcertificate
    ADD CONSTRAINT consents_heldcertifi_issuer_id_9b95a0c4_fk_companies FOREIGN KEY (issuer_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_heldcertificate
    ADD CONSTRAINT consents_heldcertifi_person_id_4ce76882_fk_accounts_ FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_keptletter
    ADD CONSTRAINT consents_keptletter_about_id_a66bd10b_fk_companies_company_id FOREIGN KEY (about_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_keptletter
    ADD CONSTRAINT consents_keptletter_person_id_f0529ebb_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_letter
    ADD CONSTRAINT consents_letter_application_id_da70ba93_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_letter
    ADD CONSTRAINT consents_letter_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_letter
    ADD CONSTRAINT consents_letter_company_id_76a93f75_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_letter
    ADD CONSTRAINT consents_letter_written_by_id_2d4ac081_fk_accounts_user_id FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_notebooknote
    ADD CONSTRAINT consents_notebooknote_about_id_018ba4b4_fk_companies_company_id FOREIGN KEY (about_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_notebooknote
    ADD CONSTRAINT consents_notebooknote_person_id_bcb27966_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_notebookpage
    ADD CONSTRAINT consents_notebookpage_about_id_1e916231_fk_companies_company_id FOREIGN KEY (about_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_notebookpage
    ADD CONSTRAINT consents_notebookpage_person_id_8be5cade_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_package
    ADD CONSTRAINT consents_package_person_id_e0538bfb_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_package
    ADD CONSTRAINT consents_package_recipient_id_bde8e701_fk_companies_company_id FOREIGN KEY (recipient_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_passport
    ADD CONSTRAINT consents_passport_person_id_b36c6c87_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_provision
    ADD CONSTRAINT consents_provision_consent_id_09636d41_fk_consents_ FOREIGN KEY (consent_id) REFERENCES public.consents_consententry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_provision
    ADD CONSTRAINT consents_provision_package_id_9321d092_fk_consents_package_id FOREIGN KEY (package_id) REFERENCES public.consents_package(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_provision
    ADD CONSTRAINT consents_provision_person_id_5a015334_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_provision
    ADD CONSTRAINT consents_provision_recipient_id_41e31e3e_fk_companies FOREIGN KEY (recipient_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_receipt
    ADD CONSTRAINT consents_receipt_company_id_29f83065_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_receipt
    ADD CONSTRAINT consents_receipt_confirmed_by_id_7252a594_fk_accounts_user_id FOREIGN KEY (confirmed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_receipt
    ADD CONSTRAINT consents_receipt_package_id_67373ad5_fk_consents_package_id FOREIGN KEY (package_id) REFERENCES public.consents_package(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsitem
    ADD CONSTRAINT consents_rightsitem_company_id_f0ba4c02_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsitem
    ADD CONSTRAINT consents_rightsitem_decided_by_id_ecc2fdb1_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsitem
    ADD CONSTRAINT consents_rightsitem_person_id_9572edc3_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsitem
    ADD CONSTRAINT consents_rightsitem_request_id_48765a13_fk_consents_ FOREIGN KEY (request_id) REFERENCES public.consents_rightsrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsitem
    ADD CONSTRAINT consents_rightsitem_request_id_same_company FOREIGN KEY (company_id, request_id) REFERENCES public.consents_rightsrequest(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsrequest
    ADD CONSTRAINT consents_rightsreque_candidate_id_2f205c64_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsrequest
    ADD CONSTRAINT consents_rightsreque_company_id_35ad8a3e_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsrequest
    ADD CONSTRAINT consents_rightsreque_decided_by_id_040df8cc_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsrequest
    ADD CONSTRAINT consents_rightsrequest_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_rightsrequest
    ADD CONSTRAINT consents_rightsrequest_person_id_22688ca4_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_savedconditions
    ADD CONSTRAINT consents_savedcondit_person_id_7715e79f_fk_accounts_ FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_share
    ADD CONSTRAINT consents_share_person_id_7b837218_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_shareanswer
    ADD CONSTRAINT consents_shareanswer_person_id_c31f2d0c_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_shareanswer
    ADD CONSTRAINT consents_shareanswer_share_id_b173bbaa_fk_consents_share_id FOREIGN KEY (share_id) REFERENCES public.consents_share(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_sharekey
    ADD CONSTRAINT consents_sharekey_share_id_1f9680fb_fk_consents_share_id FOREIGN KEY (share_id) REFERENCES public.consents_share(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_sharerecord
    ADD CONSTRAINT consents_sharerecord_person_id_4105342a_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_shareview
    ADD CONSTRAINT consents_shareview_person_id_a120fe2e_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consents_shareview
    ADD CONSTRAINT consents_shareview_share_id_f0d0262a_fk_consents_share_id FOREIGN KEY (share_id) REFERENCES public.consents_share(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_formtext
    ADD CONSTRAINT imports_formtext_attested_by_id_31251150_fk_accounts_user_id FOREIGN KEY (attested_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_formtext
    ADD CONSTRAINT imports_formtext_company_id_838f4fd4_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_savedmapping
    ADD CONSTRAINT imports_savedmapping_company_id_9291bb4b_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.insights_assumption
    ADD CONSTRAINT insights_assumption_company_id_ff34cb4c_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.insights_assumption
    ADD CONSTRAINT insights_assumption_set_by_id_fcac3f1e_fk_accounts_user_id FOREIGN KEY (set_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.insights_fact
    ADD CONSTRAINT insights_fact_company_id_bd79a4e9_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.insights_factsuntil
    ADD CONSTRAINT insights_factsuntil_company_id_15de202d_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.insights_snapshot
    ADD CONSTRAINT insights_snapshot_company_id_baf30856_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_declaration
    ADD CONSTRAINT matching_declaration_person_id_8f723256_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_dismissal
    ADD CONSTRAINT matching_dismissal_candidate_id_b9a80476_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_dismissal
    ADD CONSTRAINT matching_dismissal_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_dismissal
    ADD CONSTRAINT matching_dismissal_company_id_8de2ff9e_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_dismissal
    ADD CONSTRAINT matching_dismissal_position_id_c08d393c_fk_positions FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_dismissal
    ADD CONSTRAINT matching_dismissal_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_exposure
    ADD CONSTRAINT matching_exposure_candidate_id_e2c5e989_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_exposure
    ADD CONSTRAINT matching_exposure_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_exposure
    ADD CONSTRAINT matching_exposure_company_id_b58623b7_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_exposure
    ADD CONSTRAINT matching_exposure_position_id_7ec4725d_fk_positions_position_id FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_exposure
    ADD CONSTRAINT matching_exposure_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_fairnessreport
    ADD CONSTRAINT matching_fairnessrep_company_id_23e20b60_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_pick
    ADD CONSTRAINT matching_pick_company_id_d65fbb98_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_pick
    ADD CONSTRAINT matching_pick_position_id_43a2865b_fk_positions_position_id FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matching_pick
    ADD CONSTRAINT matching_pick_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_calltry
    ADD CONSTRAINT notices_calltry_by_id_a51755bd_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_calltry
    ADD CONSTRAINT notices_calltry_company_id_6ebeb5f5_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_calltry
    ADD CONSTRAINT notices_calltry_message_id_fb917301_fk_notices_message_id FOREIGN KEY (message_id) REFERENCES public.notices_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_calltry
    ADD CONSTRAINT notices_calltry_message_id_same_company FOREIGN KEY (company_id, message_id) REFERENCES public.notices_message(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_allowed_by_id_5d241340_fk_accounts_user_id FOREIGN KEY (allowed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_company_id_a248a518_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_made_by_id_3dc4219e_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_position_id_bd29f2e3_fk_positions_position_id FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_released_by_id_2c5ab925_fk_accounts_user_id FOREIGN KEY (released_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_segment_id_f5d35095_fk_candidates_segment_id FOREIGN KEY (segment_id) REFERENCES public.candidates_segment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_campaign
    ADD CONSTRAINT notices_campaign_segment_id_same_company FOREIGN KEY (company_id, segment_id) REFERENCES public.candidates_segment(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_chathook
    ADD CONSTRAINT notices_chathook_company_id_f7b0d6fc_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_closing
    ADD CONSTRAINT notices_closing_application_id_b76e4465_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_closing
    ADD CONSTRAINT notices_closing_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_closing
    ADD CONSTRAINT notices_closing_company_id_f60cb3bd_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_closing
    ADD CONSTRAINT notices_closing_settled_by_id_7919eb23_fk_accounts_user_id FOREIGN KEY (settled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_delay
    ADD CONSTRAINT notices_delay_application_id_663182d1_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_delay
    ADD CONSTRAINT notices_delay_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_delay
    ADD CONSTRAINT notices_delay_by_id_f8e7c617_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_delay
    ADD CONSTRAINT notices_delay_company_id_3c72866f_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_domaincheck
    ADD CONSTRAINT notices_domaincheck_company_id_29b2cbf2_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_guardrules
    ADD CONSTRAINT notices_guardrules_chosen_by_id_d5ccbc91_fk_accounts_user_id FOREIGN KEY (chosen_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_guardrules
    ADD CONSTRAINT notices_guardrules_company_id_6ae729d7_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_guardstep
    ADD CONSTRAINT notices_guardstep_application_id_b57e73be_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_guardstep
    ADD CONSTRAINT notices_guardstep_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_guardstep
    ADD CONSTRAINT notices_guardstep_company_id_9621bf3d_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_answer_id_13b59e76_fk_notices_message_id FOREIGN KEY (answer_id) REFERENCES public.notices_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_answer_id_same_company FOREIGN KEY (company_id, answer_id) REFERENCES public.notices_message(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_candidate_id_10767eee_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_company_id_a8ac7f5b_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_handled_by_id_2dd53f8c_fk_accounts_user_id FOREIGN KEY (handled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_message_id_a7f342c1_fk_notices_message_id FOREIGN KEY (message_id) REFERENCES public.notices_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_message_id_same_company FOREIGN KEY (company_id, message_id) REFERENCES public.notices_message(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_incoming
    ADD CONSTRAINT notices_incoming_owner_id_fd63b589_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_lineaccount
    ADD CONSTRAINT notices_lineaccount_company_id_447a6ab0_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_lineevent
    ADD CONSTRAINT notices_lineevent_company_id_5f89da09_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_lineintent
    ADD CONSTRAINT notices_lineintent_candidate_id_5cb9f846_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_lineintent
    ADD CONSTRAINT notices_lineintent_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_lineintent
    ADD CONSTRAINT notices_lineintent_company_id_41bfbf9b_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_lineintent
    ADD CONSTRAINT notices_lineintent_person_id_33b47683_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linelink
    ADD CONSTRAINT notices_linelink_candidate_id_7ff9f545_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linelink
    ADD CONSTRAINT notices_linelink_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linelink
    ADD CONSTRAINT notices_linelink_company_id_85daae72_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linelink
    ADD CONSTRAINT notices_linelink_person_id_1aaaae25_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linepush
    ADD CONSTRAINT notices_linepush_company_id_f2a92790_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linepush
    ADD CONSTRAINT notices_linepush_message_id_abb7581c_fk_notices_message_id FOREIGN KEY (message_id) REFERENCES public.notices_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linepush
    ADD CONSTRAINT notices_linepush_message_id_same_company FOREIGN KEY (company_id, message_id) REFERENCES public.notices_message(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linetext
    ADD CONSTRAINT notices_linetext_candidate_id_5f718c9c_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linetext
    ADD CONSTRAINT notices_linetext_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_linetext
    ADD CONSTRAINT notices_linetext_company_id_16ac8d5a_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_application_id_86d2b08c_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_campaign_id_5ecebb51_fk_notices_campaign_id FOREIGN KEY (campaign_id) REFERENCES public.notices_campaign(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_campaign_id_same_company FOREIGN KEY (company_id, campaign_id) REFERENCES public.notices_campaign(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_candidate_id_753ab38a_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_company_id_c96627a8_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_person_id_f973f285_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_released_by_id_8ccc2212_fk_accounts_user_id FOREIGN KEY (released_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_newsrequest
    ADD CONSTRAINT notices_newsrequest_code_request_id_6580f1f5_fk_accounts_ FOREIGN KEY (code_request_id) REFERENCES public.accounts_coderequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_newsrequest
    ADD CONSTRAINT notices_newsrequest_company_id_35a2d3f4_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_pace
    ADD CONSTRAINT notices_pace_company_id_8bb08b4a_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_permissionproof
    ADD CONSTRAINT notices_permissionpr_candidate_id_3417dc4e_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_permissionproof
    ADD CONSTRAINT notices_permissionpr_company_id_4122d3fa_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_permissionproof
    ADD CONSTRAINT notices_permissionproof_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_personalmail
    ADD CONSTRAINT notices_personalmail_code_request_id_fdd364bd_fk_accounts_ FOREIGN KEY (code_request_id) REFERENCES public.accounts_coderequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_personalmail
    ADD CONSTRAINT notices_personalmail_for_company_id_28a13a53_fk_companies FOREIGN KEY (for_company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_personalmail
    ADD CONSTRAINT notices_personalmail_to_person_id_6c33e60a_fk_accounts_ FOREIGN KEY (to_person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_personalmail
    ADD CONSTRAINT notices_personalmail_to_user_id_4fb3062c_fk_accounts_user_id FOREIGN KEY (to_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_preference
    ADD CONSTRAINT notices_preference_candidate_id_2b5c83b0_fk_candidate FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_preference
    ADD CONSTRAINT notices_preference_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_preference
    ADD CONSTRAINT notices_preference_company_id_0e877cc2_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_releaserequest
    ADD CONSTRAINT notices_releasereque_answered_by_id_ec5833d7_fk_accounts_ FOREIGN KEY (answered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_releaserequest
    ADD CONSTRAINT notices_releasereque_company_id_9400a179_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_releaserequest
    ADD CONSTRAINT notices_releaserequest_asked_by_id_a730c4a3_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_releaserule
    ADD CONSTRAINT notices_releaserule_company_id_52b0a028_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_senderaccount
    ADD CONSTRAINT notices_senderaccoun_company_id_85c462c3_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_suppression
    ADD CONSTRAINT notices_suppression_company_id_a31f2c5d_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_surveyanswer
    ADD CONSTRAINT notices_surveyanswer_application_id_55a5b28c_fk_candidate FOREIGN KEY (application_id) REFERENCES public.candidates_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_surveyanswer
    ADD CONSTRAINT notices_surveyanswer_application_id_same_company FOREIGN KEY (company_id, application_id) REFERENCES public.candidates_application(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_surveyanswer
    ADD CONSTRAINT notices_surveyanswer_company_id_349c6cb9_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_surveyanswer
    ADD CONSTRAINT notices_surveyanswer_person_id_d900f485_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_surveyseal
    ADD CONSTRAINT notices_surveyseal_answer_id_1b0ecf27_fk_notices_s FOREIGN KEY (answer_id) REFERENCES public.notices_surveyanswer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_surveyseal
    ADD CONSTRAINT notices_surveyseal_answer_id_same_company FOREIGN KEY (company_id, answer_id) REFERENCES public.notices_surveyanswer(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_surveyseal
    ADD CONSTRAINT notices_surveyseal_company_id_bdd95250_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_template
    ADD CONSTRAINT notices_template_company_id_85c29f5e_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_templateversion
    ADD CONSTRAINT notices_templatevers_company_id_9deccf1b_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_templateversion
    ADD CONSTRAINT notices_templatevers_saved_by_id_a1a0f1b4_fk_accounts_ FOREIGN KEY (saved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_position
    ADD CONSTRAINT positions_position_company_id_d4b8a2b0_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_positioncircle
    ADD CONSTRAINT positions_positionci_circle_id_77fbeba5_fk_companies FOREIGN KEY (circle_id) REFERENCES public.companies_circle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_positioncircle
    ADD CONSTRAINT positions_positionci_company_id_99d45692_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_positioncircle
    ADD CONSTRAINT positions_positionci_position_id_e9c2a238_fk_positions FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_positioncircle
    ADD CONSTRAINT positions_positioncircle_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_question
    ADD CONSTRAINT positions_question_company_id_c895454a_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_question
    ADD CONSTRAINT positions_question_position_id_b20645d9_fk_positions FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_question
    ADD CONSTRAINT positions_question_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_sharecount
    ADD CONSTRAINT positions_sharecount_company_id_7464222b_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_sharecount
    ADD CONSTRAINT positions_sharecount_link_id_bc618f48_fk_positions_sharelink_id FOREIGN KEY (link_id) REFERENCES public.positions_sharelink(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_sharecount
    ADD CONSTRAINT positions_sharecount_link_id_same_company FOREIGN KEY (company_id, link_id) REFERENCES public.positions_sharelink(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_sharelink
    ADD CONSTRAINT positions_sharelink_company_id_23a46416_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_sharelink
    ADD CONSTRAINT positions_sharelink_position_id_923ca2d0_fk_positions FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.positions_sharelink
    ADD CONSTRAINT positions_sharelink_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.relay_ask
    ADD CONSTRAINT relay_ask_asked_by_id_b0f3d323_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_ask
    ADD CONSTRAINT relay_ask_company_id_867849c9_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_ask
    ADD CONSTRAINT relay_ask_position_id_cdc18298_fk_positions_position_id FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_ask
    ADD CONSTRAINT relay_ask_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_askspending
    ADD CONSTRAINT relay_askspending_company_id_1929447a_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_hirenews
    ADD CONSTRAINT relay_hirenews_candidate_id_6f183e38_fk_candidates_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.candidates_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_hirenews
    ADD CONSTRAINT relay_hirenews_candidate_id_same_company FOREIGN KEY (company_id, candidate_id) REFERENCES public.candidates_candidate(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_hirenews
    ADD CONSTRAINT relay_hirenews_company_id_fa1fa607_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_hirenews
    ADD CONSTRAINT relay_hirenews_person_id_f21634b2_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_interviewoffer
    ADD CONSTRAINT relay_interviewoffer_company_id_3fd25a05_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_interviewoffer
    ADD CONSTRAINT relay_interviewoffer_introduction_id_b30affd3_fk_relay_int FOREIGN KEY (introduction_id) REFERENCES public.relay_introduction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_interviewoffer
    ADD CONSTRAINT relay_interviewoffer_introduction_id_same_company FOREIGN KEY (company_id, introduction_id) REFERENCES public.relay_introduction(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_interviewoffer
    ADD CONSTRAINT relay_interviewoffer_offered_by_id_b72f7a9c_fk_accounts_user_id FOREIGN KEY (offered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_interviewoffer
    ADD CONSTRAINT relay_interviewoffer_person_id_2c98740d_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_ask_id_7da3a03d_fk_relay_ask_id FOREIGN KEY (ask_id) REFERENCES public.relay_ask(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_ask_id_same_company FOREIGN KEY (company_id, ask_id) REFERENCES public.relay_ask(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_company_id_076bd8e4_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_package_id_65893501_fk_consents_package_id FOREIGN KEY (package_id) REFERENCES public.consents_package(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_person_id_9b0317af_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_position_id_0cc6d2f8_fk_positions FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_introduction
    ADD CONSTRAINT relay_introduction_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_placement
    ADD CONSTRAINT relay_placement_company_id_f0c73617_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_placement
    ADD CONSTRAINT relay_placement_introduction_id_dae105b7_fk_relay_int FOREIGN KEY (introduction_id) REFERENCES public.relay_introduction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_placement
    ADD CONSTRAINT relay_placement_introduction_id_same_company FOREIGN KEY (company_id, introduction_id) REFERENCES public.relay_introduction(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_placement
    ADD CONSTRAINT relay_placement_person_id_e580d836_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_placement
    ADD CONSTRAINT relay_placement_position_id_0afdf2b1_fk_positions_position_id FOREIGN KEY (position_id) REFERENCES public.positions_position(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_placement
    ADD CONSTRAINT relay_placement_position_id_same_company FOREIGN KEY (company_id, position_id) REFERENCES public.positions_position(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_seekercard
    ADD CONSTRAINT relay_seekercard_person_id_2277f1da_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_talkmessage
    ADD CONSTRAINT relay_talkmessage_company_id_04dd650d_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_talkmessage
    ADD CONSTRAINT relay_talkmessage_introduction_id_2c86e9bd_fk_relay_int FOREIGN KEY (introduction_id) REFERENCES public.relay_introduction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_talkmessage
    ADD CONSTRAINT relay_talkmessage_introduction_id_same_company FOREIGN KEY (company_id, introduction_id) REFERENCES public.relay_introduction(company_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_talkmessage
    ADD CONSTRAINT relay_talkmessage_person_id_2df52cc4_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relay_talkmessage
    ADD CONSTRAINT relay_talkmessage_written_by_id_e9909869_fk_accounts_user_id FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE public.accounts_addresschange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.accounts_passkey ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.accounts_person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.accounts_verifiedaddress ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.base_auditevent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_agencycontract ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_application ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_bulkact ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_bulkchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_candidate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_document ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_duplicatehint ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_evaluation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_export ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_faircount ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_fairexception ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_fairofficer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_formpermission ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_goodforwords ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_importedrow ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_importfault ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_importrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_interview ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_legalhold ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_merge ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_note ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_pool ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_poolmember ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_reminder ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_scorecardtemplate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_segment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_stagemove ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.candidates_submission ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_circlecall ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_complaint ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_deskkeeper ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_domainproof ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_harassmentreport ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_incident ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_incidentnotice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_incidentperson ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_joining ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_purgereport ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.companies_retentionrule ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_accessgrant ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_accountclosing ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_block ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_cardline ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_certificate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_certificatekey ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_consententry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_consentnow ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_correction ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_employer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_heldcertificate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_keptletter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_letter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_notebooknote ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_notebookpage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_package ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_passport ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_provision ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_receipt ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_rightsitem ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_rightsrequest ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_savedconditions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_share ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_shareanswer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_sharerecord ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents_shareview ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.imports_formtext ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.imports_savedmapping ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.insights_assumption ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.insights_fact ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.insights_factsuntil ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.insights_snapshot ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_declaration ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_dismissal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_exposure ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_fairnessreport ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_matchfilter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_matchingprofile ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_matchvector ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_pick ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_rematch ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matching_suggestion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_calltry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_campaign ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_chathook ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_closing ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_delay ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_domaincheck ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_guardrules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_guardstep ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_incoming ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_lineaccount ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_lineevent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_lineintent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_linelink ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_linepush ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_linetext ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_message ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_newsrequest ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_pace ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_permissionproof ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_preference ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_releaserequest ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_releaserule ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_senderaccount ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_suppression ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_surveyanswer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_surveyseal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_template ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notices_templateversion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.positions_position ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.positions_positioncircle ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.positions_question ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.positions_sharecount ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.positions_sharelink ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relay_ask ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relay_askspending ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relay_hirenews ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relay_interviewoffer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relay_introduction ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relay_placement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relay_seekercard ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relay_talkmessage ENABLE ROW LEVEL SECURITY;

CREATE POLICY wall ON public.accounts_addresschange USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.accounts_passkey USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.accounts_person USING (((id = ( SELECT public.cr_person() AS cr_person)) OR (joined_to_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((id = ( SELECT public.cr_person() AS cr_person)) OR (joined_to_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.accounts_verifiedaddress USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.base_auditevent USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK (true);

CREATE POLICY wall ON public.candidates_agencycontract USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_application USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.candidates_bulkact USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_bulkchange USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_candidate USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.candidates_document USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_duplicatehint USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_evaluation USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_export USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_faircount USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_fairexception USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_fairofficer USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_formpermission USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_goodforwords USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_importedrow USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_importfault USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_importrun USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_interview USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_legalhold USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_merge USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_note USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_pool USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_poolmember USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_reminder USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_scorecardtemplate USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_segment USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_stagemove USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.candidates_submission USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.companies_circlecall USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator)));

CREATE POLICY wall ON public.companies_complaint USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)) OR (for_operator AND ( SELECT public.cr_operator() AS cr_operator)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)) OR (for_operator AND ( SELECT public.cr_operator() AS cr_operator))));

CREATE POLICY wall ON public.companies_deskkeeper USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.companies_domainproof USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator)));

CREATE POLICY wall ON public.companies_harassmentreport USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.companies_incident USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ((company_id IS NULL) AND ( SELECT public.cr_operator() AS cr_operator)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ((company_id IS NULL) AND ( SELECT public.cr_operator() AS cr_operator))));

CREATE POLICY wall ON public.companies_incidentnotice USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator)));

CREATE POLICY wall ON public.companies_incidentperson USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.companies_joining USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator)));

CREATE POLICY wall ON public.companies_purgereport USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator)));

CREATE POLICY wall ON public.companies_retentionrule USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.consents_accessgrant USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.consents_accountclosing USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_block USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_cardline USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_certificate USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.consents_certificatekey USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.consents_consententry USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_consentnow USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_correction USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.consents_employer USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_heldcertificate USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_keptletter USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_letter USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (((state)::text = ANY (ARRAY[('handed'::character varying)::text, ('asked'::character varying)::text, ('replaced'::character varying)::text])) AND (application_id IN ( SELECT a.id
   FROM public.candidates_application a
  WHERE (a.person_id = ( SELECT public.cr_person() AS cr_person))))))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.consents_notebooknote USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_notebookpage USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_package USING (((person_id = ( SELECT public.cr_person() AS cr_person)) OR ((recipient_id = ( SELECT public.cr_company() AS cr_company)) AND (id IN ( SELECT g.package_id
   FROM public.consents_accessgrant g
  WHERE ((g.company_id = ( SELECT public.cr_company() AS cr_company)) AND (g.revoked_at IS NULL) AND (g.until > now()))))))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_passport USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_provision USING (((person_id = ( SELECT public.cr_person() AS cr_person)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK (((person_id = ( SELECT public.cr_person() AS cr_person)) OR ( SELECT public.cr_operator() AS cr_operator)));

CREATE POLICY wall ON public.consents_receipt USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.consents_rightsitem USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.consents_rightsrequest USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.consents_savedconditions USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_share USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_shareanswer USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_sharerecord USING (((person_id = ( SELECT public.cr_person() AS cr_person)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.consents_shareview USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.imports_formtext USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.imports_savedmapping USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.insights_assumption USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.insights_fact USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.insights_factsuntil USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.insights_snapshot USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.matching_declaration USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.matching_dismissal USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.matching_exposure USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.matching_fairnessreport USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ((company_id IS NULL) AND ( SELECT public.cr_operator() AS cr_operator)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ((company_id IS NULL) AND ( SELECT public.cr_operator() AS cr_operator))));

CREATE POLICY wall ON public.matching_matchfilter USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.matching_matchingprofile USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.matching_matchvector USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.matching_pick USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.matching_rematch USING (( SELECT public.cr_operator() AS cr_operator)) WITH CHECK (( SELECT public.cr_operator() AS cr_operator));

CREATE POLICY wall ON public.matching_suggestion USING ((person_id = ( SELECT public.cr_person() AS cr_person))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.notices_calltry USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_campaign USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_chathook USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_closing USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_delay USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_domaincheck USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_guardrules USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_guardstep USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_incoming USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_lineaccount USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_lineevent USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_lineintent USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.notices_linelink USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.notices_linepush USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_linetext USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_message USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ((person_id = ( SELECT public.cr_person() AS cr_person)) AND ((state)::text = ANY (ARRAY[('accepted'::character varying)::text, ('told'::character varying)::text, ('unknown'::character varying)::text]))))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ((person_id = ( SELECT public.cr_person() AS cr_person)) AND ((state)::text = ANY (ARRAY[('accepted'::character varying)::text, ('told'::character varying)::text, ('unknown'::character varying)::text])))));

CREATE POLICY wall ON public.notices_newsrequest USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_pace USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_permissionproof USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_preference USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_releaserequest USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_releaserule USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_senderaccount USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_suppression USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_surveyanswer USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.notices_surveyseal USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_template USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.notices_templateversion USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.positions_position USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.positions_positioncircle USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.positions_question USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.positions_sharecount USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.positions_sharelink USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.relay_ask USING ((company_id = ( SELECT public.cr_company() AS cr_company))) WITH CHECK ((company_id = ( SELECT public.cr_company() AS cr_company)));

CREATE POLICY wall ON public.relay_askspending USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR ( SELECT public.cr_operator() AS cr_operator)));

CREATE POLICY wall ON public.relay_hirenews USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.relay_interviewoffer USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.relay_introduction USING (((person_id = ( SELECT public.cr_person() AS cr_person)) OR ((company_id = ( SELECT public.cr_company() AS cr_company)) AND (disclosed_at IS NOT NULL)))) WITH CHECK (((person_id = ( SELECT public.cr_person() AS cr_person)) OR ((company_id = ( SELECT public.cr_company() AS cr_company)) AND (disclosed_at IS NOT NULL))));

CREATE POLICY wall ON public.relay_placement USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

CREATE POLICY wall ON public.relay_seekercard USING (((person_id = ( SELECT public.cr_person() AS cr_person)) OR ( SELECT public.cr_operator() AS cr_operator))) WITH CHECK ((person_id = ( SELECT public.cr_person() AS cr_person)));

CREATE POLICY wall ON public.relay_talkmessage USING (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person)))) WITH CHECK (((company_id = ( SELECT public.cr_company() AS cr_company)) OR (person_id = ( SELECT public.cr_person() AS cr_person))));

GRANT USAGE ON SCHEMA public TO cr_app;

REVOKE ALL ON FUNCTION public.answer_on_its_way(p_released timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.answer_on_its_way(p_released timestamp with time zone) TO cr_app;

REVOKE ALL ON FUNCTION public.answers_in_time(p_companies bigint[], p_today date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.answers_in_time(p_companies bigint[], p_today date) TO cr_app;

REVOKE ALL ON FUNCTION public.applications_changed() FROM PUBLIC;
GRANT ALL ON FUNCTION public.applications_changed() TO cr_app;

REVOKE ALL ON FUNCTION public.ask_room(p_month date, p_role text, p_region text, p_codes text[], p_least integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ask_room(p_month date, p_role text, p_region text, p_codes text[], p_least integer) TO cr_app;

REVOKE ALL ON FUNCTION public.asked_of_candidates(asked jsonb, what text, without text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.asked_of_candidates(asked jsonb, what text, without text) TO cr_app;

GRANT ALL ON FUNCTION public.begin_mail(p_mail bigint, p_worker text, p_today date, p_seen text, p_address text, p_addressable boolean, p_address_hash text, p_message_id text, p_subject text, p_body text, p_gap double precision, p_wait boolean, OUT state text, OUT why text) TO cr_app;

REVOKE ALL ON FUNCTION public.blocks_us(p_person bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.blocks_us(p_person bigint) TO cr_app;

REVOKE ALL ON FUNCTION public.certificate_shown(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.certificate_shown(p_id uuid) TO cr_app;

GRANT ALL ON FUNCTION public.cr_append_only() TO cr_app;

GRANT ALL ON FUNCTION public.cr_company() TO cr_app;

GRANT ALL ON FUNCTION public.cr_operator() TO cr_app;

GRANT ALL ON FUNCTION public.cr_person() TO cr_app;

GRANT ALL ON FUNCTION public.cr_setting(name text) TO cr_app;

REVOKE ALL ON FUNCTION public.domain_line(p_domain text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.domain_line(p_domain text) TO cr_app;

REVOKE ALL ON FUNCTION public.due_alerts(p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.due_alerts(p_at timestamp with time zone) TO cr_app;

REVOKE ALL ON FUNCTION public.due_campaigns() FROM PUBLIC;
GRANT ALL ON FUNCTION public.due_campaigns() TO cr_app;

REVOKE ALL ON FUNCTION public.due_line() FROM PUBLIC;
GRANT ALL ON FUNCTION public.due_line() TO cr_app;

REVOKE ALL ON FUNCTION public.due_outbox() FROM PUBLIC;
GRANT ALL ON FUNCTION public.due_outbox() TO cr_app;

REVOKE ALL ON FUNCTION public.due_people() FROM PUBLIC;
GRANT ALL ON FUNCTION public.due_people() TO cr_app;

REVOKE ALL ON FUNCTION public.evaluations_changed() FROM PUBLIC;
GRANT ALL ON FUNCTION public.evaluations_changed() TO cr_app;

REVOKE ALL ON FUNCTION public.fairness_cases(p_company bigint, p_weights text, p_at timestamp with time zone, p_codes jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.fairness_cases(p_company bigint, p_weights text, p_at timestamp with time zone, p_codes jsonb) TO cr_app;

REVOKE ALL ON FUNCTION public.find_candidates(asked jsonb, sort text, skip integer, many integer, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_candidates(asked jsonb, sort text, skip integer, many integer, most integer) TO cr_app;

GRANT ALL ON FUNCTION public.finish_mail(p_mail bigint, p_worker text, p_state text, p_error text, p_send_after timestamp with time zone, p_event text, p_counts boolean, p_domain text, p_slower boolean) TO cr_app;

REVOKE ALL ON FUNCTION public.forget_in_ledger() FROM PUBLIC;
GRANT ALL ON FUNCTION public.forget_in_ledger() TO cr_app;

REVOKE ALL ON FUNCTION public.forget_kept(wanted text, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.forget_kept(wanted text, most integer) TO cr_app;

REVOKE ALL ON FUNCTION public.given_by_us(p_from date, p_until date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.given_by_us(p_from date, p_until date) TO cr_app;

REVOKE ALL ON FUNCTION public.group_no_circle() FROM PUBLIC;
GRANT ALL ON FUNCTION public.group_no_circle() TO cr_app;

REVOKE ALL ON FUNCTION public.group_top(p_group bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.group_top(p_group bigint) TO cr_app;

GRANT ALL ON FUNCTION public.hint_linked() TO cr_app;

REVOKE ALL ON FUNCTION public.how_others_stand(p_key text, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.how_others_stand(p_key text, p_day date) TO cr_app;

REVOKE ALL ON FUNCTION public.join_pages(change_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.join_pages(change_id bigint) TO cr_app;

GRANT ALL ON FUNCTION public.keep_exposures() TO cr_app;

REVOKE ALL ON FUNCTION public.keep_suggestions(p_position bigint, p_people bigint[], p_fits integer[], p_weights text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.keep_suggestions(p_position bigint, p_people bigint[], p_fits integer[], p_weights text, p_at timestamp with time zone) TO cr_app;

REVOKE ALL ON FUNCTION public.kept_from_us(p_people bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.kept_from_us(p_people bigint[]) TO cr_app;

GRANT ALL ON FUNCTION public.ledger_append_only() TO cr_app;

REVOKE ALL ON FUNCTION public.ledger_marks(p_after bigint, p_before timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_marks(p_after bigint, p_before timestamp with time zone) TO cr_app;

REVOKE ALL ON FUNCTION public.ledger_people(p_after bigint, p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_people(p_after bigint, p_most integer) TO cr_app;

REVOKE ALL ON FUNCTION public.link_person(verified_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.link_person(verified_address text) TO cr_app;

REVOKE ALL ON FUNCTION public.may_show(p_person bigint, p_viewer bigint, p_purpose text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.may_show(p_person bigint, p_viewer bigint, p_purpose text, p_at timestamp with time zone) TO cr_app;

REVOKE ALL ON FUNCTION public.network_health(p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.network_health(p_at timestamp with time zone) TO cr_app;

REVOKE ALL ON FUNCTION public.openings(p_on date, p_allowed boolean, p_ids bigint[], p_public uuid, p_words text[], p_filters jsonb, p_sort text, p_limit integer, p_offset integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.openings(p_on date, p_allowed boolean, p_ids bigint[], p_public uuid, p_words text[], p_filters jsonb, p_sort text, p_limit integer, p_offset integer) TO cr_app;

REVOKE ALL ON FUNCTION public.openings_in_reach(p_at timestamp with time zone, p_on date, p_places jsonb, p_ids bigint[], p_words text[], p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.openings_in_reach(p_at timestamp with time zone, p_on date, p_places jsonb, p_ids bigint[], p_words text[], p_limit integer) TO cr_app;

REVOKE ALL ON FUNCTION public.operator_totals(p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.operator_totals(p_at timestamp with time zone) TO cr_app;

REVOKE ALL ON FUNCTION public.other_page(change_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.other_page(change_id bigint) TO cr_app;

GRANT ALL ON FUNCTION public.placement_lock() TO cr_app;

REVOKE ALL ON FUNCTION public.pool_for(p_position bigint, p_at timestamp with time zone, p_place integer, p_words text[], p_abilities text[], p_weights real[], p_meaning public.halfvec, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.pool_for(p_position bigint, p_at timestamp with time zone, p_place integer, p_words text[], p_abilities text[], p_weights real[], p_meaning public.halfvec, p_limit integer) TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_jobs TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_notify_queue_abort_job_v1() TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_notify_queue_job_inserted_v1() TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_register_worker_v1() TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_trigger_function_status_events_update_v1() TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_unlink_periodic_defers_v1() TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) TO cr_app;

GRANT ALL ON FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) TO cr_app;

REVOKE ALL ON FUNCTION public.promises_kept(p_company bigint, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.promises_kept(p_company bigint, p_on date) TO cr_app;

REVOKE ALL ON FUNCTION public.rare_words(p_words text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rare_words(p_words text[]) TO cr_app;

REVOKE ALL ON FUNCTION public.refresh_cards(p_day date, p_least integer, p_spread integer, p_secret text, p_floor integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.refresh_cards(p_day date, p_least integer, p_spread integer, p_secret text, p_floor integer) TO cr_app;

REVOKE ALL ON FUNCTION public.rows_of_candidates(asked jsonb, by_words boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rows_of_candidates(asked jsonb, by_words boolean) TO cr_app;

REVOKE ALL ON FUNCTION public.search_candidates(words text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_candidates(words text) TO cr_app;

REVOKE ALL ON FUNCTION public.share_of(p_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.share_of(p_code text) TO cr_app;

REVOKE ALL ON FUNCTION public.shuts_out(p_person bigint, p_viewer bigint, p_network boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.shuts_out(p_person bigint, p_viewer bigint, p_network boolean) TO cr_app;

REVOKE ALL ON FUNCTION public.sparse_of(p_numbers integer[], p_weights real[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sparse_of(p_numbers integer[], p_weights real[]) TO cr_app;

REVOKE ALL ON FUNCTION public.stand_of_candidates(chosen bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.stand_of_candidates(chosen bigint[]) TO cr_app;

REVOKE ALL ON FUNCTION public.sweep_suggestions(p_allowed boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sweep_suggestions(p_allowed boolean) TO cr_app;

REVOKE ALL ON FUNCTION public.tally_candidates(asked jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.tally_candidates(asked jsonb) TO cr_app;

REVOKE ALL ON FUNCTION public.unlink_address(change_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.unlink_address(change_id bigint) TO cr_app;

REVOKE ALL ON FUNCTION public.whose_change(known_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.whose_change(known_hash text) TO cr_app;

REVOKE ALL ON FUNCTION public.whose_mail(ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.whose_mail(ids text[]) TO cr_app;

REVOKE ALL ON FUNCTION public.whose_passkey(known_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.whose_passkey(known_id text) TO cr_app;

GRANT ALL ON FUNCTION public.why_not(p_candidate bigint, p_class text, p_topic text, p_today date) TO cr_app;

REVOKE ALL ON FUNCTION public.word_number(p_word text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.word_number(p_word text) TO cr_app;

REVOKE ALL ON FUNCTION public.yearly_counts(p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.yearly_counts(p_on date) TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailaddress TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailaddress_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailconfirmation TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_addresschange TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.accounts_addresschange_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_coderequest TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.accounts_coderequest_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_passkey TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.accounts_passkey_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_person TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.accounts_person_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_user TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.accounts_user_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_verifiedaddress TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.accounts_verifiedaddress_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group_permissions TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_permission TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_permission_id_seq TO cr_app;

GRANT SELECT,INSERT ON TABLE public.base_auditevent TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.base_auditevent_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.base_erasure TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.base_erasure_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_agencycontract TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_agencycontract_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_application TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_application_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_bulkact TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_bulkact_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_bulkchange TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_bulkchange_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_candidate TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_candidate_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_document TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_document_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_duplicatehint TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_duplicatehint_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_evaluation TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_evaluation_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_export TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_export_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_faircount TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_faircount_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_fairexception TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_fairexception_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_fairofficer TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_fairofficer_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_formpermission TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_formpermission_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_goodforwords TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_goodforwords_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_importedrow TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_importedrow_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_importfault TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_importfault_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_importrun TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_importrun_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_interview TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_interview_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_legalhold TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_legalhold_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_merge TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_merge_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_note TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_note_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_pool TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_pool_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_poolmember TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_poolmember_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_reminder TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_reminder_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_scorecardtemplate TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_scorecardtemplate_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_segment TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_segment_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_stagemove TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_stagemove_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates_submission TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.candidates_submission_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_brand TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_brand_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_circle TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_circle_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_circlecall TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_circlecall_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_circlemember TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_circlemember_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_client TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_client_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_company TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_company_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_companydomain TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_companydomain_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_companygroup TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_companygroup_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_complaint TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_complaint_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_conductrules TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_conductrules_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_cut TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_cut_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_deskkeeper TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_deskkeeper_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_domainproof TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_domainproof_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_filing TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_filing_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_harassmentreport TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_harassmentreport_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_incident TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_incident_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_incidentnotice TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_incidentnotice_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_incidentperson TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_incidentperson_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_joining TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_joining_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_licence TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_licence_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_membership TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_membership_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_promisefigures TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_promisefigures_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_purgereport TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_purgereport_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies_retentionrule TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.companies_retentionrule_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_accessgrant TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_accessgrant_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_accountclosing TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_accountclosing_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_block TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_block_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_cardline TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_cardline_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_certificate TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_certificate_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_certificatekey TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_certificatekey_id_seq TO cr_app;

GRANT SELECT,INSERT ON TABLE public.consents_consententry TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_consententry_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_consentnow TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_consentnow_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_consenttext TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_consenttext_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_correction TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_correction_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_employer TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_employer_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_endednumber TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_endednumber_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_heldcertificate TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_heldcertificate_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_keptletter TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_keptletter_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_letter TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_letter_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_notebooknote TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_notebooknote_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_notebookpage TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_notebookpage_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_package TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_package_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_passport TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_passport_id_seq TO cr_app;

GRANT SELECT,INSERT ON TABLE public.consents_provision TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_provision_id_seq TO cr_app;

GRANT SELECT,INSERT ON TABLE public.consents_receipt TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_receipt_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_rightsitem TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_rightsitem_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_rightsrequest TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_rightsrequest_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_savedconditions TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_savedconditions_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_share TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_share_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_shareanswer TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_shareanswer_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_sharekey TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_sharekey_id_seq TO cr_app;

GRANT SELECT,INSERT ON TABLE public.consents_sharerecord TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_sharerecord_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents_shareview TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.consents_shareview_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_content_type TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.django_content_type_id_seq TO cr_app;

GRANT SELECT ON TABLE public.django_migrations TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.django_migrations_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_formtext TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.imports_formtext_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_savedmapping TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.imports_savedmapping_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_assumption TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.insights_assumption_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_fact TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.insights_fact_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_factsuntil TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.insights_factsuntil_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_snapshot TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.insights_snapshot_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_declaration TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.matching_declaration_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_dismissal TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.matching_dismissal_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_exposure TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.matching_exposure_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_fairnessreport TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.matching_fairnessreport_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_matchfilter TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_matchingprofile TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_matchvector TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_pick TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.matching_pick_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_rematch TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.matching_rematch_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matching_suggestion TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.matching_suggestion_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mfa_authenticator TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.mfa_authenticator_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_calltry TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_calltry_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_campaign TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_campaign_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_chathook TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_chathook_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_closing TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_closing_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_delay TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_delay_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_domaincheck TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_domaincheck_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_entrylink TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_entrylink_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_guardrules TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_guardrules_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_guardstep TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_guardstep_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_incoming TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_incoming_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_letterbox TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_letterbox_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_lineaccount TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_lineaccount_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_lineevent TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_lineevent_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_lineintent TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_lineintent_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_linelink TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_linelink_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_linepush TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_linepush_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_linetext TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_linetext_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_message TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_message_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_newsrequest TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_newsrequest_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_pace TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_pace_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_permissionproof TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_permissionproof_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_personalmail TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_personalmail_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_preference TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_preference_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_releaserequest TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_releaserequest_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_releaserule TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_releaserule_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_senderaccount TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_senderaccount_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_suppression TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_suppression_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_surveyanswer TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_surveyanswer_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_surveyseal TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_surveyseal_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_template TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_template_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notices_templateversion TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.notices_templateversion_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.positions_position TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.positions_position_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.positions_positioncircle TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.positions_positioncircle_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.positions_question TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.positions_question_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.positions_sharecount TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.positions_sharecount_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.positions_sharelink TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.positions_sharelink_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_events TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_events_id_seq TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_periodic_defers TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_workers TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_workers_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_ask TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_ask_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_askroom TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_askroom_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_askspending TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_askspending_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_cardcell TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_cardcell_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_cardswitch TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_cardswitch_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_hirenews TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_hirenews_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_interviewoffer TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_interviewoffer_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_introduction TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_introduction_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_networkreport TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_networkreport_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_placement TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_placement_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_seekercard TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_seekercard_id_seq TO cr_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relay_talkmessage TO cr_app;

GRANT SELECT,USAGE ON SEQUENCE public.relay_talkmessage_id_seq TO cr_app;

INSERT INTO public.django_migrations (app, name, applied) VALUES
('accounts', '0001_initial', now()),
('account', '0001_initial', now()),
('account', '0002_email_max_length', now()),
('account', '0003_alter_emailaddress_create_unique_verified_email', now()),
('account', '0004_alter_emailaddress_drop_unique_email', now()),
('account', '0005_emailaddress_idx_upper_email', now()),
('account', '0006_emailaddress_lower', now()),
('account', '0007_emailaddress_idx_email', now()),
('account', '0008_emailaddress_unique_primary_email_fixup', now()),
('account', '0009_emailaddress_unique_primary_email', now()),
('base', '0001_who_is_asking', now()),
('accounts', '0002_wall', now()),
('accounts', '0003_link_person', now()),
('accounts', '0004_passkeys', now()),
('contenttypes', '0001_initial', now()),
('contenttypes', '0002_remove_content_type_name', now()),
('auth', '0001_initial', now()),
('auth', '0002_alter_permission_name_max_length', now()),
('auth', '0003_alter_user_email_max_length', now()),
('auth', '0004_alter_user_username_opts', now()),
('auth', '0005_alter_user_last_login_null', now()),
('auth', '0006_require_contenttypes_0002', now()),
('auth', '0007_alter_validators_add_error_messages', now()),
('auth', '0008_alter_user_username_max_length', now()),
('auth', '0009_alter_user_last_name_max_length', now()),
('auth', '0010_alter_group_name_max_length', now()),
('auth', '0011_update_proxy_permissions', now()),
('auth', '0012_alter_user_first_name_max_length', now()),
('companies', '0001_initial', now()),
('base', '0002_initial', now()),
('base', '0003_wall', now()),
('base', '0004_forgetting', now()),
('companies', '0002_careers', now()),
('companies', '0003_desk_preferences', now()),
('companies', '0004_promises', now()),
('companies', '0005_news', now()),
('companies', '0006_graph', now()),
('companies', '0007_retention', now()),
('positions', '0001_initial', now()),
('positions', '0002_wall', now()),
('positions', '0003_questions', now()),
('candidates', '0001_initial', now()),
('candidates', '0002_wall', now()),
('candidates', '0003_rows_remember_their_content', now()),
('candidates', '0004_search_candidates', now()),
('candidates', '0005_lists_from_the_index', now()),
('candidates', '0006_people', now()),
('candidates', '0007_merges', now()),
('candidates', '0008_documents', now()),
('candidates', '0009_scorecards', now()),
('candidates', '0010_fairness', now()),
('candidates', '0011_selections', now()),
('candidates', '0012_search', now()),
('candidates', '0013_agencies', now()),
('candidates', '0014_pipeline', now()),
('candidates', '0015_intake', now()),
('candidates', '0016_remedies', now()),
('candidates', '0017_forgetting', now()),
('consents', '0001_initial', now()),
('consents', '0002_wall', now()),
('consents', '0003_rights_and_declaration', now()),
('consents', '0004_may_show', now()),
('consents', '0005_may_show_by_index', now()),
('consents', '0006_ledger', now()),
('consents', '0007_shields', now()),
('consents', '0008_passport', now()),
('consents', '0009_shares', now()),
('consents', '0010_letters', now()),
('consents', '0011_certificates', now()),
('consents', '0012_rights', now()),
('consents', '0013_forgetting', now()),
('companies', '0008_desks', now()),
('companies', '0009_incidents', now()),
('companies', '0010_joining', now()),
('companies', '0011_circles', now()),
('consents', '0014_conditions', now()),
('imports', '0001_initial', now()),
('imports', '0002_wall', now()),
('imports', '0003_learned_mappings', now()),
('relay', '0001_initial', now()),
('relay', '0002_wall', now()),
('insights', '0001_initial', now()),
('insights', '0002_wall', now()),
('insights', '0003_operator_totals', now()),
('insights', '0004_facts', now()),
('insights', '0005_facts_wall', now()),
('insights', '0006_how_others_stand', now()),
('insights', '0007_assumptions', now()),
('matching', '0001_initial', now()),
('matching', '0002_wall', now()),
('matching', '0003_openings', now()),
('matching', '0004_pool_for', now()),
('matching', '0005_pool_by_meaning', now()),
('matching', '0006_words_at_once', now()),
('matching', '0007_filter_and_vector', now()),
('matching', '0008_carried_over', now()),
('matching', '0009_rematch', now()),
('matching', '0010_suggestion_doors', now()),
('matching', '0011_exposures', now()),
('matching', '0012_fairness', now()),
('mfa', '0001_initial', now()),
('mfa', '0002_authenticator_timestamps', now()),
('mfa', '0003_authenticator_type_uniq', now()),
('notices', '0001_initial', now()),
('notices', '0002_wall', now()),
('notices', '0003_one_notice_a_decision', now()),
('notices', '0004_due_outbox', now()),
('notices', '0005_campaigns', now()),
('notices', '0006_templates', now()),
('notices', '0007_preferences', now()),
('notices', '0008_incoming', now()),
('notices', '0009_senders', now()),
('notices', '0010_line', now()),
('notices', '0011_guard', now()),
('notices', '0012_outbox', now()),
('notices', '0013_personal_kinds', now()),
('notices', '0014_forgetting', now()),
('notices', '0015_baton', now()),
('notices', '0016_report_mail', now()),
('positions', '0004_sharing', now()),
('positions', '0005_statutory', now()),
('positions', '0006_changes', now()),
('procrastinate', '0001_initial', now()),
('procrastinate', '0002_drop_started_at_column', now()),
('procrastinate', '0003_drop_started_at_column', now()),
('procrastinate', '0004_drop_procrastinate_version_table', now()),
('procrastinate', '0005_fix_procrastinate_fetch_job', now()),
('procrastinate', '0006_fix_trigger_status_events_insert', now()),
('procrastinate', '0007_add_queueing_lock_column', now()),
('procrastinate', '0008_close_fetch_job_race_condition', now()),
('procrastinate', '0009_add_defer_job_function', now()),
('procrastinate', '0010_add_procrastinate_periodic_defers', now()),
('procrastinate', '0011_add_foreign_key_index', now()),
('procrastinate', '0012_add_locks_to_periodic_defer', now()),
('procrastinate', '0013_fix_procrastinate_defer_periodic_job', now()),
('procrastinate', '0014_add_finish_job_and_retry_job_functions', now()),
('procrastinate', '0015_add_trigger_on_job_deletion', now()),
('procrastinate', '0016_delete_finished_jobs', now()),
('procrastinate', '0017_add_checks_to_finish_job', now()),
('procrastinate', '0018_add_checks_to_retry_job', now()),
('procrastinate', '0019_fix_finish_job_compat_issue', now()),
('procrastinate', '0020_add_index_on_procrastinate_jobs', now()),
('procrastinate', '0021_add_kwargs_to_defer_periodic_job', now()),
('procrastinate', '0022_null_locks_excluded', now()),
('procrastinate', '0023_remove_old_finish_job_function', now()),
('procrastinate', '0024_job_id_bigint', now()),
('procrastinate', '0025_add_models', now()),
('procrastinate', '0026_add_job_priority', now()),
('procrastinate', '0027_add_periodic_job_priority', now()),
('procrastinate', '0028_add_cancel_states', now()),
('procrastinate', '0029_add_additional_params_to_retry_job', now()),
('procrastinate', '0030_alter_procrastinateevent_options', now()),
('procrastinate', '0031_add_indexes_for_fetch_job', now()),
('procrastinate', '0032_pre_cancel_notification', now()),
('procrastinate', '0033_post_cancel_notification', now()),
('procrastinate', '0034_pre_add_heartbeat', now()),
('procrastinate', '0035_post_add_heartbeat', now()),
('procrastinate', '0036_add_worker_model', now()),
('procrastinate', '0037_pre_batch_defer_jobs', now()),
('procrastinate', '0038_post_batch_defer_jobs', now()),
('procrastinate', '0039_pre_priority_lock_fetch_job', now()),
('procrastinate', '0040_pre_retry_failed_job', now()),
('procrastinate', '0041_post_retry_failed_job', now()),
('relay', '0003_picked_and_closing_words', now()),
('relay', '0004_answer_on_its_way', now()),
('relay', '0005_second_look', now()),
('relay', '0006_forgetting', now()),
('relay', '0007_asks', now()),
('relay', '0008_baton', now()),
('sessions', '0001_initial', now());
