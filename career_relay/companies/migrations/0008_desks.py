import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import career_relay.base.sealed
import career_relay.companies.models.desks
from career_relay.base.walls import MINE, OPERATORS, THEIRS, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_link_person"),
        ("base", "0003_wall"),
        ("companies", "0007_retention"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ConductRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("policy", models.TextField(verbose_name="our policy against harassment")),
                ("times", models.CharField(max_length=200, verbose_name="when we meet people")),
                ("place", models.CharField(max_length=200, verbose_name="where we meet people")),
                ("people", models.CharField(max_length=200, verbose_name="how many of us are there")),
                ("tool", models.CharField(max_length=200, verbose_name="by which means we write and call")),
                (
                    "desk_who",
                    models.CharField(
                        max_length=200, verbose_name="who answers at the desk, beside the recruiting team"
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "company",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conduct", to="companies.company"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("for_operator", models.BooleanField(default=False)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("selection", "how a selection was handled"),
                            ("answer", "an answer that does not come"),
                            ("mail", "mails that are not wanted"),
                            ("data", "how personal data is handled"),
                            ("posting", "a posting that is not as it was told"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("name", models.CharField(blank=True, max_length=100)),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(default="ja", max_length=5)),
                ("origin", models.CharField(blank=True, max_length=64)),
                ("received_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("due_on", models.DateField(default=career_relay.companies.models.desks.complaint_due)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("purge_after", models.DateField(default=career_relay.companies.models.desks.kept_until)),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            models.Q(("handled_by__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="complaint_closed_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskKeeper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("named_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("company", "user"), name="keeper_once")],
            },
        ),
        migrations.CreateModel(
            name="HarassmentReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sexual", "sexual words or acts"),
                            ("power", "threats, insults, pressure"),
                            ("private", "private contact that was not wanted"),
                            ("question", "questions that have no place in a selection"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("listen", "only be heard"),
                            ("ask", "talk with somebody before anything is done"),
                            ("act", "have it looked into"),
                        ],
                        default="ask",
                        max_length=8,
                    ),
                ),
                ("words", career_relay.base.sealed.SealedField()),
                ("when_where", career_relay.base.sealed.SealedField(blank=True)),
                ("name", career_relay.base.sealed.SealedField(blank=True)),
                ("reply_to", career_relay.base.sealed.SealedField(blank=True)),
                ("language", models.CharField(default="ja", max_length=5)),
                ("origin", models.CharField(blank=True, max_length=64)),
                ("received_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("answer_by", models.DateField(default=career_relay.companies.models.desks.report_answer_due)),
                ("due_on", models.DateField(default=career_relay.companies.models.desks.report_due)),
                ("answer", career_relay.base.sealed.SealedField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("outcome", career_relay.base.sealed.SealedField(blank=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("purge_after", models.DateField(default=career_relay.companies.models.desks.kept_until)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closed_at__isnull", True), ("handled_by__isnull", False), _connector="OR"),
                        name="report_closed_by_somebody",
                    )
                ],
            },
        ),
        Wall("DeskKeeper"),
        Wall("HarassmentReport"),
        Wall("Complaint", using=f"{MINE} OR {THEIRS} OR (for_operator AND {OPERATORS})"),
    ]
