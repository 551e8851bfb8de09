from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("companies", "0004_promises")]
    operations: list[Operation] = []
