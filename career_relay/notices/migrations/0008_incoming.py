import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import SqlFile, Wall

# what a mail that comes in names is looked for among all that went out
BY_ID = "CREATE INDEX message_by_message_id ON notices_message (message_id) WHERE message_id <> ''"


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0007_preferences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letterbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("worked_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("problem", models.CharField(blank=True, max_length=20)),
                ("taken", models.PositiveIntegerField(default=0)),
                ("unrelated", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reply", "reply"),
                            ("auto_reply", "automatic reply"),
                            ("bounce", "came back"),
                            ("complaint", "complaint"),
                        ],
                        max_length=10,
                    ),
                ),
                ("via", models.CharField(max_length=12)),
                ("received_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("written_at", models.DateTimeField(null=True)),
                ("sender", models.CharField(blank=True, max_length=254)),
                ("sender_name", models.CharField(blank=True, max_length=120)),
                ("from_elsewhere", models.BooleanField(default=False)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                ("whole", models.TextField(blank=True)),
                ("files", models.JSONField(default=list)),
                (
                    "bounce",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hard", "the address does not exist"),
                            ("soft", "could not be delivered this time"),
                            ("late", "is still being tried"),
                        ],
                        max_length=8,
                    ),
                ),
                ("status", models.CharField(blank=True, max_length=12)),
                ("detail", models.TextField(blank=True, max_length=300)),
                (
                    "flaw",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cut", "too long: only its beginning was kept"),
                            ("unreadable", "could not be read"),
                        ],
                        max_length=12,
                    ),
                ),
                ("mail_id", models.CharField(blank=True, max_length=250)),
                ("dedupe", models.CharField(max_length=64)),
                ("handled_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="notices.message",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="incoming",
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
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="incoming", to="notices.message"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["company", "candidate"], name="incoming_candidate"),
                    models.Index(
                        condition=models.Q(("handled_at", None), ("kind", "reply")),
                        fields=["company", "received_at"],
                        name="replies_open",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("company", "dedupe"), name="came_once")],
            },
        ),
        Wall("Incoming"),
        migrations.RunSQL(BY_ID, "DROP INDEX message_by_message_id"),
        SqlFile("notices", "whose_mail"),
    ]
