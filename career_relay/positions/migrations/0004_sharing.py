from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("positions", "0003_questions")]
    operations: list[Operation] = []
