from django.db import migrations

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("relay", "0001_initial"),
        ("candidates", "0002_wall"),
        ("consents", "0002_wall"),
        ("base", "0001_who_is_asking"),
    ]
    operations = [
        Wall("Ask"),
        Wall(
            "Introduction",
            # the wall itself keeps a person unseen until their yes has become a disclosure
            using="person_id = (SELECT cr_person())"
            " OR (company_id = (SELECT cr_company()) AND disclosed_at IS NOT NULL)",
        ),
        Wall("HireNews", person=True),
    ]
