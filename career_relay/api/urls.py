"""What other machines say to us. Each caller proves itself by a signature or a token; nobody has a session here."""

from django.urls import URLPattern

app_name = "api"
urlpatterns: list[URLPattern] = []
