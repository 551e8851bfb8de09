import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0016_remedies"),
        ("companies", "0004_promises"),
        ("notices", "0010_line"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="CallTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=20)),
                ("next_on", models.DateField(null=True)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("promised_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "drafted"), ("released", "released"), ("dropped", "dropped")],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("language", models.CharField(default="ja", max_length=5)),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body_text", models.TextField(verbose_name="text")),
                ("drafted_on", models.DateField()),
                ("settled_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Delay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("stage", models.CharField(max_length=12)),
                ("reached", models.CharField(max_length=10)),
                ("before", models.DateField()),
                ("after", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("is_written", models.BooleanField(default=False)),
                ("mail_ref", models.BigIntegerField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="GuardRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "escalate_days",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="business days late until the owners are told"
                    ),
                ),
                (
                    "closing",
                    models.CharField(
                        choices=[
                            ("off", "nothing: only remind"),
                            ("draft", "draft an answer that a person looks at and releases"),
                            ("send", "send that answer by itself, ten minutes after it was written"),
                        ],
                        default="off",
                        max_length=5,
                        verbose_name="when nobody answers",
                    ),
                ),
                (
                    "closing_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="business days after that until an answer is drafted"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="GuardStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("soon", "soon"),
                            ("due", "today"),
                            ("late", "late"),
                            ("escalated", "the owners were told"),
                        ],
                        max_length=10,
                    ),
                ),
                ("promised_on", models.DateField()),
                ("day", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="SurveySeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=10)),
                ("template_key", models.CharField(blank=True, max_length=40)),
                ("five", models.UUIDField()),
                ("day", models.DateField()),
            ],
        ),
        migrations.AddField(
            model_name="surveyanswer",
            name="careful",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="surveyanswer",
            name="sealed",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), db_default=[], default=list, size=None
            ),
        ),
        migrations.AlterField(
            model_name="personalmail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("code", "code to open a page"),
                    ("consent_receipt", "receipt of a choice"),
                    ("withdrawal_receipt", "receipt of a withdrawal"),
                    ("asked", "a company asks"),
                    ("accepted", "your yes"),
                    ("disclosed", "handed over"),
                    ("progress", "news of an introduction"),
                    ("applied", "receipt of an application"),
                    ("subscribed", "receipt of a subscription"),
                    ("survey", "reminder of two questions"),
                    ("longer", "an answer takes longer"),
                    ("staff_test", "test mail to oneself"),
                    ("staff_reply", "an answer has come in"),
                    ("staff_due", "answers promised for soon"),
                    ("staff_late", "answers that are late"),
                    ("staff_week", "the week's list"),
                    ("staff_stopped", "a sending was stopped"),
                    ("staff_allow", "a sending waits for a second person"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(condition=models.Q(("careful__range", (1, 5))), name="careful_1_to_5"),
        ),
        migrations.AddField(
            model_name="calltry",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="calltry",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="calltry",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tries", to="notices.message"
            ),
        ),
        migrations.AddField(
            model_name="closing",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="candidates.application"
            ),
        ),
        migrations.AddField(
            model_name="closing",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="closing",
            name="settled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="delay",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="candidates.application"
            ),
        ),
        migrations.AddField(
            model_name="delay",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="delay",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="guardrules",
            name="chosen_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="guardrules",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="guardstep",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="candidates.application"
            ),
        ),
        migrations.AddField(
            model_name="guardstep",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="surveyseal",
            name="answer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="seals", to="notices.surveyanswer"
            ),
        ),
        migrations.AddField(
            model_name="surveyseal",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddIndex(
            model_name="calltry",
            index=models.Index(fields=["company", "message", "-at"], name="call_try_message"),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(
                fields=("company", "application", "promised_on"), name="one_closing_a_promise"
            ),
        ),
        migrations.AddIndex(
            model_name="delay",
            index=models.Index(fields=["company", "application"], name="delay_application"),
        ),
        migrations.AddConstraint(
            model_name="guardrules",
            constraint=models.UniqueConstraint(fields=("company",), name="one_guard_a_company"),
        ),
        migrations.AddConstraint(
            model_name="guardstep",
            constraint=models.UniqueConstraint(
                fields=("company", "application", "kind", "promised_on"), name="guard_step_once"
            ),
        ),
        migrations.AddIndex(
            model_name="surveyseal",
            index=models.Index(fields=["company", "question", "template_key"], name="survey_seal_question"),
        ),
        migrations.AddConstraint(
            model_name="surveyseal",
            constraint=models.UniqueConstraint(fields=("company", "answer", "question"), name="survey_sealed_once"),
        ),
        Wall("GuardRules"),
        Wall("GuardStep"),
        Wall("Delay"),
        Wall("Closing"),
        Wall("CallTry"),
        Wall("SurveySeal"),
    ]
