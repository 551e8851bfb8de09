-- The last look before a mail leaves, and the intent: what is `sending` was allowed at that moment (RELIABILITY §4.2).
-- Gives the state the row has now: sending, skipped (with why), cancelled, queued (given back: the campaign stands still, or
-- the mail server of the domain wants a pause), or one of
--   'changed'  the record is not the one the words were made from: read it and ask again
--   'busy'     somebody is changing the record or the application right now, and `p_wait` was false: nothing is decided
--   NULL       the row is not this worker's (any more).
-- Nobody may decide otherwise between the look and the commit, so record and application are held still.
--
-- PL/pgSQL: plans are kept, and each statement sees what is committed when it starts. Runs as who asks: the wall holds.

CREATE OR REPLACE FUNCTION begin_mail(
    p_mail bigint, p_worker text, p_today date, p_seen text, p_address text, p_addressable boolean, p_address_hash text,
    p_message_id text, p_subject text, p_body text, p_gap double precision, p_wait boolean, OUT state text, OUT why text
) LANGUAGE plpgsql VOLATILE SECURITY INVOKER SET search_path = public, pg_temp AS $$
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
