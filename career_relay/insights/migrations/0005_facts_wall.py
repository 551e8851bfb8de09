from django.db import migrations

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [("insights", "0004_facts")]
    operations = [Wall("Fact"), Wall("FactsUntil")]
