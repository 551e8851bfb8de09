import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import career_relay.base.sealed
from career_relay.base.walls import SqlFile, Wall


def row():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def now():
    return models.DateTimeField(db_default=django.db.models.functions.datetime.Now())


def of(to, **more):
    more.setdefault("on_delete", django.db.models.deletion.PROTECT)
    more.setdefault("related_name", "+")
    return models.ForeignKey(to=to, **more)


def strengths():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=60), default=list, size=None
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_wall"),
        ("candidates", "0016_remedies"),
        ("companies", "0005_news"),
        ("consents", "0010_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="CertificateKey",
            fields=[
                ("id", row()),
                ("kid", models.CharField(max_length=43)),
                ("public", models.CharField(max_length=43)),
                ("private", career_relay.base.sealed.SealedField()),
                ("made_at", now()),
                ("retired_at", models.DateTimeField(null=True)),
                ("company", of("companies.company", editable=False)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("company", "kid"), name="certificate_key_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)),
                        fields=("company",),
                        name="one_certificate_key_at_work",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", row()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=100)),
                ("month", models.DateField(null=True)),
                ("family", models.CharField(blank=True, max_length=40, verbose_name="role family")),
                ("strengths", strengths()),
                ("language", models.CharField(default="ja", max_length=5)),
                ("issued_at", now()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "application",
                    of(
                        "candidates.application",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="certificates",
                    ),
                ),
                (
                    "candidate",
                    of(
                        "candidates.candidate",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="certificates",
                    ),
                ),
                ("company", of("companies.company", editable=False)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["company", "candidate"], name="certificate_candidate")],
                "constraints": [
                    models.UniqueConstraint(fields=("company", "number"), name="certificate_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("company", "application"),
                        name="one_certificate_an_application",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldCertificate",
            fields=[
                ("id", row()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("subject_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("certificate_ref", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(choices=[("kept", "kept"), ("declined", "declined")], max_length=8),
                ),
                ("credential", models.TextField(blank=True)),
                ("name", models.CharField(blank=True, max_length=100)),
                ("month", models.DateField(null=True)),
                ("family", models.CharField(blank=True, max_length=40)),
                ("strengths", strengths()),
                ("language", models.CharField(default="ja", max_length=5)),
                ("shows_name", models.BooleanField(default=False)),
                ("is_shown", models.BooleanField(default=False)),
                ("issued_at", models.DateTimeField()),
                ("decided_at", now()),
                ("issuer", of("companies.company")),
                ("person", of("accounts.person", editable=False)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "issuer", "certificate_ref"), name="certificate_held_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EndedNumber",
            fields=[
                ("id", row()),
                ("number", models.PositiveIntegerField()),
                ("ended_at", now()),
                ("issuer", of("companies.company")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("issuer", "number"), name="ended_number_once")],
            },
        ),
        Wall("CertificateKey"),
        Wall("Certificate"),
        Wall("HeldCertificate"),
        SqlFile("consents", "certificate_shown"),
    ]
