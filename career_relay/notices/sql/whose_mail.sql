-- Which companies sent mails with these Message-IDs. Ids of companies, nothing else: what answers them is taken in for one
-- company. Crosses the wall because a mail that comes in says nowhere whom it is for; the ids cannot be guessed (an HMAC).

CREATE OR REPLACE FUNCTION whose_mail(ids text[]) RETURNS TABLE (company_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT m.company_id FROM notices_message m WHERE m.message_id <> '' AND m.message_id = ANY (ids)
$$;

REVOKE ALL ON FUNCTION whose_mail(text[]) FROM PUBLIC;
