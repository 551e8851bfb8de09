from django.db import migrations

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("candidates", "0002_wall"),
        ("base", "0001_who_is_asking"),
    ]
    operations = [
        Wall("Template"),
        Wall(
            "Message",
            using="company_id = (SELECT cr_company()) OR (person_id = (SELECT cr_person())"
            " AND state IN ('accepted', 'told', 'unknown'))",
        ),
        Wall("Suppression"),
        Wall("SurveyAnswer", person=True),
    ]
