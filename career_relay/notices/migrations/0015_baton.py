import career_relay.base.sealed
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from career_relay.base.walls import Wall


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0009_incidents'),
        ('notices', '0014_forgetting'),
    ]

    operations = [
        migrations.AlterField(
            model_name='personalmail',
            name='kind',
            field=models.CharField(choices=[('code', 'code to open a page'), ('consent_receipt', 'receipt of a choice'), ('withdrawal_receipt', 'receipt of a withdrawal'), ('asked', 'a company asks'), ('accepted', 'your yes'), ('disclosed', 'handed over'), ('progress', 'news of an introduction'), ('applied', 'receipt of an application'), ('subscribed', 'receipt of a subscription'), ('survey', 'reminder of two questions'), ('longer', 'an answer takes longer'), ('address_changed', 'an address was added or taken away'), ('passkey_added', 'a passkey was added'), ('renewal', 'a choice ends soon'), ('copy_erased', 'a company has erased its copy'), ('stale', 'a profile to look through again'), ('letter_ready', 'a letter to look at'), ('certificate_ready', 'a certificate to keep'), ('share_answered', 'an answer to a shared link'), ('request_received', 'receipt of a request'), ('request_answered', 'answer to a request'), ('erased', 'a record was erased'), ('complaint_received', 'receipt of a complaint'), ('complaint_answered', 'answer to a complaint'), ('breach', 'notice of a breach'), ('pool_ends', 'a place in the talent pool ends soon'), ('openings', "new openings that fit one's conditions"), ('staff_test', 'test mail to oneself'), ('staff_reply', 'an answer has come in'), ('staff_due', 'answers promised for soon'), ('staff_late', 'answers that are late'), ('staff_week', "the week's list"), ('staff_stopped', 'a sending was stopped'), ('staff_allow', 'a sending waits for a second person'), ('staff_request', 'a request of a person is due'), ('staff_deletion', 'a copy is to be erased'), ('staff_correction', 'a person corrected something'), ('staff_letter', 'a wish about a letter'), ('staff_complaint', 'a complaint has come in'), ('staff_breach', 'an incident to look at'), ('staff_positions', 'positions to confirm'), ('staff_joining', 'joining the network'), ('domain_code', 'code for a mail domain'), ('staff_baton', 'news of an introduction, for the staff'), ('staff_held', "a company's questions rest")], max_length=20),
        ),
        migrations.CreateModel(
            name='ChatHook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('slack', 'Slack'), ('teams', 'Microsoft Teams'), ('chatwork', 'Chatwork')], max_length=10, verbose_name='chat')),
                ('label', models.CharField(max_length=60, verbose_name='name of the room')),
                ('address', career_relay.base.sealed.SealedField()),
                ('token', career_relay.base.sealed.SealedField(blank=True, default='')),
                ('problem', models.CharField(blank=True, max_length=20)),
                ('tried_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('company', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'ordering': ['kind', 'id'],
            },
        ),
        Wall('ChatHook'),
    ]
