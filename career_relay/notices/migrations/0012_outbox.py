import django.db.models.deletion
from django.db import migrations, models

from career_relay.base.walls import SqlFile, Wall


class Migration(migrations.Migration):
    dependencies = [("companies", "0005_news"), ("notices", "0011_guard")]
    operations = [
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("domain", models.CharField(max_length=255)),
                ("free_at", models.DateTimeField()),
                ("refusals", models.PositiveSmallIntegerField(default=0)),
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
        ),
        migrations.AddConstraint(
            model_name="pace",
            constraint=models.UniqueConstraint(fields=("company", "domain"), name="one_pace_a_domain"),
        ),
        Wall("Pace"),
        SqlFile("notices", "begin_mail"),
        SqlFile("notices", "finish_mail"),
        SqlFile("notices", "due_outbox"),
    ]
