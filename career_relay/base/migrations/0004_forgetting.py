import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import AppendOnlyUntil, SqlFile


class Migration(migrations.Migration):
    dependencies = [("base", "0003_wall")]

    operations = [
        migrations.AddField(
            model_name="auditevent",
            name="session",
            field=models.CharField(blank=True, db_default="", max_length=16),
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("record", "record"), ("person", "person"), ("withdrawal", "withdrawal")],
                        max_length=10,
                    ),
                ),
                ("who", models.CharField(max_length=64)),
                ("what", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("written_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("written_at", None)), fields=["id"], name="erasure_unwritten")
                ],
            },
        ),
        SqlFile("base", "append_only"),
        AppendOnlyUntil("AuditEvent", column="at", after="3 years"),
    ]
