from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_one_notice_a_decision"),
    ]
    operations = [SqlFile("notices", "due_outbox")]
