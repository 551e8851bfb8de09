from django.db import migrations

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0001_initial"),
        ("base", "0001_who_is_asking"),
    ]
    operations = [
        Wall("SavedMapping"),
    ]
