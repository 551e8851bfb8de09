from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS vector", migrations.RunSQL.noop),
        SqlFile("base", "who_is_asking"),
        SqlFile("base", "append_only"),
    ]
