import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("positions", "0004_sharing")]
    operations = [
        migrations.AddField(
            model_name="position",
            name="has_fixed_overtime",
            field=models.BooleanField(default=False, verbose_name="the pay contains fixed overtime"),
        ),
        migrations.AddField(
            model_name="position",
            name="base_pay",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="base pay a month without fixed overtime (yen)"
            ),
        ),
        migrations.AddField(
            model_name="position",
            name="fixed_pay",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="fixed overtime pay a month (yen)"),
        ),
        migrations.AddField(
            model_name="position",
            name="fixed_hours",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours a month it stands for"),
        ),
        migrations.AddField(
            model_name="position",
            name="pays_beyond",
            field=models.BooleanField(default=False, verbose_name="overtime beyond these hours is paid on top"),
        ),
        migrations.AddField(
            model_name="position",
            name="age_exception",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1", "1: up to the retirement age, indefinite term"),
                    ("2", "2: a law forbids the work below an age"),
                    ("3a", "3-i: long career from the start, no experience asked"),
                    ("3b", "3-ro: handing on skills, an age group that is missing"),
                    ("3c", "3-ha: truth of a part in the arts"),
                    ("3d", "3-ni: people of 60 and more, or of a measure of the state"),
                ],
                max_length=2,
                verbose_name="exception that allows an age limit",
            ),
        ),
        migrations.AddField(
            model_name="position",
            name="age_from",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from the age of"),
        ),
        migrations.AddField(
            model_name="position",
            name="age_to",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="up to the age of"),
        ),
        migrations.AddField(
            model_name="position",
            name="retirement_age",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="retirement age"),
        ),
        migrations.AddField(
            model_name="position",
            name="flag_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="why a marked wording stays"),
        ),
        migrations.AddField(
            model_name="position",
            name="terms",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200), default=list, editable=False, size=None
            ),
        ),
    ]
