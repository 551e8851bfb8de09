from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("relay", "0003_picked_and_closing_words")]
    operations = [SqlFile("relay", "answer_on_its_way")]
