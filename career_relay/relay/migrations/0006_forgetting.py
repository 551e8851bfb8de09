from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("relay", "0005_second_look"), ("consents", "0013_forgetting")]

    operations = [SqlFile("relay", "due_people")]
