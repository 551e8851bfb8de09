import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import MINE, OPERATORS, SqlFile, Wall


class Migration(migrations.Migration):
    dependencies = [("companies", "0009_incidents"), ("consents", "0013_forgetting")]

    operations = [
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('owner', 'owner'), ('gatekeeper', 'gatekeeper to the network'), ('recruiter', 'recruiter'), ('interviewer', 'interviewer'), ('viewer', 'viewer')], max_length=12),
        ),
        migrations.CreateModel(
            name='Cut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_operator', models.BooleanField(default=False)),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cuts', to='companies.company')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('keeper', 'other', 'by_operator'), name='cut_once'), models.CheckConstraint(condition=models.Q(('keeper', models.F('other')), _negated=True), name='cut_from_another')],
            },
        ),
        migrations.CreateModel(
            name='DomainProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(max_length=120, verbose_name='mail domain')),
                ('way', models.CharField(choices=[('dns', 'a record in the DNS'), ('mail', 'a code by mail')], max_length=4)),
                ('mailbox', models.CharField(blank=True, max_length=20, verbose_name='mailbox')),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('looked_at', models.DateTimeField(null=True)),
                ('found', models.CharField(blank=True, max_length=10)),
                ('proven_at', models.DateTimeField(null=True)),
                ('company', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'domain', 'way'), name='one_proof_a_way')],
            },
        ),
        migrations.CreateModel(
            name='Joining',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(choices=[('asked', 'waits for the operator'), ('sent_back', 'sent back to be completed'), ('admitted', 'admitted'), ('declined', 'not admitted'), ('left', 'has left')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('terms_version', models.CharField(max_length=20)),
                ('agreed_by', models.BigIntegerField(null=True)),
                ('word', models.TextField(blank=True, max_length=500, verbose_name='word to the company')),
                ('screened_on', models.DateField(null=True, verbose_name='day of the check for ties to organised crime')),
                ('screened_how', models.CharField(blank=True, max_length=120, verbose_name='how it was checked')),
                ('decided_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('confirm_by', models.DateField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('origin', models.CharField(blank=True, max_length=64)),
                ('company', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('company',), name='one_joining_per_company')],
            },
        ),
        Wall("Joining", using=f"{MINE} OR {OPERATORS}"),
        Wall("DomainProof", using=f"{MINE} OR {OPERATORS}"),
        SqlFile("consents", "may_show"),
    ]
