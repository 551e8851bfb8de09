import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import MINE, OPERATORS, Wall


class Migration(migrations.Migration):
    dependencies = [("companies", "0008_desks")]

    operations = [
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=100, verbose_name="short name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("missent", "sent or shown to the wrong person"),
                            ("loss", "lost or left somewhere"),
                            ("access", "unlawful access or a stolen account"),
                            ("malware", "malware or ransom"),
                            ("insider", "taken out by somebody inside"),
                            ("damage", "destroyed or changed by mistake"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                        verbose_name="what happened",
                    ),
                ),
                ("known_on", models.DateField(verbose_name="day somebody first knew of it")),
                ("happened_on", models.DateField(blank=True, null=True, verbose_name="day it happened, if known")),
                (
                    "people",
                    models.PositiveIntegerField(default=0, verbose_name="how many people it concerns or may concern"),
                ),
                (
                    "sensitive",
                    models.BooleanField(default=False, verbose_name="Data that needs special care is concerned"),
                ),
                ("financial", models.BooleanField(default=False, verbose_name="It may cost people money")),
                (
                    "unlawful",
                    models.BooleanField(default=False, verbose_name="It may have been done with an unlawful aim"),
                ),
                ("encrypted", models.BooleanField(default=False, verbose_name="The data was strongly encrypted")),
                ("evidence", models.TextField(blank=True, max_length=1000, verbose_name="evidence of the encryption")),
                ("answers", models.JSONField(default=dict)),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="whom people can ask")),
                ("first_report_on", models.DateField(blank=True, null=True, verbose_name="first report made on")),
                ("final_report_on", models.DateField(blank=True, null=True, verbose_name="full report made on")),
                ("outcome", models.TextField(blank=True, max_length=2000, verbose_name="outcome")),
                ("opened_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("closed_at", models.DateTimeField(null=True)),
                ("from_notice", models.UUIDField(null=True)),
                (
                    "closed_by",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.company",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-known_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="IncidentNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("incident", models.UUIDField()),
                ("known", models.JSONField(default=dict)),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("seen_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
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
                "ordering": ["-sent_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("company", "incident"), name="told_once_of_an_incident")
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("candidate_ref", models.BigIntegerField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("log", "the log names their record"),
                            ("could_see", "the account could open their record"),
                            ("by_hand", "added by hand"),
                        ],
                        max_length=10,
                    ),
                ),
                ("told_at", models.DateTimeField(null=True)),
                ("told_how", models.CharField(blank=True, max_length=10)),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="touched", to="companies.incident"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("company", "incident", "candidate_ref"), name="touched_once")
                ],
            },
        ),
        Wall("Incident", using=f"{MINE} OR (company_id IS NULL AND {OPERATORS})"),
        Wall("IncidentPerson"),
        Wall("IncidentNotice", using=f"{MINE} OR {OPERATORS}"),
    ]
