from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_wall"),
    ]
    operations = [
        SqlFile("accounts", "link_person"),
    ]
