from django.db import migrations

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0001_initial"),
        ("positions", "0002_wall"),
        ("base", "0001_who_is_asking"),
    ]
    operations = [
        Wall("Candidate", person=True),
        Wall("Application", person=True),
        Wall("Evaluation"),
        Wall("Note"),
        Wall("ImportRun"),
        Wall("ImportFault"),
        Wall("ImportedRow"),
        Wall("DuplicateHint"),
    ]
