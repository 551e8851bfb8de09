from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("relay", "0004_answer_on_its_way")]

    operations = []
