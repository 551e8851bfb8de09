from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("notices", "0011_guard")]
    operations = [
        SqlFile("notices", "begin_mail"),
        SqlFile("notices", "finish_mail"),
        SqlFile("notices", "due_outbox"),
    ]
