import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import Wall

# The person reads what was handed over: no draft, nothing that was taken back.
OF_LETTER = (
    "company_id = (SELECT cr_company()) OR (state IN ('handed', 'asked', 'replaced') AND application_id IN"
    " (SELECT a.id FROM candidates_application a WHERE a.person_id = (SELECT cr_person())))"
)


def of_person():
    return models.ForeignKey(
        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
    )


def about_company(*, null=False):
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_wall"),
        ("candidates", "0016_remedies"),
        ("companies", "0005_news"),
        ("consents", "0009_shares"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("lines", models.JSONField(default=list)),
                ("signed", models.CharField(max_length=80, verbose_name="signed by")),
                ("hash", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("handed", "handed to the person"),
                            ("asked", "a correction is asked for"),
                            ("replaced", "a later version was handed over"),
                            ("taken_back", "taken back"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("asked_words", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("handed_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
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
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "version"), name="letter_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("application",), name="one_letter_in_draft"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="KeptLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("letter_ref", models.UUIDField()),
                ("series", models.UUIDField()),
                ("company_name", models.CharField(max_length=120)),
                ("position_title", models.CharField(blank=True, max_length=120)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("lines", models.JSONField(default=list)),
                (
                    "dropped",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list, size=None
                    ),
                ),
                ("signed", models.CharField(max_length=80)),
                ("hash", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "to be looked at"),
                            ("accepted", "accepted"),
                            ("declined", "put aside"),
                            ("replaced", "a later version took its place"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("asked_words", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("handed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("about", about_company()),
                ("person", of_person()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "letter_ref"), name="letter_kept_once")]
            },
        ),
        migrations.CreateModel(
            name="NotebookPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("series", models.UUIDField()),
                ("company_name", models.CharField(max_length=120)),
                ("position_title", models.CharField(blank=True, max_length=120)),
                ("applied_on", models.DateField()),
                ("told_on", models.DateField(null=True)),
                ("words", models.TextField(blank=True)),
                ("promised_on", models.DateField(null=True)),
                ("reapply_from", models.DateField(null=True)),
                ("kept_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("about", about_company()),
                ("person", of_person()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("person", "series"), name="page_kept_once")]},
        ),
        migrations.CreateModel(
            name="NotebookNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("company_name", models.CharField(blank=True, max_length=120, verbose_name="company")),
                ("text", models.TextField(verbose_name="note")),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("about", about_company(null=True)),
                ("person", of_person()),
            ],
            options={"indexes": [models.Index(fields=["person", "-updated_at"], name="note_of_person")]},
        ),
        Wall("Letter", using=OF_LETTER, check="company_id = (SELECT cr_company())"),
        Wall("KeptLetter"),
        Wall("NotebookPage"),
        Wall("NotebookNote"),
    ]
