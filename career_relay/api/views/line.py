"""The door LINE knocks at: one address a company, and the signature over the raw body says whether it is LINE."""

from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.queries import live_members
from career_relay.notices.line import webhook
from career_relay.notices.line.account import account_of

LARGEST = 1_000_000
NO = 403  # one answer for unknown, unsigned and foreign: it tells nobody anything


@csrf_exempt
@require_POST
def events(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take in what LINE says. Signed and understood, the answer is 200 also when there was nothing new in it."""
    body, company = _body(request), live_members().filter(public_id=public_id).first()
    if body is None or company is None:
        return HttpResponse(status=NO)
    with acting_for(company.pk):
        account = account_of()
        if account is None or not webhook.is_signed(account, body, request.headers.get("x-line-signature", "")):
            return HttpResponse(status=NO)
        try:
            happened = webhook.events_of(account, body)
        except webhook.NotOurs:
            return HttpResponse(status=NO)
        webhook.take_in(account, happened)
    return HttpResponse(status=200)


def _body(request: HttpRequest) -> bytes | None:
    try:
        body = request.body
    except (RequestDataTooBig, RawPostDataException):  # the second: a form, which LINE never sends
        return None
    return body if len(body) <= LARGEST else None
