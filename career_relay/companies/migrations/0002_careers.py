from typing import Any

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_initial")]
    operations: list[Any] = []
