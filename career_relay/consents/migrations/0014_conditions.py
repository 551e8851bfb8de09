import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import Wall

PERSON = models.ForeignKey(
    editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_link_person"), ("consents", "0013_forgetting")]
    operations = [
        migrations.CreateModel(
            name="SavedConditions",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("conditions", models.JSONField(default=dict)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("never", "no mail, only kept here"),
                            ("daily", "at most once a day"),
                            ("weekly", "at most once a week"),
                        ],
                        default="never",
                        max_length=6,
                        verbose_name="mail",
                    ),
                ),
                (
                    "seen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("told_until", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("person", PERSON),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="CardLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role_family", models.CharField(max_length=40, verbose_name="kind of work")),
                ("region", models.CharField(max_length=10, verbose_name="region")),
                (
                    "years",
                    models.CharField(
                        choices=[
                            ("to_3", "up to 3 years"),
                            ("to_7", "3 to 7 years"),
                            ("to_15", "7 to 15 years"),
                            ("more", "15 years or more"),
                        ],
                        max_length=8,
                        verbose_name="years of experience",
                    ),
                ),
                ("chosen_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("person", PERSON.clone()),
            ],
        ),
        migrations.AddConstraint(
            model_name="savedconditions",
            constraint=models.UniqueConstraint(fields=("person", "conditions"), name="conditions_saved_once"),
        ),
        migrations.AddConstraint(
            model_name="cardline", constraint=models.UniqueConstraint(fields=("person",), name="one_card_line")
        ),
        Wall("SavedConditions"),
        Wall("CardLine"),
    ]
