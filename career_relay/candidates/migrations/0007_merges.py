import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import SqlFile, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0006_people"),
        ("companies", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("application", "whats_changed", models.TextField(blank=True)),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("gone_id", models.BigIntegerField()),
                ("gone_public_id", models.UUIDField()),
                ("gone_external_id", models.CharField(blank=True, max_length=80)),
                ("gone_email_key", models.CharField(blank=True, max_length=254)),
                ("gone_name_folded", models.CharField(blank=True, max_length=100)),
                ("score", models.PositiveSmallIntegerField(default=0)),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(models.CharField(max_length=20), default=list, size=None),
                ),
                ("before", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="merges", to="candidates.candidate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("company", "gone_public_id"),
                        name="gone_into_one_record",
                    )
                ],
                "indexes": [
                    models.Index(fields=["company", "kept"], name="merge_kept"),
                    models.Index(fields=["company", "gone_external_id"], name="merge_external"),
                    models.Index(fields=["company", "gone_email_key"], name="merge_email"),
                ],
            },
        ),
        Wall("Merge"),
        SqlFile("candidates", "hint_linked"),
    ]
