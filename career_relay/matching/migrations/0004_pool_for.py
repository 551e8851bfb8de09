from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("matching", "0003_openings"), ("consents", "0004_may_show")]
    operations = [SqlFile("matching", "pool_for")]
