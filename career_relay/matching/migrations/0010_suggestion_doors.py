from django.db import migrations

from career_relay.base.walls import OPERATORS, SqlFile, Wall


class Migration(migrations.Migration):
    """Suggestions are the person's alone; walks are the operator's. What is found goes in by a door of its own."""

    dependencies = [
        ("matching", "0009_rematch"),
        ("consents", "0004_may_show"),
        ("base", "0001_who_is_asking"),
    ]
    operations = [
        Wall("Suggestion"),
        Wall("Rematch", using=OPERATORS),
        SqlFile("matching", "keep_suggestions"),
        SqlFile("matching", "openings_in_reach"),
        SqlFile("matching", "sweep_suggestions"),
        SqlFile("matching", "openings"),
    ]
