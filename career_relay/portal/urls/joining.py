from django.urls import URLPattern, path

from career_relay.portal.views import joining

urlpatterns: list[URLPattern] = [
    path("join/", joining.join, name="ask_to_join"),
    path("join/sent", joining.join_sent, name="join_sent"),
    path("brand/<slug:slug>/<slug:mark>.png", joining.logo, name="brand_logo"),
]
