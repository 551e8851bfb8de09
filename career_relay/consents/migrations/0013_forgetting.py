"""The clock of a package, somebody's wish to leave, and the day on which a statutory record may go."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import career_relay.consents.models.passports
from career_relay.base.walls import AppendOnlyUntil, SqlFile, Wall


class Migration(migrations.Migration):
    dependencies = [("consents", "0012_rights"), ("base", "0004_forgetting")]

    operations = [
        migrations.AddField(
            model_name="package",
            name="purge_after",
            field=models.DateField(default=career_relay.consents.models.passports.ninety_days),
        ),
        migrations.RunSQL("UPDATE consents_package SET purge_after = created_at::date + 90", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="AccountClosing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("of_itself", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person",), name="one_closing_a_person")],
            },
        ),
        Wall("AccountClosing"),
        # kept three years and a day: `keep_until` is that day, and it has to be over (LEGAL P-04)
        AppendOnlyUntil("Provision", column="keep_until", after="1 day"),
        AppendOnlyUntil("Receipt", column="keep_until", after="1 day"),
        SqlFile("consents", "forget_kept"),
    ]
