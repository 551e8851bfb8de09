import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import Wall

TIE = """ALTER TABLE candidates_evaluation ADD CONSTRAINT candidates_evaluation_scorecard_id_same_company
FOREIGN KEY (company_id, scorecard_id) REFERENCES candidates_scorecardtemplate (company_id, id)
DEFERRABLE INITIALLY DEFERRED"""
LOOSE = "ALTER TABLE candidates_evaluation DROP CONSTRAINT candidates_evaluation_scorecard_id_same_company"


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0008_documents"),
        ("companies", "0001_initial"),
        ("positions", "0002_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="application",
            name="good_for",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="strengths",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="application",
            name="strengths_skipped",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="good_for",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="recommendation",
            field=models.CharField(
                blank=True,
                choices=[
                    ("strong_yes", "clearly yes"),
                    ("yes", "rather yes"),
                    ("no", "rather no"),
                    ("strong_no", "clearly no"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ScorecardTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("criteria", models.JSONField(default=list)),
                ("is_current", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scorecards",
                        to="positions.position",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="evaluation",
            name="scorecard",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="candidates.scorecardtemplate",
            ),
        ),
        migrations.CreateModel(
            name="GoodForWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.company",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("company",), name="good_for_words_once")],
            },
        ),
        migrations.AddIndex(
            model_name="scorecardtemplate",
            index=models.Index(fields=["company", "position", "version"], name="scorecard_versions"),
        ),
        migrations.AddConstraint(
            model_name="scorecardtemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True), ("position", None)),
                fields=("company",),
                name="one_scorecard_of_a_company",
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecardtemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("company", "position"),
                name="one_scorecard_of_a_position",
            ),
        ),
        Wall("ScorecardTemplate"),
        Wall("GoodForWords"),
        migrations.RunSQL(TIE, LOOSE),
    ]
