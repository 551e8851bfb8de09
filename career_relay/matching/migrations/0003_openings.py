from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("matching", "0002_wall")]
    operations = [SqlFile("matching", "openings")]
