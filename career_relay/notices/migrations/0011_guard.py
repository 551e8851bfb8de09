from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("notices", "0010_line")]
    operations: list[Operation] = []
