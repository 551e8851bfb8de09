from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consents", "0005_may_show_by_index")]

    operations = []
