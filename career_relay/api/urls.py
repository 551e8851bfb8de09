"""What other machines say to us. Each caller proves itself by a signature or a token; nobody has a session here."""

from django.urls import URLPattern, path

from career_relay.api.views import line

app_name = "api"
urlpatterns: list[URLPattern] = [
    path("line/<uuid:public_id>/", line.events, name="line"),
]
