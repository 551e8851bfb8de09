from django.urls import URLPattern, path

from career_relay.portal.views import preferences

urlpatterns: list[URLPattern] = [
    path("u/<str:token>", preferences.stop, name="stop"),
]
