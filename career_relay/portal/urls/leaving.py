from django.urls import URLPattern, path

from career_relay.portal.views import leaving

urlpatterns: list[URLPattern] = [
    path("me/data/leaving", leaving.page, name="leaving"),
    path("me/data/stay", leaving.stay, name="stay"),
]
