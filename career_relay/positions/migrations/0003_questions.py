from typing import Any

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("positions", "0002_wall")]
    operations: list[Any] = []
