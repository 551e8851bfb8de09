from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("relay", "0005_second_look")]

    operations = []
