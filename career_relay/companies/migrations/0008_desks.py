from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("companies", "0007_retention")]

    operations = []
