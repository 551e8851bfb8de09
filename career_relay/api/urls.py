"""What other machines say to us. Each caller proves itself by a signature or a token; nobody has a session here."""

from django.urls import URLPattern, path

from career_relay.api.views import line, mail

app_name = "api"
urlpatterns: list[URLPattern] = [
    path("mail/<slug:provider>/", mail.events, name="mail_events"),
    path("mail/<slug:provider>/mails/", mail.mails, name="mail_mails"),
    path("line/<uuid:public_id>/", line.events, name="line"),
]
