"""Released notices on their way to the mail sink: claimed, looked at again, written down as being sent, sent, finished.

Times are between one mail and the next. Baseline: send, then mark as sent, in a plain loop that may lose or repeat
mails when it is killed.
"""

import smtplib
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from itertools import pairwise
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
from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import on_behalf_of
from career_relay.candidates.models import Application
from career_relay.candidates.states import Stage
from career_relay.companies.models import Company
from career_relay.notices import actions
from career_relay.notices.delivery import deliver_company
from career_relay.notices.models import Message
from career_relay.settings.mail import Smtp

SENDER = 2  # a company with records of its own, not the one whose pages are measured
WORKERS = (1, 2)
ROOT = Path(__file__).parents[1]


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure one worker and two, each with as many mails, and the plain loop before them."""
    company = fill.company(SENDER)
    with (
        TemporaryDirectory() as folder,
        _sink(Path(folder)) as smtp,
        override_settings(SMTP=smtp, QUIET_HOURS=False, NOTICE_HOLD_SECONDS=0),
    ):
        with _released(company, sizes.mails):
            plain, plain_seconds = _plain_loop(company, smtp)
        return [_measured(company, workers, sizes, plain, plain_seconds).told() for workers in WORKERS]


@contextmanager
def _sink(folder: Path) -> Iterator[Smtp]:
    """The sink goes when its standard input is closed."""
    command = [sys.executable, "-m", "bench.load.sink", str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as started:
        assert started.stdout is not None
        yield Smtp(host="127.0.0.1", port=int(started.stdout.readline()))


def _measured(company: Company, workers: int, sizes: Sizes, plain: Times, plain_seconds: float) -> Row:
    times = Times()
    with _released(company, sizes.mails):
        began = perf_counter()
        times.add([lambda: _deliver(company, workers)])
        seconds = perf_counter() - began
        with acting_for(company.pk):
            sent = list(Message.objects.filter(state="accepted").order_by("sent_at").values_list("sent_at", flat=True))
    if len(sent) != sizes.mails:
        raise RuntimeError(f"{len(sent)} of {sizes.mails} mails left")
    times.wall = [(then - now).total_seconds() * 1000 for now, then in pairwise(sent)]
    name = f"mails_{workers}_worker{'s' if workers > 1 else ''}"
    return Row(
        name,
        sizes.mails,
        times,
        plain,
        "send, then mark, in a loop",
        sizes.mails / seconds,
        sizes.mails / plain_seconds,
    )


def _deliver(company: Company, workers: int) -> None:
    """As the worker does: threads of one process, a batch at a time, until nothing is due."""
    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(_batches, company.pk) for _ in range(workers)]:
            done.result()


def _batches(company_id: int) -> None:
    try:
        with on_behalf_of(company_id):
            while deliver_company(company_id):
                pass
    finally:
        connection.close()


@contextmanager
def _released(company: Company, count: int) -> Iterator[None]:
    """Draft and release that many notices; afterwards no trace of them is left, so that they can be written again."""
    by = user_actor(fill.staff(SENDER).pk)
    try:
        with acting_for(company.pk):
            chosen = Application.objects.filter(stage=Stage.REJECTED, candidate__protected_until=None).order_by("id")
            drafts = [actions.draft_notice(one, by=by) for one in chosen[:count]]
            Message.objects.filter(pk__in=[one.pk for one in drafts]).update(is_checked=True)
            actions.release(drafts, by=by)
            Message.objects.update(send_after=timezone.now() - timedelta(seconds=1))
        yield
    finally:
        with owner() as to:
            to.execute("DELETE FROM notices_message WHERE company_id = %s", [company.pk])
            to.execute("DELETE FROM notices_entrylink WHERE company_ref = %s", [company.pk])
            to.execute("DELETE FROM procrastinate_jobs WHERE task_name LIKE 'notices.%%'")


def _plain_loop(company: Company, smtp: Smtp) -> tuple[Times, float]:
    times = Times()
    with acting_for(company.pk):
        waiting = list(Message.objects.select_related("candidate"))
    began = perf_counter()
    with smtplib.SMTP(smtp.host, smtp.port) as line, owner(autocommit=True) as to:

        def send(message: Message) -> None:
            line.send_message(_mail(message, company))
            to.execute("UPDATE notices_message SET state = 'accepted', sent_at = now() WHERE id = %s", [message.pk])

        times.add([lambda message=message: send(message) for message in waiting])
    return times, perf_counter() - began


def _mail(message: Message, company: Company) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = company.sender_address or settings.DEFAULT_FROM_EMAIL, message.candidate.email
    mail["Subject"] = message.subject
    mail.set_content(message.body_text)
    return mail
