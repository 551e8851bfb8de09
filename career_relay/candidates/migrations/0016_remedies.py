from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("candidates", "0015_intake")]
    operations: list[Operation] = []
