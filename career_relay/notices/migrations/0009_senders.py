import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import career_relay.base.sealed
from career_relay.base.walls import Wall


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0003_desk_preferences'),
        ('notices', '0008_incoming'),
    ]

    operations = [
        migrations.CreateModel(
            name='DomainCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(max_length=253)),
                ('selectors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), default=list, size=None)),
                ('findings', models.JSONField(default=list)),
                ('asked_at', models.DateTimeField(null=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('looked_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('company', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'domain'), name='one_check_a_domain')],
            },
        ),
        migrations.CreateModel(
            name='SenderAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('smtp', 'own mail server (SMTP)'), ('microsoft', 'Microsoft 365'), ('google', 'Google Workspace')], max_length=10)),
                ('state', models.CharField(choices=[('begun', 'not connected yet'), ('trying', 'being tried'), ('unproven', 'waits for the code'), ('ready', 'ready'), ('broken', 'does not work'), ('leaving', 'being removed')], default='begun', max_length=10)),
                ('is_chosen', models.BooleanField(default=False)),
                ('address', models.EmailField(max_length=254, verbose_name='sender address')),
                ('user', models.CharField(blank=True, max_length=254, verbose_name='user name')),
                ('host', models.CharField(blank=True, max_length=253, verbose_name='mail server')),
                ('port', models.PositiveIntegerField(default=587, verbose_name='port')),
                ('security', models.CharField(choices=[('starttls', 'STARTTLS (usually port 587)'), ('tls', 'TLS from the first byte (usually port 465)')], default='starttls', max_length=10, verbose_name='encryption')),
                ('selectors', models.CharField(blank=True, max_length=200, verbose_name='DKIM selectors')),
                ('password', career_relay.base.sealed.SealedField(blank=True, default='')),
                ('access_token', career_relay.base.sealed.SealedField(blank=True, default='')),
                ('refresh_token', career_relay.base.sealed.SealedField(blank=True, default='')),
                ('token_until', models.DateTimeField(null=True)),
                ('renewing_until', models.DateTimeField(null=True)),
                ('grant_code', career_relay.base.sealed.SealedField(blank=True, default='')),
                ('grant_verifier', career_relay.base.sealed.SealedField(blank=True, default='')),
                ('proof', models.UUIDField(null=True)),
                ('proof_sent_at', models.DateTimeField(null=True)),
                ('proof_tries', models.PositiveSmallIntegerField(default=0)),
                ('proven_as', models.CharField(blank=True, max_length=254)),
                ('proven_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, max_length=12)),
                ('problem_said', models.CharField(blank=True, max_length=200)),
                ('problem_at', models.DateTimeField(null=True)),
                ('tested_at', models.DateTimeField(null=True)),
                ('tested_ok', models.BooleanField(default=False)),
                ('minute_from', models.DateTimeField(null=True)),
                ('minute_sent', models.PositiveIntegerField(default=0)),
                ('day_from', models.DateTimeField(null=True)),
                ('day_sent', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('company', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'kind'), name='one_sender_a_kind'), models.UniqueConstraint(condition=models.Q(('is_chosen', True)), fields=('company',), name='one_chosen_sender')],
            },
        ),
        Wall('DomainCheck'),
        Wall('SenderAccount'),
    ]
