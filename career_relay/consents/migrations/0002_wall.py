from django.db import migrations

from career_relay.base.walls import AppendOnly, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("consents", "0001_initial"),
        ("positions", "0002_wall"),
        ("accounts", "0002_wall"),
        ("base", "0001_who_is_asking"),
    ]
    operations = [
        Wall("ConsentEntry"),
        AppendOnly("ConsentEntry"),
        Wall("ConsentNow"),
        Wall("Block"),
        Wall("Passport"),
        Wall("AccessGrant", person=True),
        Wall(
            "Package",
            using="person_id = (SELECT cr_person()) OR (recipient_id = (SELECT cr_company()) AND id IN ("
            "SELECT g.package_id FROM consents_accessgrant g"
            " WHERE g.company_id = (SELECT cr_company()) AND g.revoked_at IS NULL AND g.until > now()))",
            check="person_id = (SELECT cr_person())",
        ),
        Wall("Provision", using="person_id = (SELECT cr_person()) OR (SELECT cr_operator())"),
        AppendOnly("Provision"),
        Wall("Receipt"),
        AppendOnly("Receipt"),
    ]
