from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("insights", "0005_facts_wall")]
    operations = [SqlFile("insights", "how_others_stand")]
