import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0003_desk_preferences")]
    operations = [
        migrations.AddField(
            model_name="company",
            name="promises_on",
            field=models.BooleanField(default=False, verbose_name="show the promise page"),
        ),
        migrations.CreateModel(
            name="PromiseFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("due", models.PositiveIntegerField()),
                ("on_time", models.PositiveIntegerField()),
                ("told", models.PositiveIntegerField()),
                ("median_days", models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ("met", models.PositiveIntegerField()),
                ("with_feedback", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
                (
                    "company",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promise_figures",
                        to="companies.company",
                    ),
                ),
            ],
        ),
    ]
