import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [("candidates", "0007_merges"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            "Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resume", "résumé (履歴書)"),
                            ("work", "work history (職務経歴書)"),
                            ("letter", "cover letter"),
                            ("portfolio", "portfolio"),
                            ("other", "other"),
                        ],
                        default="resume",
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("stored", models.CharField(blank=True, max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("media", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "waiting to be read"),
                            ("reading", "being read"),
                            ("read", "read"),
                            ("unreadable", "cannot be read"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=20)),
                ("extracted", models.JSONField(default=dict)),
                ("taken", models.JSONField(default=dict)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="candidates.application",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="candidates.candidate",
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
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "indexes": [models.Index(fields=["company", "candidate"], name="document_candidate")],
            },
        ),
        Wall("Document"),
    ]
