"""The addresses of a demonstration."""

from django.urls import include, path

from career_relay.urls import urlpatterns as ordinary

urlpatterns = [path("demo/mail/", include("career_relay.console.mailsink_urls")), *ordinary]
