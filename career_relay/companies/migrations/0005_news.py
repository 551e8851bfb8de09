from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0004_promises")]
    operations = [
        migrations.AddField(
            model_name="company",
            name="news_on",
            field=models.BooleanField(default=False, verbose_name="let readers ask for news"),
        ),
    ]
