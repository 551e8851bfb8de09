from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("companies", "0006_graph")]

    operations = []
