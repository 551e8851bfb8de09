from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("positions", "0005_statutory")]
    operations = [
        migrations.AddField(
            model_name="position",
            name="changes",
            field=models.JSONField(default=list, editable=False),
        ),
    ]
