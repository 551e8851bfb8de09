import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import MINE, OPERATORS, SqlFile, Wall


class Migration(migrations.Migration):
    dependencies = [("companies", "0010_joining")]

    operations = [
        migrations.AddField(
            model_name='circle',
            name='charter_version',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='circle',
            name='entry',
            field=models.CharField(choices=[('open', 'open: every admitted company may come in'), ('approval', 'by approval: companies ask, the operator decides'), ('invitation', 'by invitation: the operator invites, the company decides')], db_default='invitation', default='invitation', max_length=10, verbose_name='way in'),
        ),
        migrations.AddField(
            model_name='circlemember',
            name='agreed_version',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='licence',
            name='circle',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.circle', verbose_name='only for companies of'),
        ),
        migrations.CreateModel(
            name='Brand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('colour', models.CharField(blank=True, max_length=7, verbose_name='colour')),
                ('logo', models.BinaryField(null=True)),
                ('logo_mark', models.CharField(blank=True, max_length=16)),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('company', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='brand', to='companies.company')),
            ],
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('due_on', models.DateField()),
                ('filed_on', models.DateField(verbose_name='handed in on')),
                ('evidence', models.CharField(max_length=200, verbose_name='evidence')),
                ('filed_by', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'due_on'), name='filed_once')],
            },
        ),
        migrations.CreateModel(
            name='CircleCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('asked', 'asks to come in'), ('invited', 'is invited')], max_length=8)),
                ('agreed_version', models.PositiveSmallIntegerField(default=0)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='companies.circle')),
                ('company', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'ordering': ['made_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('company', 'circle'), name='one_call_a_circle')],
            },
        ),
        Wall("CircleCall", using=f"{MINE} OR {OPERATORS}"),
        SqlFile("companies", "network_health"),
    ]
