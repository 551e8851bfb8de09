"""The promise page of a company: for everybody, without a cookie, written by the figures (PRODUCT B12)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from career_relay.companies.promising import promise_page
from career_relay.notices import promises
from career_relay.portal.careers import name_of

FRESH = "public, max-age=3600"  # the figures change at night
LANGUAGES = dict(settings.LANGUAGES)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """How a company kept its promises; unknown, switched off and suspended look the same."""
    wanted = request.GET.get("lang", "")
    with translation.override(wanted if wanted in LANGUAGES else translation.get_language()):
        company = promise_page(slug)
        if company is None:
            return render(request, "portal/careers/closed.html", {"csrf_token": "", "messages": ()}, status=404)
        language = (translation.get_language() or "ja")[:2]
        context = {
            "company": company,
            "name": name_of(company),
            "figures": promises.page_of(company),
            "here": f"{settings.PUBLIC_URL}{request.path}",
            "other": next(code for code in LANGUAGES if code != language),
            "csrf_token": "",
            "messages": (),
        }
        response = render(request, "portal/promises/page.html", context)
        response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = FRESH
    patch_vary_headers(response, ("Cookie",))
    return response
