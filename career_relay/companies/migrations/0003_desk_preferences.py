from typing import Any

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_careers")]
    operations: list[Any] = []
