from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("consents", "0003_rights_and_declaration"),
    ]
    operations = [
        SqlFile("consents", "may_show"),
    ]
