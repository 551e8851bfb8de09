"""Which front door opens for which address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.views.i18n import set_language

from career_relay.base import pages


def front(request: HttpRequest) -> HttpResponse:
    """Lead staff to their desk; everybody else reads the openings."""
    if request.user.is_authenticated:
        return redirect("console:home" if request.user.is_operator else "desk:home")
    return redirect("portal:openings")


urlpatterns = [
    path("", front, name="front"),
    path("healthz", pages.health, name="health"),
    path("language", set_language, name="set_language"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("desk/", include("career_relay.desk.urls")),
    path("console/", include("career_relay.console.urls")),
    path("hooks/", include("career_relay.api.urls")),
    path("", include("career_relay.portal.urls")),
]
if settings.DEMO:
    urlpatterns.insert(0, path("demo/mail/", include("career_relay.console.mailsink_urls")))
