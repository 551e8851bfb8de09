-- Why the active company may not write this kind of mail to a candidate today: '' when it may, else a value of
-- `notices.states.Skip`. The rule of `consents.gates.may_write` and `candidates.sources`, and what only advertising asks:
-- a snooze, a selection in progress, a block, the chosen topics. Asked for a whole list before a campaign is released,
-- and once more in the statement that begins to send each mail. Suppression is not here: it is known by a keyed hash.
--
-- PL/pgSQL, not SQL: its plans are kept, so that one question costs some tens of microseconds. Runs as who asks: the
-- wall holds, and a record behind it is not there.

CREATE OR REPLACE FUNCTION why_not(p_candidate bigint, p_class text, p_topic text, p_today date) RETURNS text
LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = public, pg_temp AS $$
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
