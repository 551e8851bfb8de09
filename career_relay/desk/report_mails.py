"""The words of the monthly mail: the sentence, the five figures, what to do, and a link. Nobody is named in it."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base import wording
from career_relay.companies.models import Company
from career_relay.desk.monthly import Five, monthly
from career_relay.desk.views.report import relays_at
from career_relay.insights import mailing
from career_relay.insights.periods import whole_month
from career_relay.notices.personal import Rendered


def month(company: Company, told: date) -> Rendered:
    """Say the figures as they stand when it is sent."""
    at = timezone.now()
    report = monthly(company.name, whole_month(f"{told:%Y-%m}", at=at), relays=relays_at(at), at=at)
    parts = [
        report.headline,
        _("Twelve months, and the twelve before in brackets:"),
        "\n".join(map(_line, report.five)),
        "\n".join([_("What to do next:"), *(f"・{one.words}" for one in report.advice)]),
        f"{settings.PUBLIC_URL}{reverse('desk:report_month')}?month={report.month:%Y-%m}",
        _("You asked for this mail. One button on that page ends it."),
    ]
    subject = _("Report of {month} ({company})").format(month=wording.month(report.month), company=report.company)
    return Rendered(subject, "\n\n".join(parts), _("Open the report"))


def _line(one: Five) -> str:
    was = f"（{one.year.change.was}）" if one.year.change else ""
    return f"・{one.year.metric.name}: {one.year.number}{one.year.small}{was}"


mailing.tell_with(month)
