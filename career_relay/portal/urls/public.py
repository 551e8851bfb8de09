from django.urls import URLPattern, path

from career_relay.portal.views import about, entrance, openings

urlpatterns: list[URLPattern] = [
    path("go/<slug:slug>", entrance.door, name="door"),
    path("r/", entrance.arrived, name="arrived"),
    path("r/<str:token>", entrance.arrive, name="arrive"),
    path("enter", entrance.enter, name="enter"),
    path("code/<uuid:public_id>", entrance.code, name="code"),
    path("code/<uuid:public_id>/again", entrance.again, name="code_again"),
    path("openings/", openings.openings, name="openings"),
    path("openings/<uuid:public_id>", openings.opening, name="opening"),
    path("privacy", about.privacy, name="privacy"),
    path("privacy/<slug:slug>", about.privacy, name="privacy_of"),
    path("complaints", about.complaints, name="complaints"),
    path("complaints/<slug:slug>", about.complaints, name="complaints_of"),
]
