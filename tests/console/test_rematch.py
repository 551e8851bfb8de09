"""The operator's page of the whole-network comparison."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.tenancy import operator
from career_relay.companies.models import Licence
from career_relay.matching import rematch
from career_relay.matching.models import Rematch
from tests.console.test_console import events, otto, otto_client  # noqa: F401 — fixtures

pytestmark = pytest.mark.django_db
HERE = "console:rematch"


def act(client, name: str):
    return client.post(reverse("console:rematch_act"), {"act": name})


def states() -> list[str]:
    with operator():
        return list(Rematch.objects.values_list("state", flat=True))


def test_the_operator_starts_stops_and_resumes(otto_client, relay):  # noqa: F811
    before = otto_client.get(reverse(HERE)).content.decode()
    for name, state in (("start", "running"), ("stop", "stopped"), ("resume", "running")):
        assert act(otto_client, name).status_code == 302
        assert states() == [state]
    page = otto_client.get(reverse(HERE)).content.decode()

    assert "progressbar" not in before
    assert "0 / 1" in page
    assert "0 / 1" in otto_client.get(reverse("console:rematch_progress")).content.decode()
    assert events()[-3:] == [f"matching.rematch_{one}" for one in ("started", "stopped", "resumed")]


@pytest.mark.parametrize(
    ("done", "wanted", "status"),
    [([], "stop", 409), ([], "resume", 409), (["start"], "start", 409), (["start"], "resume", 409), ([], "jump", 422)],
)
def test_what_cannot_be_done_now_is_answered_with_a_sentence(otto_client, relay, done, wanted, status):  # noqa: F811
    for name in done:
        act(otto_client, name)
    before = states()

    answer = act(otto_client, wanted)

    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()
    assert states() == before


def test_without_a_licence_for_it_nothing_is_started(otto_client, relay, mode3):  # noqa: F811
    Licence.objects.filter(pk=mode3.pk).update(expires_on=timezone.localdate() - timedelta(days=1))

    assert act(otto_client, "start").status_code == 403
    assert states() == []
    assert 'name="act"' not in otto_client.get(reverse(HERE)).content.decode()


def test_a_walk_that_lost_its_job_says_so_and_can_be_resumed(otto_client, relay):  # noqa: F811
    with operator():
        run = rematch.start(by=rematch.SYSTEM, queued=False)
        Rematch.objects.filter(pk=run.pk).update(moved_at=timezone.now() - timedelta(minutes=5))

    page = otto_client.get(reverse(HERE)).content.decode()

    assert 'value="resume"' in page
    assert act(otto_client, "resume").status_code == 302
    assert otto_client.get(reverse(HERE)).content.decode().count('value="stop"') == 1


def test_the_command_walks_to_the_end_and_says_how_far(relay, capsys):
    from django.core.management import call_command

    call_command("rematch", "--json")

    assert '"state": "done"' in capsys.readouterr().out
    assert states() == ["done"]
