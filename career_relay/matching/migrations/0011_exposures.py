import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import MINE, THEIRS, SqlFile, Wall


class Migration(migrations.Migration):
    """What a list showed is complete, outlives the record without the person, and cannot be rewritten."""

    dependencies = [("matching", "0010_suggestion_doors"), ("positions", "0001_initial"), ("companies", "0001_initial")]
    operations = [
        migrations.AddField("exposure", "out_of", models.PositiveIntegerField(default=0)),
        migrations.AddField("exposure", "listing", models.CharField(blank=True, max_length=10)),
        migrations.AddField("exposure", "results", models.JSONField(default=list)),
        migrations.AlterField(
            "exposure",
            "candidate",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="candidates.candidate",
            ),
        ),
        migrations.AddIndex(
            "exposure", models.Index(fields=["company", "weights", "shown_at"], name="exposure_by_weights")
        ),
        migrations.CreateModel(
            name="Pick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("rank", models.PositiveIntegerField()),
                ("score", models.FloatField()),
                ("weights", models.CharField(max_length=20)),
                ("features", models.JSONField(default=dict)),
                ("asked", models.BooleanField()),
                ("shown_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "company",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.company",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="positions.position"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["weights", "shown_at"], name="pick_by_weights"),
                    models.Index(fields=["person_id"], name="pick_person"),
                ]
            },
        ),
        Wall("Pick", using=THEIRS, check=MINE),
        SqlFile("matching", "keep_exposures"),
    ]
