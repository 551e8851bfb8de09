from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("consents", "0004_may_show")]
    operations = [SqlFile("consents", "may_show")]
