-- The dimension of a word: the same number as `lexical.number_of`, from 0 to 2^28. A hash for spreading, not for secrets.
CREATE OR REPLACE FUNCTION word_number(p_word text) RETURNS integer
LANGUAGE sql IMMUTABLE SECURITY INVOKER AS $$
    SELECT ('x' || substr(md5(p_word), 1, 7))::bit(28)::integer
$$;

REVOKE ALL ON FUNCTION word_number(text) FROM PUBLIC;

-- Numbers and their weights as a sparse vector; a number that comes twice has the sum. NULL for none.
CREATE OR REPLACE FUNCTION sparse_of(p_numbers integer[], p_weights real[]) RETURNS sparsevec
LANGUAGE sql IMMUTABLE SECURITY INVOKER AS $$
    SELECT ('{' || string_agg(n + 1 || ':' || weight, ',') || '}/268435456')::sparsevec
    FROM (
        SELECT g.n, round(sum(g.weight)::numeric, 4) AS weight FROM unnest(p_numbers, p_weights) AS g (n, weight) GROUP BY g.n
    ) once
    WHERE weight <> 0
$$;

REVOKE ALL ON FUNCTION sparse_of(integer[], real[]) FROM PUBLIC;
-- Words of a question as a sparse vector: each with its rarity among the people of the network (the idf of BM25), for an
-- inner product with what `lexical.words_of` wrote. How many people have a word is what ANALYZE last found for
-- `matching_matchingprofile.tokens`: a sample of everybody, kept by PostgreSQL itself; a word too rare for its list counts
-- half the rarest there, and before the first ANALYZE all words count the same.
-- Runs as who asks: only `pool_for`, which owns the table, sees the shares.
CREATE OR REPLACE FUNCTION rare_words(p_words text[]) RETURNS sparsevec
LANGUAGE sql STABLE SECURITY INVOKER AS $$
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

REVOKE ALL ON FUNCTION rare_words(text[]) FROM PUBLIC;
