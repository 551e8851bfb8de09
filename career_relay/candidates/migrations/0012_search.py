from django.db import migrations, models

from career_relay.base.walls import SqlFile

# Long texts and the words of a record leave the row, so that a list reads a few thousand pages and not all of them.
NARROW = "ALTER TABLE candidates_candidate SET (toast_tuple_target = 256)"
# The words of records that are there carry their company from now on; `refresh_search` adds fields and phrases.
WORDS = """
UPDATE candidates_candidate c SET search = (
    SELECT array_to_tsvector(array_agg(c.company_id || '.' || lexeme) || (c.company_id || 'c.')) FROM unnest(c.search))
WHERE search IS NOT NULL"""
# Records that are there already get what the triggers will keep from now on.
STAND = "SELECT stand_of_candidates(array(SELECT id FROM candidates_candidate))"


class Migration(migrations.Migration):
    dependencies = [("candidates", "0011_selections")]
    operations = [
        migrations.AddField("candidate", "sources", models.SmallIntegerField(default=0, editable=False)),
        migrations.AddField("candidate", "steps", models.SmallIntegerField(default=0, editable=False)),
        migrations.AddField("candidate", "is_open", models.BooleanField(default=False, editable=False)),
        migrations.AddField(
            "candidate",
            "mean_score",
            models.DecimalField(decimal_places=2, editable=False, max_digits=3, null=True),
        ),
        migrations.RemoveIndex("candidate", "candidate_recent"),
        migrations.AddIndex(
            "candidate",
            models.Index(
                fields=["company", "-updated_at", "-id"],
                include=(
                    *("person", "state", "track", "sources", "steps", "is_open", "is_silver", "mean_score"),
                    *("prefecture", "protected_until", "purge_after", "last_contact_at"),
                ),
                name="candidate_recent",
            ),
        ),
        migrations.AddIndex(
            "candidate",
            models.Index(fields=["company", "kana", "name_folded", "id"], name="candidate_kana"),
        ),
        migrations.AddIndex(
            "candidate",
            models.Index(
                models.F("company"),
                models.F("last_contact_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="candidate_contact",
            ),
        ),
        migrations.RemoveIndex("candidate", "candidate_purge"),
        migrations.AddIndex(
            "candidate",
            models.Index(
                fields=["company", "purge_after", "id"],
                include=("person", "do_not_contact", "state", "track"),
                name="candidate_purge",
            ),
        ),
        migrations.RunSQL(NARROW, migrations.RunSQL.noop),
        SqlFile("candidates", "stand_of_candidates"),
        SqlFile("candidates", "asked_of_candidates"),
        SqlFile("candidates", "find_candidates"),
        SqlFile("candidates", "tally_candidates"),
        SqlFile("candidates", "search_candidates"),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
        migrations.RunSQL(STAND, migrations.RunSQL.noop),
    ]
