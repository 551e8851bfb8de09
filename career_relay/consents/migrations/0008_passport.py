import django.contrib.postgres.fields
from django.db import migrations, models

KINDS = [
    ("permanent", "permanent employee"),
    ("fixed_term", "fixed-term employee"),
    ("part_time", "part-time employee"),
]


class Migration(migrations.Migration):
    dependencies = [("consents", "0007_shields")]

    operations = [
        migrations.AddField(
            model_name="passport",
            name="employment",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=KINDS, max_length=12), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="passport",
            name="weekly_hours",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours a week at most"),
        ),
        migrations.AddField(
            model_name="passport",
            name="working_time",
            field=models.CharField(blank=True, max_length=100, verbose_name="days and times"),
        ),
    ]
