import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [("candidates", "0012_search"), ("companies", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="application",
            name="protection_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("usual", "usual term"),
                    ("contract", "contract"),
                    ("file", "imported file"),
                    ("hand", "set by hand"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField("application", "protection_reason", models.CharField(blank=True, max_length=200)),
        migrations.AlterField(
            model_name="application",
            name="source",
            field=models.CharField(
                choices=[
                    ("own", "own site"),
                    ("media", "job board"),
                    ("agency", "agency"),
                    ("dispatch", "temp agency"),
                    ("referral", "employee referral"),
                    ("school", "school"),
                    ("other", "another way, no agency"),
                    ("unknown", "unknown (ask first)"),
                ],
                default="unknown",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="AgencyContract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("firm", models.CharField(max_length=100, verbose_name="agency firm")),
                ("firm_key", models.CharField(editable=False, max_length=100)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="where notices go")),
                ("contact", models.CharField(blank=True, max_length=100, verbose_name="contact person")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[django.core.validators.MaxValueValidator(36)],
                        verbose_name="protection in months",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="in force from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="in force until")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="where the contract is kept")),
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
            ],
            options={
                "ordering": ["firm_key", "-starts_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("company", "firm_key", "starts_on"), name="contract_once_a_day")
                ],
            },
        ),
        Wall("AgencyContract"),
    ]
