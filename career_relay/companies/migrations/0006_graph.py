import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models

from career_relay.base.walls import SqlFile

# Until now a company had one domain, proven when it was admitted.
TAKE_OVER = """
    INSERT INTO companies_companydomain (company_id, domain, verified_at, created_at)
    SELECT DISTINCT ON (lower(domain)) id, lower(domain), domain_verified_at, now() FROM companies_company
    WHERE domain <> '' ORDER BY lower(domain), domain_verified_at NULLS LAST, id
"""


class Migration(migrations.Migration):
    dependencies = [("companies", "0005_news")]

    operations = [
        migrations.AddField(
            model_name="companygroup",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="companies.companygroup",
            ),
        ),
        migrations.CreateModel(
            name="CompanyDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("domain", models.CharField(max_length=120, unique=True, verbose_name="mail domain")),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="domains", to="companies.company"
                    ),
                ),
            ],
            options={
                "ordering": ["domain"],
                "indexes": [
                    models.Index(
                        django.db.models.functions.comparison.Collate(
                            django.db.models.functions.text.Reverse("domain"), "C"
                        ),
                        name="domain_from_its_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clients", to="companies.company"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agencies", to="companies.company"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "client"), name="client_once"),
                    models.CheckConstraint(
                        condition=models.Q(("agency", models.F("client")), _negated=True), name="client_of_another"
                    ),
                ],
            },
        ),
        migrations.RunSQL(TAKE_OVER, migrations.RunSQL.noop),
        SqlFile("companies", "group_top"),
        SqlFile("companies", "domain_line"),
        SqlFile("companies", "group_no_circle"),
    ]
