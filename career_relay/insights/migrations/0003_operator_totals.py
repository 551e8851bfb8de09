from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0002_wall"),
        ("consents", "0002_wall"),
        ("positions", "0002_wall"),
        ("relay", "0002_wall"),
    ]
    operations = [
        SqlFile("insights", "operator_totals"),
    ]
