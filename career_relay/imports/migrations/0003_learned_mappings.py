import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_wall"),
        ("companies", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("savedmapping", "headings", models.JSONField(default=list)),
        # nothing saved a mapping before, so one default for all rows cannot be given twice
        migrations.AddField(
            "savedmapping", "public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
        migrations.CreateModel(
            name="FormText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("form", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("text", models.TextField(max_length=20000)),
                ("text_hash", models.CharField(max_length=64)),
                (
                    "allows",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "only what the file says of each person"),
                            ("pool", "being kept in the talent pool"),
                            ("contact", "being kept and written to"),
                        ],
                        max_length=8
                    ),
                ),
                ("attested_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "attested_by",
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
            ],
            options={
                "ordering": ["-since", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("company", "form", "version"), name="form_text_once_per_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="form_text_days_in_order",
                    ),
                ],
            },
        ),
        Wall("FormText"),
    ]
