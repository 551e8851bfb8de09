from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consents", "0007_shields")]

    operations = []
