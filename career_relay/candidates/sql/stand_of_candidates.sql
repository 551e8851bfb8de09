-- Where candidates stand: from which sources they came, how far, whether a selection is open, the mean of their scores.
-- The columns on the record are kept by triggers, because many acts change applications and lists must never differ from
-- them. As the owner: whoever may write an application of a record may be somebody who may not write the record. The ids
-- come from the rows just written, and composite keys hold those inside one company.
CREATE OR REPLACE FUNCTION stand_of_candidates(chosen bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
REVOKE ALL ON FUNCTION stand_of_candidates(bigint[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION applications_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
REVOKE ALL ON FUNCTION applications_changed() FROM PUBLIC;

CREATE OR REPLACE FUNCTION evaluations_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
REVOKE ALL ON FUNCTION evaluations_changed() FROM PUBLIC;

CREATE OR REPLACE TRIGGER stand_inserted AFTER INSERT ON candidates_application
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION applications_changed();
CREATE OR REPLACE TRIGGER stand_updated AFTER UPDATE ON candidates_application
    REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION applications_changed();
CREATE OR REPLACE TRIGGER stand_deleted AFTER DELETE ON candidates_application
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION applications_changed();
CREATE OR REPLACE TRIGGER stand_inserted AFTER INSERT ON candidates_evaluation
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION evaluations_changed();
CREATE OR REPLACE TRIGGER stand_updated AFTER UPDATE ON candidates_evaluation
    REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION evaluations_changed();
CREATE OR REPLACE TRIGGER stand_deleted AFTER DELETE ON candidates_evaluation
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION evaluations_changed();
