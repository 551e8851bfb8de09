import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import career_relay.base.sealed
from career_relay.base.walls import SqlFile, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_link_person"),
        ("candidates", "0015_intake"),
        ("companies", "0003_desk_preferences"),
        ("notices", "0009_senders"),
    ]
    operations = [
        migrations.CreateModel(
            name="LineAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel_id", models.CharField(max_length=20, verbose_name="channel ID")),
                ("secret", career_relay.base.sealed.SealedField(verbose_name="channel secret")),
                ("token", career_relay.base.sealed.SealedField(verbose_name="channel access token")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "not checked yet"),
                            ("working", "working"),
                            ("refused", "LINE refuses the token"),
                            ("demo", "demonstration: nothing reaches LINE"),
                        ],
                        default="new",
                        max_length=8,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=20)),
                ("bot_user_id", models.CharField(blank=True, max_length=40)),
                ("basic_id", models.CharField(blank=True, max_length=40)),
                ("display_name", models.CharField(blank=True, max_length=60)),
                ("quota", models.PositiveIntegerField(null=True)),
                ("used", models.PositiveIntegerField(default=0)),
                ("checked_at", models.DateTimeField(null=True)),
                ("heard_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="LineEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=30)),
                ("body", career_relay.base.sealed.SealedField(blank=True)),
                ("happened_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("answered_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LineIntent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LineLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user", career_relay.base.sealed.SealedField()),
                ("user_hash", models.CharField(max_length=64)),
                ("linked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unfollowed", "blocked the account on LINE"),
                            ("person", "unlinked by the person"),
                            ("company", "unlinked by the company"),
                            ("moved", "linked anew"),
                            ("closed", "the account was taken off"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LinePush",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_tried_at", models.DateTimeField()),
                ("request_id", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LineText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="lineaccount",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="lineevent",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="lineintent",
            name="candidate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="candidates.candidate"
            ),
        ),
        migrations.AddField(
            model_name="lineintent",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="lineintent",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="linelink",
            name="candidate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="line_links", to="candidates.candidate"
            ),
        ),
        migrations.AddField(
            model_name="linelink",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="linelink",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="linepush",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="linepush",
            name="message",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="line_push", to="notices.message"
            ),
        ),
        migrations.AddField(
            model_name="linetext",
            name="candidate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="line_texts", to="candidates.candidate"
            ),
        ),
        migrations.AddField(
            model_name="linetext",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddConstraint(
            model_name="lineaccount",
            constraint=models.UniqueConstraint(fields=("company",), name="one_line_account"),
        ),
        migrations.AddConstraint(
            model_name="lineevent",
            constraint=models.UniqueConstraint(fields=("company", "event_id"), name="line_event_once"),
        ),
        migrations.AddConstraint(
            model_name="linelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("company", "candidate"), name="one_line_a_record"
            ),
        ),
        migrations.AddConstraint(
            model_name="linelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("company", "user_hash"), name="one_record_a_line"
            ),
        ),
        migrations.AddIndex(
            model_name="linetext",
            index=models.Index(fields=["company", "candidate", "-written_at"], name="line_text_candidate"),
        ),
        Wall("LineAccount"),
        Wall("LineLink", person=True),
        Wall("LineIntent", person=True),
        Wall("LineEvent"),
        Wall("LineText"),
        Wall("LinePush"),
        SqlFile("notices", "due_line"),
    ]
