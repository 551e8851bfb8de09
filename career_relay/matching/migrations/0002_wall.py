from django.db import migrations

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0001_initial"),
        ("candidates", "0002_wall"),
        ("base", "0001_who_is_asking"),
    ]
    operations = [
        Wall("MatchingProfile"),
        Wall("Exposure"),
        Wall("Dismissal"),
    ]
