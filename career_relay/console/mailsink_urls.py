"""The post office of the demonstration, reachable for everyone who tries it; never outside a demonstration."""

from django.urls import path

from career_relay.console.views import mailsink

app_name = "mailsink"
urlpatterns = [
    path("", mailsink.inbox, name="inbox"),
    path("<str:key>/", mailsink.mail, name="mail"),
]
