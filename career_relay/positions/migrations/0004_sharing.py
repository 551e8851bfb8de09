import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import SqlFile, Wall


class Migration(migrations.Migration):
    dependencies = [("companies", "0003_desk_preferences"), ("positions", "0003_questions")]
    operations = [
        migrations.CreateModel(
            name="ShareLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "network",
                    models.CharField(
                        choices=[
                            ("x", "X"),
                            ("linkedin", "LinkedIn"),
                            ("facebook", "Facebook"),
                            ("instagram", "Instagram"),
                            ("note", "note"),
                            ("line", "LINE VOOM"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "company",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.company",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="share_links", to="positions.position"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShareCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("times", models.PositiveIntegerField(default=0)),
                (
                    "company",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.company",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counts", to="positions.sharelink"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.UniqueConstraint(fields=("company", "position", "network"), name="share_link_once"),
        ),
        migrations.AddConstraint(
            model_name="sharecount",
            constraint=models.UniqueConstraint(fields=("company", "link", "day"), name="share_count_once"),
        ),
        Wall("ShareLink"),
        Wall("ShareCount"),
        SqlFile("positions", "share_of"),
    ]
