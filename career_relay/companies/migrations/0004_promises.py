from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("companies", "0003_desk_preferences")]
    operations: list[Operation] = []
