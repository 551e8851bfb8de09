from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notices", "0013_personal_kinds")]

    operations = []
