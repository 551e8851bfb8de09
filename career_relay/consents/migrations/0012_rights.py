import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import career_relay.consents.models.rights
from career_relay.base.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_link_person"),
        ("consents", "0011_certificates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("request_ref", models.BigIntegerField()),
                (
                    "detail",
                    models.CharField(
                        choices=[
                            ("name", "name"),
                            ("kana", "kana"),
                            ("email", "e-mail"),
                            ("phone", "phone"),
                            ("prefecture", "prefecture"),
                            ("graduation_year", "graduation year"),
                            ("skills", "skills and qualifications"),
                            ("history", "work history"),
                            ("other", "something else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("old_value", models.TextField(blank=True)),
                ("new_value", models.TextField()),
                ("told_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("purge_after", models.DateField(default=career_relay.consents.models.rights.kept_until)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="RightsItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=20)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "granted"),
                            ("rights", "not granted: it would harm the rights of the person or of others"),
                            ("business", "not granted: it would seriously hinder the proper conduct of business"),
                            ("law", "not granted: another law forbids it"),
                            ("none", "there is no such data"),
                            ("accurate", "not corrected: the data is as it should be"),
                            ("kept", "not granted: a weightier ground outweighs it"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a", "ア to protect life, body, property or other rights of the person or of others"),
                            ("i", "イ to comply with laws"),
                            ("u", "ウ to fulfil a duty under a contract"),
                            ("e", "エ to prevent or put right unlawful or unjust acts"),
                            ("o", "オ to assert, exercise or defend a legal claim"),
                        ],
                        max_length=2,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="rightsrequest",
            name="one_open_request",
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="about",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="agent",
            field=models.CharField(
                blank=True,
                choices=[("legal", "legal representative"), ("mandated", "with a power of attorney")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="agent_name",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="agent_proof",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="answer",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="asked_how",
            field=models.CharField(
                choices=[
                    ("portal", "on their own page"),
                    ("post", "by post"),
                    ("desk", "by phone, by mail or in person"),
                ],
                default="portal",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="detail",
            field=models.CharField(
                blank=True,
                choices=[
                    ("name", "name"),
                    ("kana", "kana"),
                    ("email", "e-mail"),
                    ("phone", "phone"),
                    ("prefecture", "prefecture"),
                    ("graduation_year", "graduation year"),
                    ("skills", "skills and qualifications"),
                    ("history", "work history"),
                    ("other", "something else"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="escalated_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="fee",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="inquiry",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="internal_due_on",
            field=models.DateField(default=career_relay.consents.models.rights.internal_due),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="manner",
            field=models.CharField(
                choices=[
                    ("json", "file for machines (JSON)"),
                    ("pdf", "document (PDF)"),
                    ("paper", "on paper, by post"),
                ],
                default="json",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="new_value",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="old_value",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="postal_address",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="purge_after",
            field=models.DateField(default=career_relay.consents.models.rights.kept_until),
        ),
        migrations.AlterField(
            model_name="rightsrequest",
            name="kind",
            field=models.CharField(
                choices=[
                    ("notice_of_purpose", "say what my data is used for"),
                    ("disclose", "show me what you keep of me"),
                    ("disclose_records", "show me the records of provision"),
                    ("correct", "correct my data"),
                    ("stop", "stop using my data"),
                    ("stop_sharing", "stop handing my data on"),
                    ("withdraw", "take back my consent"),
                    ("erase", "erase my record"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="rightsrequest",
            name="outcome",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="rightsrequest",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("company", "candidate", "kind", "detail"),
                name="one_open_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fee__isnull", True), ("kind__in", ("notice_of_purpose", "disclose")), _connector="OR"
                ),
                name="fee_only_where_allowed",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="acknowledged_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="package",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consents.package"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="rightsitem",
            name="company",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="rightsitem",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rightsitem",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="rightsitem",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="consents.rightsrequest"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                fields=("company", "package", "request_ref"), name="one_correction_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsitem",
            constraint=models.UniqueConstraint(fields=("request", "key"), name="one_item_a_request"),
        ),
        migrations.AddConstraint(
            model_name="rightsitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision__in", ["", "granted"]), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="refused_with_a_reason",
            ),
        ),
        Wall("RightsItem", person=True),
        Wall("Correction", person=True),
    ]
