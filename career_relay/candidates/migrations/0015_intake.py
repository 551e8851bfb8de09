from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("candidates", "0014_pipeline")]
    operations = [
        migrations.AddField("candidate", "words_pending", models.BooleanField(default=False)),
        migrations.AddIndex(
            "candidate", models.Index(fields=["company", "phone_key"], name="candidate_phone")
        ),
        migrations.AddIndex(
            "candidate", models.Index(fields=["company", "birth_key", "name_folded"], name="candidate_birth")
        ),
        migrations.AddIndex(
            "candidate",
            models.Index(
                fields=["company", "id"], name="candidate_words_pending", condition=models.Q(("words_pending", True))
            ),
        ),
        migrations.AddField("importrun", "going_from", models.PositiveIntegerField(default=0)),
        migrations.AddField("importrun", "going_since", models.DateTimeField(null=True)),
    ]
