import django.contrib.postgres.fields
import pgvector.django.halfvec
import pgvector.django.sparsevec
from django.db import migrations, models

from career_relay.base.walls import Wall

IN_LINE = " ".join(
    f"ALTER TABLE matching_matchvector ALTER COLUMN {column} SET STORAGE PLAIN;"
    for column in ("meaning", "words", "abilities")
)


class Migration(migrations.Migration):
    """Two tables for retrieval: a narrow one to filter, one to score, its rows in line and under 2 kB (ADR 56)."""

    dependencies = [("matching", "0006_words_at_once")]
    operations = [
        migrations.CreateModel(
            name="MatchFilter",
            fields=[
                ("person_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("net_until", models.DateTimeField()),
                ("places", models.BigIntegerField(default=0)),
                ("pay_min", models.PositiveIntegerField(null=True)),
                ("home_only", models.BooleanField(default=False)),
                (
                    "may_ask",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatchVector",
            fields=[
                ("person_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("meaning", pgvector.django.halfvec.HalfVectorField(dimensions=384, null=True)),
                ("words", pgvector.django.sparsevec.SparseVectorField(dimensions=268435456, null=True)),
                ("abilities", pgvector.django.sparsevec.SparseVectorField(dimensions=268435456, null=True)),
            ],
        ),
        Wall("MatchFilter"),
        Wall("MatchVector"),
        migrations.RunSQL(IN_LINE, migrations.RunSQL.noop),
    ]
