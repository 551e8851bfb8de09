from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("base", "0003_wall")]

    operations = []
