import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import Wall

CLASSES = [('notice', 'notice'), ('invite', 'invitation'), ('job_info', 'job information'), ('newsletter', 'newsletter')]
TOPICS = [('news', 'company news'), ('jobs', 'positions'), ('column', 'column about the field')]
PURPOSES = [('result', 'the result of an application'), ('agency', 'a result, through the agency'), ('apology', 'a result taken back'), ('survey', 'asking how it was'), ('permission', 'asking for permission'), ('jobs', 'openings of ours'), ('news', 'news of ours'), ('invite', 'an invitation to the relay')]
COMPANY = models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')
USER = models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0003_desk_preferences'),
        ('notices', '0005_campaigns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField('template', 'purpose', models.CharField(blank=True, choices=PURPOSES, default='', max_length=12, verbose_name='used for'), preserve_default=False),
        migrations.AddField('template', 'topic', models.CharField(blank=True, choices=TOPICS, default='', max_length=10, verbose_name='topic'), preserve_default=False),
        migrations.AlterField('template', 'legal_class', models.CharField(choices=CLASSES, max_length=10, verbose_name='legal class')),
        migrations.AddConstraint('template', models.CheckConstraint(condition=models.Q(('legal_class', ''), _negated=True), name='template_has_a_class')),
        migrations.CreateModel(
            name='TemplateVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('language', models.CharField(default='ja', max_length=5)),
                ('purpose', models.CharField(blank=True, choices=PURPOSES, max_length=12, verbose_name='used for')),
                ('legal_class', models.CharField(choices=CLASSES, max_length=10, verbose_name='legal class')),
                ('topic', models.CharField(blank=True, choices=TOPICS, max_length=10, verbose_name='topic')),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('subject', models.CharField(max_length=150, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text')),
                ('version', models.PositiveIntegerField(default=1)),
                ('is_default', models.BooleanField(default=False)),
                ('saved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('company', COMPANY.clone()),
                ('saved_by', USER.clone()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'key', 'language', 'version'), name='template_version_once')],
            },
        ),
        migrations.CreateModel(
            name='ReleaseRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('second_pair_from', models.PositiveIntegerField(default=30, verbose_name='second person from')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('company', COMPANY.clone()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company',), name='one_release_rule')],
            },
        ),
        migrations.CreateModel(
            name='ReleaseRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.UUIDField()),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('send_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', USER.clone()),
                ('asked_by', USER.clone()),
                ('company', COMPANY.clone()),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('company', 'batch'), name='one_open_release_request')],
            },
        ),
        Wall('TemplateVersion'),
        Wall('ReleaseRule'),
        Wall('ReleaseRequest'),
    ]
