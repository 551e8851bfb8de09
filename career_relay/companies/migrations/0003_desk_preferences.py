from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_careers")]
    operations = [
        migrations.AddField("membership", "preferences", models.JSONField(db_default={}, default=dict)),
    ]
