from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("notices", "0011_guard")]
    operations: list[Operation] = []
