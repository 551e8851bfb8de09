from django.db import migrations

from career_relay.base.walls import SqlFile

# Old projections have no counts of words: each counts once. The next change of a passport writes them as BM25 counts.
CARRY = """
INSERT INTO matching_matchfilter (person_id, net_until, places, pay_min, home_only, may_ask)
SELECT m.person_id, m.net_until,
       coalesce((SELECT sum(1::bigint << code::integer) FROM (SELECT DISTINCT unnest(m.prefectures) AS code) c), 0)::bigint,
       m.pay_min, m.remote = 'full',
       ARRAY(SELECT coalesce(n.circle_id, -n.recipient_id) FROM consents_consentnow n
             WHERE n.person_id = m.person_id AND n.purpose = 'teaser' ORDER BY 1)
FROM matching_matchingprofile m WHERE m.net_until IS NOT NULL
ON CONFLICT (person_id) DO NOTHING;

INSERT INTO matching_matchvector (person_id, meaning, words, abilities)
SELECT m.person_id, m.embedding,
       (SELECT sparse_of(array_agg(word_number(w.word)), array_agg(w.weight::real))
        FROM (SELECT unnest(m.tokens[:100]) AS word,
                     2.2 / (1 + 1.2 * (0.25 + 0.75 * cardinality(m.tokens) / 100.0)) AS weight) w),
       (SELECT sparse_of(array_agg(word_number(a.word)), array_agg(a.one::real))
        FROM (SELECT 'role ' || unnest(m.roles) AS word, 1 AS one
              UNION SELECT 'skill ' || unnest(m.skills), 1 LIMIT 44) a)
FROM matching_matchingprofile m WHERE m.net_until IS NOT NULL
ON CONFLICT (person_id) DO NOTHING;
"""


class Migration(migrations.Migration):
    """What is there already is carried over, so that everybody can be found before their next change."""

    dependencies = [("matching", "0007_filter_and_vector")]
    operations = [
        SqlFile("matching", "sparse_words"),
        migrations.RunSQL(CARRY, migrations.RunSQL.noop),
        migrations.RemoveField("matchingprofile", "embedding"),
        SqlFile("matching", "pool_for"),
    ]
