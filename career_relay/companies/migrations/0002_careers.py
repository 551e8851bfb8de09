from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="company",
            name="careers_on",
            field=models.BooleanField(default=False, verbose_name="show the careers page"),
        ),
        migrations.AddField(
            model_name="company",
            name="careers_text",
            field=models.TextField(blank=True, verbose_name="words of welcome"),
        ),
        migrations.AddField(
            model_name="company",
            name="careers_text_en",
            field=models.TextField(blank=True, verbose_name="words of welcome in English"),
        ),
    ]
