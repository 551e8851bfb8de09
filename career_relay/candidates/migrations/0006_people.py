import uuid

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("candidates", "0005_lists_from_the_index")]
    operations = [
        migrations.AddField("candidate", "birth_key", models.CharField(blank=True, max_length=22)),
        migrations.AddField("candidate", "is_silver", models.BooleanField(default=False)),
        migrations.RemoveField("duplicatehint", "why"),
        migrations.AddField(
            "duplicatehint",
            "created_at",
            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField("duplicatehint", "score", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "duplicatehint",
            "reasons",
            django.contrib.postgres.fields.ArrayField(models.CharField(max_length=20), default=list, size=None),
        ),
        migrations.AddField("duplicatehint", "public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
        # the rows that are there got one and the same id
        migrations.RunSQL("UPDATE candidates_duplicatehint SET public_id = gen_random_uuid()", migrations.RunSQL.noop),
        migrations.AlterField(
            "duplicatehint", "public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
