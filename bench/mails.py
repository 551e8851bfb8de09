"""A campaign on its way to a local mail server: 1 and 2 workers, then a steady stream of 20 mails a second.

The people are those of the load database, and each is asked about once more (`why_not`) in the statement that begins to
send. Times are between one mail and the next; of the stream, from the queue to the mail server's yes. Baseline, before
it in the same run: send, then mark as sent, in a plain loop that may lose or repeat mails when it is killed.
"""

import smtplib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from bench.load import fill
from bench.load.clock import Row, Times
from bench.load.owner import owner
from bench.load.sizes import Sizes
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import on_behalf_of
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.notices.delivery import deliver_company, work_for
from career_relay.notices.models import Campaign, Message
from career_relay.notices.states import CampaignState, LegalClass, MessageState, Topic
from career_relay.settings.mail import Smtp

WORKERS = (1, 2)
A_SECOND = 20
SPARE = 3  # so many are asked about for each that is needed: a selection goes on, nobody knows where they came from
STREAM = 600  # mails: half a minute
ROOT = Path(__file__).parents[1]
BASELINE = "send, then mark, in a loop"
SUBJECT = "{{ company_name }}からのお知らせ"
BODY = "{{ candidate_name }} 様\n\n以前はご応募いただき、ありがとうございました。\n\n" + "新しい募集を始めました。" * 30


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure the plain loop, one worker and two, each with as many mails, and the stream."""
    company = fill.company()
    with (
        TemporaryDirectory() as folder,
        _sink(Path(folder)) as smtp,
        override_settings(SMTP=smtp, QUIET_HOURS=False),
        _may_be_written_to(company, sizes.mails * SPARE),
    ):
        with _campaign(company, sizes.mails) as messages:
            plain, plain_seconds = _plain_loop(company, smtp, messages)
        rows = [_measured(company, workers, sizes, plain, plain_seconds) for workers in WORKERS]
        rows.append(_streamed(company, min(STREAM, sizes.mails), plain, plain_seconds / sizes.mails))
        return [row.told() for row in rows]


@contextmanager
def _sink(folder: Path) -> Iterator[Smtp]:
    """The mail server goes when its standard input is closed."""
    command = [sys.executable, "-m", "bench.load.sink", str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as started:
        assert started.stdout is not None
        yield Smtp(host="127.0.0.1", port=int(started.stdout.readline()))


def _measured(company: Company, workers: int, sizes: Sizes, plain: Times, plain_seconds: float) -> Row:
    times = Times()
    with _campaign(company, sizes.mails):
        began = perf_counter()
        times.add([lambda: _deliver(company, workers)])
        seconds = perf_counter() - began
        sent = _sent(company)
    if len(sent) != sizes.mails:
        raise RuntimeError(f"{len(sent)} of {sizes.mails} mails left")
    times.wall = [(then - now).total_seconds() * 1000 for now, then in pairwise(sent)]
    name = f"mails_{workers}_worker{'s' if workers > 1 else ''}"
    return Row(name, sizes.mails, times, plain, BASELINE, sizes.mails / seconds, sizes.mails / plain_seconds)


def _sent(company: Company) -> list[Any]:
    with acting_for(company.pk):
        found = Message.objects.filter(state=MessageState.ACCEPTED).order_by("sent_at")
        return list(found.values_list("sent_at", flat=True))


def _deliver(company: Company, workers: int) -> None:
    """As the worker does: threads of one process, a batch at a time, until nothing is due."""
    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(_batches, company.pk) for _ in range(workers)]:
            done.result()


def _batches(company_id: int) -> None:
    try:
        with on_behalf_of(company_id):
            while work_for(company_id, seconds=60, call_help=lambda: None):
                pass
    finally:
        connection.close()


def _streamed(company: Company, count: int, plain: Times, plain_each: float) -> Row:
    """Queue so many a second while two workers look every half second: how long does each wait?"""
    times, over = Times(), threading.Event()
    with _campaign(company, count, send_after=timezone.now() + timedelta(days=1)) as messages:
        with ThreadPoolExecutor(2) as pool:
            watching = [pool.submit(_watch, company.pk, over) for _ in range(2)]
            began = perf_counter()
            times.add([lambda: _queue_steadily(company, messages)])
            _wait_for(company, count)
            seconds = perf_counter() - began
            over.set()
            for one in watching:
                one.result()
        with acting_for(company.pk):
            moments = Message.objects.filter(state=MessageState.ACCEPTED).values_list("send_after", "sent_at")
            times.wall = [(then - since).total_seconds() * 1000 for since, then in moments]
    return Row("mails_stream", count, times, plain, BASELINE, count / seconds, 1 / plain_each)


def _queue_steadily(company: Company, messages: list[Message]) -> None:
    began = perf_counter()
    for number, message in enumerate(messages):
        time.sleep(max(began + number / A_SECOND - perf_counter(), 0))
        with acting_for(company.pk):
            Message.objects.filter(pk=message.pk).update(send_after=timezone.now())


def _watch(company_id: int, over: threading.Event) -> None:
    """A worker that comes when it is called: the queue wakes it within half a second, here it looks itself."""
    try:
        while not over.is_set():
            with on_behalf_of(company_id):
                deliver_company(company_id)
            over.wait(0.5)
    finally:
        connection.close()


def _wait_for(company: Company, count: int) -> None:
    end = perf_counter() + 120
    while len(_sent(company)) < count:
        if perf_counter() > end:
            raise RuntimeError("mails are missing")
        time.sleep(0.1)


@contextmanager
def _may_be_written_to(company: Company, most: int) -> Iterator[None]:
    """For a while everybody may be written to; afterwards each record is as it was."""
    columns = "state = %s, state_until = NULL, snoozed_until = NULL, do_not_contact = false, protected_until = NULL"
    with owner() as to:
        to.execute("DROP TABLE IF EXISTS bench_before")
        to.execute(
            "CREATE TABLE bench_before AS SELECT id, state, state_until, snoozed_until, do_not_contact, protected_until"
            " FROM candidates_candidate WHERE company_id = %s ORDER BY id LIMIT %s", [company.pk, most],
        )  # fmt: skip
        to.execute(
            f"UPDATE candidates_candidate SET {columns} WHERE id IN (SELECT id FROM bench_before)".encode(), ["contact"]
        )
    try:
        yield
    finally:
        with owner() as to:
            to.execute(
                "UPDATE candidates_candidate c SET state = b.state, state_until = b.state_until,"
                " snoozed_until = b.snoozed_until, do_not_contact = b.do_not_contact,"
                " protected_until = b.protected_until FROM bench_before b WHERE b.id = c.id"
            )
            to.execute("DROP TABLE bench_before")


@contextmanager
def _campaign(company: Company, count: int, *, send_after: Any = None) -> Iterator[list[Message]]:
    """A campaign to that many people, due now; afterwards no trace of it is left."""
    try:
        with acting_for(company.pk):
            campaign = Campaign.objects.create(
                name="bench", state=CampaignState.RUNNING, legal_class=LegalClass.NEWSLETTER, topic=Topic.JOBS,
                subject=SUBJECT, body=BODY,
            )  # fmt: skip
            when = send_after or timezone.now() - timedelta(seconds=1)
            rows = [_row(campaign, one, when) for one in islice(_people(), count)]
            made = Message.objects.bulk_create(rows, batch_size=1_000)
        with owner(autocommit=True) as to:
            to.execute("ANALYZE notices_message")
        yield made
    finally:
        with owner() as to:
            to.execute("DELETE FROM notices_message WHERE company_id = %s", [company.pk])
            to.execute("DELETE FROM notices_campaign WHERE company_id = %s", [company.pk])
            to.execute("DELETE FROM procrastinate_jobs WHERE task_name LIKE 'notices.%%'")


def _people() -> Iterator[Candidate]:
    """Those the rule lets through, as a release asks it."""
    sql = "why_not(candidates_candidate.id, 'newsletter', 'jobs', CURRENT_DATE) = ''"
    found = Candidate.objects.extra(where=[sql]).exclude(email="").order_by("id")
    yield from found.only("id", "company_id", "email").iterator(chunk_size=2_000)


def _row(campaign: Campaign, candidate: Candidate, when: Any) -> Message:
    return Message(
        company_id=campaign.company_id,
        campaign=campaign,
        candidate=candidate,
        legal_class=campaign.legal_class,
        state=MessageState.QUEUED,
        send_after=when,
    )


def _plain_loop(company: Company, smtp: Smtp, messages: list[Message]) -> tuple[Times, float]:
    times = Times()
    began = perf_counter()
    with smtplib.SMTP(smtp.host, smtp.port) as line, owner(autocommit=True) as to:

        def send(message: Message) -> None:
            line.send_message(_mail(message, company))
            to.execute("UPDATE notices_message SET state = 'accepted', sent_at = now() WHERE id = %s", [message.pk])

        times.add([lambda message=message: send(message) for message in messages])
    return times, perf_counter() - began


def _mail(message: Message, company: Company) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = company.sender_address or settings.DEFAULT_FROM_EMAIL, message.candidate.email
    mail["Subject"] = SUBJECT
    mail.set_content(BODY)
    return mail
