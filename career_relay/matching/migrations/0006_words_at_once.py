from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    """Openings compare all words with one text of a row."""

    dependencies = [("matching", "0005_pool_by_meaning")]
    operations = [SqlFile("matching", "openings")]
