from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("notices", "0009_senders")]
    operations: list[Operation] = []
