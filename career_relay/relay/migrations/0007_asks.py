import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import MINE, OPERATORS, SqlFile, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0003_desk_preferences"),
        ("consents", "0014_conditions"),
        ("matching", "0003_openings"),
        ("positions", "0005_statutory"),
        ("relay", "0006_forgetting"),
    ]
    operations = [
        migrations.CreateModel(
            name="AskSpending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("most", models.PositiveIntegerField()),
                ("spent", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("held_at", models.DateTimeField(null=True)),
                ("freed_at", models.DateTimeField(null=True)),
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
                "constraints": [
                    models.UniqueConstraint(fields=("company", "day"), name="ask_spending_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("spent__lte", models.F("most"))), name="ask_spending_within"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="AskRoom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("role_family", models.CharField(blank=True, max_length=40)),
                ("region", models.CharField(blank=True, max_length=10)),
                ("places", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("month", "role_family", "region"), name="ask_room_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="CardCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("role_family", models.CharField(max_length=40)),
                ("region", models.CharField(max_length=10)),
                ("years", models.CharField(max_length=8)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "role_family", "region", "years"), name="card_cell_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="CardSwitch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_on", models.BooleanField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"ordering": ["-id"]},
        ),
        Wall("AskSpending", using=f"{MINE} OR {OPERATORS}"),
        SqlFile("relay", "answer_on_its_way"),
        SqlFile("relay", "ask_room"),
        SqlFile("relay", "refresh_cards"),
        SqlFile("relay", "due_alerts"),
        SqlFile("relay", "promises_kept"),
        SqlFile("matching", "openings"),
    ]
