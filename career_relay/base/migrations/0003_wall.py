from django.db import migrations

from career_relay.base.walls import AppendOnly, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0002_initial"),
    ]
    operations = [
        Wall(
            "AuditEvent",
            using="company_id = (SELECT cr_company()) OR person_id = (SELECT cr_person()) OR (SELECT cr_operator())",
            check="true",
        ),
        AppendOnly("AuditEvent"),
    ]
