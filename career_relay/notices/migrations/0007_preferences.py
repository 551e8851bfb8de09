import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_link_person"),
        ("candidates", "0016_remedies"),
        ("companies", "0005_news"),
        ("notices", "0006_templates"),
    ]
    operations = [
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preference",
                        to="candidates.candidate",
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("news", "company news"),
                                ("jobs", "positions"),
                                ("column", "column about the field"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("any", "as it comes"),
                            ("monthly", "once a month at most"),
                            ("quarterly", "once in three months at most"),
                        ],
                        default="any",
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=5)),
                ("phone_first", models.BooleanField(default=False)),
                ("talk_from", models.DateField(null=True)),
                ("talk_family", models.CharField(blank=True, max_length=40, verbose_name="role family")),
                ("talk_prefecture", models.CharField(blank=True, max_length=10, verbose_name="prefecture")),
                ("talk_words", models.CharField(blank=True, max_length=100, verbose_name="own words")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("form", "form of the careers page"),
                            ("news", "sign-up for news on the careers page"),
                            ("me", "their own page, after a code"),
                            ("centre", "page behind the link in a mail"),
                            ("one_click", "one tap in a mail"),
                            ("phone", "told a member of staff"),
                            ("reply", "answered a mail"),
                            ("complaint", "reported a mail as spam"),
                            ("line", "LINE"),
                            ("import", "imported, attested by the owner"),
                            ("withdrawn", "took the consent back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("changed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "indexes": [models.Index(fields=["company", "talk_from"], name="preference_talk")],
            },
        ),
        migrations.CreateModel(
            name="PermissionProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "candidate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="permission_proofs",
                        to="candidates.candidate",
                    ),
                ),
                ("address_hash", models.CharField(blank=True, max_length=64)),
                ("word", models.CharField(choices=[("given", "agreed"), ("refused", "refused")], max_length=8)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("form", "form of the careers page"),
                            ("news", "sign-up for news on the careers page"),
                            ("me", "their own page, after a code"),
                            ("centre", "page behind the link in a mail"),
                            ("one_click", "one tap in a mail"),
                            ("phone", "told a member of staff"),
                            ("reply", "answered a mail"),
                            ("complaint", "reported a mail as spam"),
                            ("line", "LINE"),
                            ("import", "imported, attested by the owner"),
                            ("withdrawn", "took the consent back"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                ("screen", models.CharField(blank=True, max_length=60)),
                ("text_version", models.CharField(blank=True, max_length=10)),
                ("text_hash", models.CharField(blank=True, max_length=64)),
                ("language", models.CharField(blank=True, max_length=5)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("last_sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["company", "candidate"], name="proof_candidate")],
            },
        ),
        migrations.CreateModel(
            name="NewsRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "code_request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.coderequest"
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("news", "company news"),
                                ("jobs", "positions"),
                                ("column", "column about the field"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                    ),
                ),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                ("language", models.CharField(default="ja", max_length=5)),
                ("text_version", models.CharField(max_length=10)),
                ("text_hash", models.CharField(max_length=64)),
                ("origin", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "indexes": [models.Index(fields=["company", "created_at"], name="news_request_recent")],
            },
        ),
        Wall("Preference"),
        Wall("PermissionProof"),
        Wall("NewsRequest"),
    ]
