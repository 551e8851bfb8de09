import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import AppendOnly, Wall


def of_person():
    return models.ForeignKey(
        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_wall"), ("consents", "0008_passport")]

    operations = [
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=60, verbose_name="a name for yourself")),
                ("to_name", models.CharField(blank=True, max_length=120, verbose_name="for whom")),
                (
                    "pieces",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("content", models.JSONField()),
                ("hash", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("until", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
                ("purge_after", models.DateField()),
                ("person", of_person()),
            ],
            options={"indexes": [models.Index(fields=["person", "-made_at"], name="share_of_person")]},
        ),
        migrations.CreateModel(
            name="ShareKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_ref", models.BigIntegerField()),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("until", models.DateTimeField()),
                (
                    "share",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="key", to="consents.share"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShareView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("device", models.CharField(choices=[("phone", "phone"), ("desktop", "computer")], max_length=8)),
                ("is_own", models.BooleanField(default=False)),
                ("person", of_person()),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="views", to="consents.share"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["share", "-at"], name="share_views")]},
        ),
        migrations.CreateModel(
            name="ShareAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="your name")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=120, verbose_name="company or organisation"),
                ),
                ("address", models.EmailField(max_length=254, verbose_name="your e-mail address")),
                ("words", models.TextField(verbose_name="your answer")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("person", of_person()),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="consents.share"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["share", "-at"], name="share_answers")]},
        ),
        migrations.CreateModel(
            name="ShareRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("share_ref", models.BigIntegerField()),
                ("provider_name", models.CharField(max_length=120)),
                ("operator_name", models.CharField(blank=True, max_length=120)),
                ("recipient_name", models.CharField(blank=True, max_length=120)),
                ("to_anybody", models.BooleanField()),
                ("person_name", models.CharField(max_length=120)),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("27-1", "consent of the person (Art. 27-1)"),
                            ("on_behalf_of_person", "on behalf of the person"),
                        ],
                        default="on_behalf_of_person",
                        max_length=20,
                    ),
                ),
                ("share_hash", models.CharField(max_length=64)),
                ("provided_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("until", models.DateTimeField()),
                ("keep_until", models.DateField()),
                ("person", of_person()),
            ],
            options={"abstract": False},
        ),
        Wall("Share"),
        Wall("ShareView"),
        Wall("ShareAnswer"),
        Wall(
            "ShareRecord",
            using="person_id = (SELECT cr_person()) OR (SELECT cr_operator())",
            check="person_id = (SELECT cr_person())",
        ),
        AppendOnly("ShareRecord"),
    ]
