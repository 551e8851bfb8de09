"""Somebody comes from LINE with its token: kept in a signed cookie while they prove their address, ten minutes at most."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from career_relay.companies.models import Company
from career_relay.companies.queries import live_members

COOKIE = "line"
SECONDS = 600  # as long as LINE's token works
LONGEST = 200


def remember(response: HttpResponse, company: Company, token: str) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps([company.slug, token], salt=COOKIE),
        max_age=SECONDS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE)


def waiting(request: HttpRequest) -> tuple[Company, str] | None:
    """Give the company and LINE's token that this browser came with, or nothing."""
    try:
        slug, token = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    company = live_members().filter(slug=slug).first()
    return (company, str(token)) if company else None
