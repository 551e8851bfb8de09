"""The pseudonym in the ledger, the one change its trigger lets pass, and whose erasure of a copy is asked for."""

import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from career_relay.base.walls import SqlFile
from career_relay.consents.ledger import pseudonym_of, seal_of

EVIDENCE = """
UPDATE consents_receipt SET evidence = %(new)s WHERE evidence = %(old)s;
UPDATE consents_accessgrant SET declaration = jsonb_set(declaration, '{evidence}', to_jsonb(%(new)s::text))
 WHERE declaration ->> 'evidence' = %(old)s
"""
SEALED_TABLES = ("consents_consententry", "consents_receipt")


def seal_anew(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Lines of trial databases were sealed with the number of the person. No release was made with that seal."""
    entries = apps.get_model("consents", "ConsentEntry").objects.order_by("person_id", "id")
    if not entries.exists():
        return
    for table in SEALED_TABLES:
        schema_editor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER append_only')
    last: dict[int, str] = {}
    for entry in entries:
        old, entry.subject = entry.hash, pseudonym_of(entry.person_id)
        entry.previous_hash = last.get(entry.person_id, "")
        entry.hash = last[entry.person_id] = seal_of(entry)
        entry.save(update_fields=["subject", "previous_hash", "hash"])
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(EVIDENCE, {"old": old, "new": entry.hash})
    for table in SEALED_TABLES:
        schema_editor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER append_only')


GUARD = """
DROP TRIGGER append_only ON consents_consententry;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consents_consententry
    FOR EACH ROW EXECUTE FUNCTION ledger_append_only()
"""
GUARD_BEFORE = GUARD.replace("ledger_append_only", "cr_append_only")
OWN_ID = "UPDATE consents_accessgrant SET public_id = gen_random_uuid()"


class Migration(migrations.Migration):
    dependencies = [
        ("consents", "0005_may_show_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterField(
            model_name="consententry",
            name="person",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.person",
            ),
        ),
        migrations.AddField(
            model_name="consententry",
            name="subject",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="consententry",
            index=models.Index(fields=["subject", "id"], name="ledger_subject"),
        ),
        migrations.AddField(
            model_name="accessgrant",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.RunSQL(OWN_ID, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="accessgrant",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="accessgrant",
            name="deletion_confirmed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="accessgrant",
            index=models.Index(
                condition=models.Q(("deletion_confirmed_at", None), ("deletion_due_on__isnull", False)),
                fields=["company", "deletion_due_on"],
                name="deletions_open",
            ),
        ),
        migrations.RunPython(seal_anew, migrations.RunPython.noop),
        SqlFile("consents", "ledger_append_only"),
        migrations.RunSQL(GUARD, GUARD_BEFORE),
        SqlFile("consents", "forget_in_ledger"),
        SqlFile("consents", "ledger_marks"),
        SqlFile("consents", "ledger_people"),
    ]
