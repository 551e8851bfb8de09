"""Files of a person: received, read, opened, gone."""

import pytest
from django.core.files.storage import default_storage

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates import documents
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Document, DocumentState
from career_relay.candidates.resumes.work import read_through
from tests.factories.candidates import CandidateFactory

RESUME = """職務経歴書
■職務経歴
2019年4月～現在　合同会社こもれび
・GoとPostgreSQLで決済APIを設計・開発
"""


def test_a_file_is_kept_under_a_random_name_and_waits_to_be_read(at_minato, ben):
    candidate = CandidateFactory()

    document = documents.receive_document(candidate, RESUME.encode(), "経歴.txt", by=user_actor(ben.pk))

    assert (document.state, document.file_name, document.media) == (DocumentState.RECEIVED, "経歴.txt", "text/plain")
    assert (document.uploaded_by, document.extracted) == (ben, {})
    assert "経歴" not in document.stored
    assert default_storage.open(document.stored).read() == RESUME.encode()
    assert [one.event for one in log_of(candidate)] == [CandidateEvent.DOCUMENT_RECEIVED]


def test_a_paper_with_an_individual_number_is_not_kept(at_minato, ben):
    candidate = CandidateFactory()

    with pytest.raises(Refused) as refused:
        documents.receive_document(candidate, "氏名 123456789018".encode(), "a.txt", by=SYSTEM)

    assert refused.value.code == "F-05"
    assert list(Document.objects.all()) == []
    assert [(one.event, one.data) for one in log_of(candidate)] == [
        (CandidateEvent.DOCUMENT_REFUSED, {"paper": "my_number"})
    ]


@pytest.mark.django_db(transaction=True)
def test_the_queue_reads_what_stands_in_a_file(minato):
    from career_relay.base.tenancy import company

    with company(minato.pk):
        document = documents.receive_document(CandidateFactory(), RESUME.encode(), "a.txt", by=SYSTEM)

    read_through(minato.pk, document.pk)

    with company(minato.pk):
        document.refresh_from_db()
        assert document.state == DocumentState.READ
        assert [(job["company"], job["begin"], job["is_now"]) for job in document.extracted["jobs"]] == [
            ("合同会社こもれび", "2019-04", True)
        ]
