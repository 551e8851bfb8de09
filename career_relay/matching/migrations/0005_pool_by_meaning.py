from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("matching", "0004_pool_for")]
    operations = [SqlFile("matching", "pool_for")]
