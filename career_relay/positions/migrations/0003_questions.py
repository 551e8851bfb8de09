import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_careers"), ("positions", "0002_wall")]
    operations = [
        migrations.AddField(
            model_name="position",
            name="careers_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "free text"), ("choice", "choice"), ("yes_no", "yes or no")],
                        default="text",
                        max_length=8,
                        verbose_name="kind of answer",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="question")),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint below the question")),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), blank=True, default=list, size=None
                    ),
                ),
                ("is_required", models.BooleanField(default=False, verbose_name="must be answered")),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="positions.position"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["company", "position"], name="question_position")],
            },
        ),
        Wall("Question"),
    ]
