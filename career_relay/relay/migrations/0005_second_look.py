from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("relay", "0004_answer_on_its_way")]

    operations = [SqlFile("relay", "kept_from_us")]
