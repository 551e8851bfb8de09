import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from career_relay.base.walls import MINE, OPERATORS, THEIRS, SqlFile, Wall

LOCK = """
CREATE FUNCTION placement_lock() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.keep_until >= (now() AT TIME ZONE 'Asia/Tokyo')::date THEN
        RAISE EXCEPTION 'RETENTION_LOCK: the book keeps this line until %', OLD.keep_until
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER placement_lock BEFORE DELETE ON relay_placement FOR EACH ROW EXECUTE FUNCTION placement_lock();
"""
UNLOCK = "DROP TRIGGER placement_lock ON relay_placement; DROP FUNCTION placement_lock()"


class Migration(migrations.Migration):
    dependencies = [
        ('accounts', '0003_link_person'),
        ('companies', '0003_desk_preferences'),
        ('positions', '0004_sharing'),
        ('relay', '0007_asks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NetworkReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('counted_on', models.DateField()),
                ('counts', models.JSONField(default=dict)),
                ('counted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='InterviewOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('starts', django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), size=None)),
                ('minutes', models.PositiveSmallIntegerField(default=60)),
                ('held_how', models.CharField(choices=[('online', 'online'), ('onsite', 'on site'), ('phone', 'by phone')], max_length=8)),
                ('place', models.CharField(max_length=300)),
                ('present', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('open', 'waits for an answer'), ('agreed', 'agreed'), ('none_fits', 'none fits'), ('cancelled', 'cancelled')], default='open', max_length=10)),
                ('starts_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=600)),
                ('revision', models.PositiveSmallIntegerField(default=0)),
                ('offered_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('answered_at', models.DateTimeField(null=True)),
                ('company', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interview_offers', to='relay.introduction')),
                ('offered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('introduction',), name='one_open_interview_offer')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('licence_number', models.CharField(max_length=40)),
                ('licence_holder', models.CharField(max_length=120)),
                ('office', models.CharField(max_length=200)),
                ('employer_name', models.CharField(max_length=120)),
                ('employer_address', models.CharField(max_length=200)),
                ('employer_contact', models.CharField(max_length=320)),
                ('job_accepted_on', models.DateField()),
                ('job_valid_until', models.DateField(null=True)),
                ('headcount', models.PositiveSmallIntegerField()),
                ('occupation', models.CharField(max_length=160)),
                ('workplace', models.CharField(max_length=200)),
                ('term', models.CharField(max_length=200)),
                ('wage', models.TextField()),
                ('seeker_name', models.CharField(max_length=100)),
                ('seeker_wish', models.CharField(max_length=300)),
                ('seeker_accepted_on', models.DateField()),
                ('seeker_valid_until', models.DateField(null=True)),
                ('introduced_on', models.DateField()),
                ('result', models.CharField(choices=[('open', 'under way'), ('hired', 'hired'), ('not_hired', 'not hired'), ('withdrawn', 'withdrawn by the person'), ('returned', 'no answer in time')], default='open', max_length=10)),
                ('decided_on', models.DateField(null=True)),
                ('hired_on', models.DateField(null=True)),
                ('permanent', models.BooleanField(null=True)),
                ('no_poaching_until', models.DateField(null=True)),
                ('left_early', models.BooleanField(null=True)),
                ('left_told_on', models.DateField(null=True)),
                ('keep_until', models.DateField()),
                ('company', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('introduction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='relay.introduction')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='positions.position')),
            ],
            options={
                'indexes': [models.Index(fields=['introduced_on'], name='placement_day')],
                'constraints': [models.UniqueConstraint(fields=('introduction',), name='one_placement_an_introduction')],
            },
        ),
        migrations.CreateModel(
            name='SeekerCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(blank=True, max_length=200)),
                ('born_on', models.DateField(null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('person', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person',), name='one_seeker_card')],
            },
        ),
        migrations.CreateModel(
            name='TalkMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('company', 'the company'), ('person', 'the person')], max_length=8)),
                ('words', models.TextField()),
                ('form_key', models.UUIDField(default=uuid.uuid4)),
                ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('read_at', models.DateTimeField(null=True)),
                ('company', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='relay.introduction')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('introduction', 'form_key'), name='talk_message_once')],
            },
        ),
        Wall('InterviewOffer', person=True),
        Wall('TalkMessage', person=True),
        # its own lines for the company and the person, all of them for the operator, who keeps the books and writes none
        Wall('Placement', using=f'{MINE} OR {THEIRS} OR {OPERATORS}', check=f'{MINE} OR {THEIRS}'),
        Wall('SeekerCard', using=f'{THEIRS} OR {OPERATORS}', check=THEIRS),
        migrations.RunSQL(LOCK, UNLOCK),
        SqlFile('relay', 'yearly_counts'),
        SqlFile('relay', 'given_by_us'),
        SqlFile('relay', 'answers_in_time'),
    ]
