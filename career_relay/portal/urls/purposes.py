from django.urls import URLPattern, path

from career_relay.portal.views import purposes

urlpatterns: list[URLPattern] = [
    path("me/choices/", purposes.purposes, name="purposes"),
    path("me/choices/keep/<slug:slug>", purposes.keep, name="keep"),
    path("me/choices/keep/<slug:slug>/stop", purposes.keep_no_longer, name="keep_stop"),
    path("me/choices/renew/<uuid:public_id>", purposes.renew, name="renew"),
]
