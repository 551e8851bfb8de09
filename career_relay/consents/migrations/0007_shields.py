import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import SqlFile, Wall


class Migration(migrations.Migration):
    dependencies = [("consents", "0006_ledger"), ("companies", "0006_graph"), ("accounts", "0002_wall")]

    operations = [
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "corporate_number",
                    models.CharField(
                        blank=True,
                        max_length=13,
                        validators=[django.core.validators.RegexValidator("^[0-9]{13}$")],
                        verbose_name="corporate number",
                    ),
                ),
                ("domain", models.CharField(blank=True, max_length=120, verbose_name="mail domain")),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="companies.company",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "member", "corporate_number", "domain"),
                        name="employer_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corporate_number", ""), ("domain", ""), ("member__isnull", False)),
                            models.Q(
                                ("domain", ""), ("member", None), models.Q(("corporate_number", ""), _negated=True)
                            ),
                            models.Q(
                                ("corporate_number", ""), ("member", None), models.Q(("domain", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="employer_said_one_way",
                    ),
                ],
            },
        ),
        Wall("Employer"),
        SqlFile("consents", "shuts_out"),
        SqlFile("consents", "may_show"),
        SqlFile("notices", "blocks_us"),
    ]
