from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("candidates", "0016_remedies")]

    operations = []
