from django.db import migrations

from career_relay.base.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("candidates", "0003_rows_remember_their_content")]
    operations = [SqlFile("candidates", "search_candidates")]
