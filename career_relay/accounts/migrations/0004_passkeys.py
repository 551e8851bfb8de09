import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from career_relay.base.walls import SqlFile, Wall

MINE = "id = (SELECT cr_person())"
MINE_AND_JOINED = f"{MINE} OR joined_to_id = (SELECT cr_person())"
POLICY = "DROP POLICY wall ON accounts_person; CREATE POLICY wall ON accounts_person USING ({}) WITH CHECK ({})"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_link_person")]

    operations = [
        migrations.AddField(
            model_name='coderequest',
            name='purpose',
            field=models.CharField(choices=[('enter', "to open one's page"), ('again', 'to show once more that one holds an address of the page'), ('add', 'to add an address to a page')], db_default='enter', default='enter', max_length=6),
        ),
        migrations.AddField(
            model_name='person',
            name='joined_to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='earlier', to='accounts.person'),
        ),
        migrations.AddField(
            model_name='person',
            name='sign_in_round',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='verifiedaddress',
            name='public_id',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddConstraint(
            model_name='verifiedaddress',
            constraint=models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('person',), name='one_main_address'),
        ),
        migrations.CreateModel(
            name='AddressChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('act', models.CharField(choices=[('added', 'added'), ('removed', 'taken away'), ('primary', 'made the main one'), ('joined', 'two pages were joined')], max_length=8)),
                ('address', models.EmailField(max_length=254)),
                ('before', models.JSONField(default=list)),
                ('told', models.JSONField(default=list)),
                ('undo_hash', models.CharField(max_length=64, null=True, unique=True)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('done_at', models.DateTimeField(null=True)),
                ('undo_until', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('new_code', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.coderequest')),
                ('old_code', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.coderequest')),
                ('person', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Passkey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('credential_id', models.CharField(max_length=1400, unique=True)),
                ('credential', models.BinaryField()),
                ('sign_count', models.BigIntegerField(default=0)),
                ('added_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('used_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        Wall("Passkey"),
        Wall("AddressChange"),
        migrations.RunSQL(POLICY.format(MINE_AND_JOINED, MINE_AND_JOINED), POLICY.format(MINE, MINE)),
        SqlFile("accounts", "link_person"),
        SqlFile("accounts", "whose_passkey"),
        SqlFile("accounts", "whose_change"),
        SqlFile("accounts", "other_page"),
        SqlFile("accounts", "join_pages"),
        SqlFile("accounts", "unlink_address"),
    ]
