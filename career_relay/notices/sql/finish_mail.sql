-- Write the answer of the mail server down: the state, the line in the log, when the person was last written to.
-- Gives whether the row was this worker's; a late answer still settles a row that was called uncertain meanwhile.
-- Does not wait for the disk: what is lost with the server comes back as uncertain (ADR 0026).
--
-- `p_slower`: the mail server of the domain asked to come later. The third time in a row its domain rests, longer each
-- time; other domains go on. One mail that it takes ends that.

CREATE OR REPLACE FUNCTION finish_mail(
    p_mail bigint, p_worker text, p_state text, p_error text, p_send_after timestamptz, p_event text, p_counts boolean,
    p_domain text, p_slower boolean
) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY INVOKER SET search_path = public, pg_temp AS $$
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
