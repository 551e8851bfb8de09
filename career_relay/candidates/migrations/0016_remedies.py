from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("candidates", "0015_intake")]
    operations = [
        migrations.AddField("application", "reason_shared", models.CharField(blank=True, db_default="", max_length=12)),
        migrations.AddField(
            "application",
            "path",
            models.CharField(
                blank=True,
                choices=[
                    ("roles", "our other openings"),
                    ("later", "talk again in a month we name"),
                    ("reapply", "apply again from a day we name"),
                    ("circle", "openings of other companies"),
                ],
                db_default="",
                max_length=8,
            ),
        ),
        migrations.AddField("application", "path_on", models.DateField(blank=True, null=True)),
    ]
