import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import MINE, OPERATORS, SqlFile, Wall


class Migration(migrations.Migration):
    """What people say of themselves for the audit, behind their own wall, and the reports nobody is in."""

    dependencies = [
        ("matching", "0011_exposures"),
        ("accounts", "0001_initial"),
        ("companies", "0001_initial"),
        ("consents", "0002_wall"),
        ("relay", "0002_wall"),
    ]
    operations = [
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(choices=[("band", "Age band"), ("gender", "Gender")], max_length=10)),
                ("answer", models.CharField(max_length=10)),
                ("text_version", models.CharField(max_length=20)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "person",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "question"), name="declared_once")],
            },
        ),
        migrations.CreateModel(
            name="FairnessReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("weights", models.CharField(max_length=20)),
                ("content", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="companies.company",
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("company", "weights", "day"), name="one_audit_a_night", nulls_distinct=False
                    )
                ],
            },
        ),
        Wall("Declaration"),
        Wall("FairnessReport", using=f"{MINE} OR (company_id IS NULL AND {OPERATORS})"),
        SqlFile("matching", "fairness_cases"),
    ]
