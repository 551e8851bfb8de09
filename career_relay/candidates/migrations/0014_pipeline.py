import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0013_agencies"),
        ("positions", "0003_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("key", models.UUIDField(editable=False)),
                ("answers", models.JSONField(default=list)),
                ("message", models.TextField(blank=True)),
                ("left_out", models.PositiveSmallIntegerField(default=0)),
                ("whats_changed", models.TextField(blank=True)),
                ("language", models.CharField(default="ja", max_length=5)),
                ("origin", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
                        to="candidates.application",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
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
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="FormPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "box",
                    models.CharField(
                        choices=[("guidance", "mail with guidance after a no"), ("pool", "own talent pool")],
                        max_length=10,
                    ),
                ),
                ("version", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("text_hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="form_permissions",
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
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="permissions",
                        to="candidates.submission",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reached",
                    models.CharField(
                        choices=[
                            ("document", "document screening"),
                            ("first", "first interview"),
                            ("second", "second interview"),
                            ("final", "final interview"),
                        ],
                        default="first",
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="time")),
                ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="minutes")),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place or address of the call")),
                ("note", models.TextField(blank=True, verbose_name="note for the interviewer")),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="candidates.application",
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
                    "interviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(fields=["company", "application"], name="interview_application"),
                    models.Index(fields=["company", "interviewer", "at"], name="interview_mine"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("batch", models.UUIDField(default=uuid.uuid4)),
                (
                    "from_stage",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("screening", "document screening"),
                            ("interviewing", "interviewing"),
                            ("offered", "offered"),
                            ("hired", "hired"),
                            ("rejected", "answered with a no"),
                            ("withdrawn", "withdrawn by the candidate"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "from_reached",
                    models.CharField(
                        choices=[
                            ("document", "document screening"),
                            ("first", "first interview"),
                            ("second", "second interview"),
                            ("final", "final interview"),
                        ],
                        max_length=10,
                    ),
                ),
                ("from_promised", models.DateField(null=True)),
                ("from_activity", models.DateField()),
                ("from_offered", models.DateField(null=True)),
                (
                    "to_stage",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("screening", "document screening"),
                            ("interviewing", "interviewing"),
                            ("offered", "offered"),
                            ("hired", "hired"),
                            ("rejected", "answered with a no"),
                            ("withdrawn", "withdrawn by the candidate"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "to_reached",
                    models.CharField(
                        choices=[
                            ("document", "document screening"),
                            ("first", "first interview"),
                            ("second", "second interview"),
                            ("final", "final interview"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stage_moves",
                        to="candidates.application",
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
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["company", "application", "id"], name="move_application"),
                    models.Index(fields=["company", "batch"], name="move_batch"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["company", "created_at"], name="submission_lately"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(fields=("company", "key"), name="submission_once"),
        ),
        migrations.AddConstraint(
            model_name="formpermission",
            constraint=models.UniqueConstraint(fields=("company", "submission", "box"), name="box_once"),
        ),
        Wall("Submission"),
        Wall("FormPermission"),
        Wall("Interview"),
        Wall("StageMove"),
    ]
