"""The receipt of an application, over a real wire."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base import wording
from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.actions import decide
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Application
from career_relay.candidates.states import Stage
from career_relay.companies.models import Company
from career_relay.notices.applicants import send_receipt
from career_relay.notices.delivery import address_hash
from career_relay.notices.lint import ensure_pure
from career_relay.notices.models import Message, PersonalMail, Suppression
from career_relay.notices.personal import deliver
from career_relay.notices.states import MessageState
from tests.factories.candidates import ApplicationFactory, CandidateFactory

pytestmark = pytest.mark.django_db

ADDRESS = "umino@mail.example"


@pytest.fixture
def application(minato) -> Application:
    with acting_for(minato.pk):
        return ApplicationFactory(
            candidate=CandidateFactory(name="海野 葵", email=ADDRESS), stage=Stage.APPLIED,
            position_title="提案営業", promised_on=timezone.localdate() + timedelta(days=14),
        )  # fmt: skip


def queued(application: Application, language: str = "ja") -> PersonalMail | None:
    with acting_for(application.company_id), translation.override(language):
        return send_receipt(application)


def test_the_receipt_names_the_day_what_follows_and_how_the_data_is_kept(smtp_sink, application):
    mail = queued(application)
    deliver(mail.pk)

    [arrived] = smtp_sink.to(ADDRESS)
    text = arrived.body("plain")
    with translation.override("ja"):
        assert f"{wording.day(application.promised_on)}までにお返事します" in text
    assert arrived.message["Subject"] == "応募を受け付けました（株式会社ミナトソフト）"
    assert "提案営業" in text
    assert "6か月後に消去します" in text
    assert "https://relay.example/go/minato" in text
    assert "海野 葵様" in text


def test_it_comes_in_the_name_of_the_company_and_answers_reach_it(smtp_sink, application):
    deliver(queued(application).pk)

    [arrived] = smtp_sink.to(ADDRESS)
    assert arrived.message["From"].startswith("株式会社ミナトソフト 採用担当")
    assert arrived.message["Reply-To"] == "saiyo@company.example"


def test_it_comes_in_the_language_of_the_form(smtp_sink, application):
    deliver(queued(application, "en").pk)

    [arrived] = smtp_sink.to(ADDRESS)
    assert arrived.message["Subject"] == "We have received your application (株式会社ミナトソフト)"
    assert "whatever it is" in arrived.body("plain")
    assert arrived.message["Content-Language"] == "en"


def test_nothing_in_it_advertises(smtp_sink, application, minato):
    """What may stand in a notice may stand in a receipt: one link, our own, and no other service."""
    deliver(queued(application).pk)

    [arrived] = smtp_sink.to(ADDRESS)
    text = arrived.body("plain").replace("https://relay.example/go/minato", "")
    said = Message(subject=arrived.message["Subject"], body_text=text)
    assert ensure_pure(said, own_names=(minato.name,)) is None
    assert "http" not in text


def test_it_is_sent_once_however_often_it_is_asked_for(smtp_sink, application):
    first, second = queued(application), queued(application)
    for mail in (first, second, first):
        deliver(mail.pk)

    assert first == second
    assert len(smtp_sink.to(ADDRESS)) == 1


def test_no_job_and_no_row_holds_the_address(application):
    mail = queued(application)

    job = ProcrastinateJob.objects.filter(task_name="notices.deliver_personal").latest(
        "id"
    )  # tests that commit leave theirs
    assert job.args == {"mail_id": mail.pk}
    assert mail.data == {"company": application.company_id}
    assert (mail.to_person_id, mail.code_request_id) == (None, None)


def test_nobody_whom_an_agency_protects_gets_a_mail_of_the_company(smtp_sink, application):
    with acting_for(application.company_id):
        application.candidate.protected_until = timezone.localdate() + timedelta(days=1)
        application.candidate.save()

    assert queued(application) is None
    assert PersonalMail.objects.count() == 0


@pytest.mark.parametrize("same", ["email_key", "person"])
def test_a_protection_of_the_same_human_under_another_record_counts(same, application, kim):
    with acting_for(application.company_id):
        candidate = application.candidate
        if same == "person":
            type(candidate).objects.filter(pk=candidate.pk).update(person=kim, email_key="other@mail.example")
        more = {"person_id": kim} if same == "person" else {"email": ADDRESS}
        CandidateFactory(name="ウミノ", protected_until=timezone.localdate(), **more)
        candidate.refresh_from_db()

    assert queued(application) is None


def test_an_address_that_must_not_be_written_to_is_not(application):
    with acting_for(application.company_id):
        Suppression.objects.create(address_hash=address_hash(ADDRESS), reason="bounced")

    assert queued(application) is None


@pytest.mark.parametrize("meanwhile", ["protected", "decided", "erased"])
def test_what_changed_before_it_left_is_looked_at_again(meanwhile, smtp_sink, application):
    mail = queued(application)
    with acting_for(application.company_id):
        if meanwhile == "protected":
            application.candidate.protected_until = timezone.localdate()
            application.candidate.save()
        elif meanwhile == "decided":
            decide(application, "withdrawn", by=SYSTEM)
        else:
            erase(application.candidate, by=SYSTEM)

    deliver(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, smtp_sink.mails) == (MessageState.SKIPPED, [])


def test_a_name_cannot_write_a_header(smtp_sink, application):
    with acting_for(application.company_id):
        Application.objects.update(position_title="営業\r\nBcc: x@evil.example")
        Company.objects.filter(pk=application.company_id).update(name="港\nBcc: y@evil.example")

    deliver(queued(application).pk)

    [arrived] = smtp_sink.mails
    assert arrived.message["Bcc"] is None
    assert arrived.message["To"] == ADDRESS


def test_without_a_desk_that_reads_mail_nobody_is_told_to_answer(smtp_sink, application):
    Company.objects.filter(pk=application.company_id).update(contact_desk="採用窓口")
    deliver(queued(application).pk)

    [arrived] = smtp_sink.to(ADDRESS)
    assert "返信" not in arrived.body("plain")
    assert arrived.message["Reply-To"] is None
