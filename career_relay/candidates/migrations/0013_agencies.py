from typing import Any

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("candidates", "0012_search")]
    operations: list[Any] = []
