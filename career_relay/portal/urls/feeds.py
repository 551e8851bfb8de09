from django.urls import URLPattern, path

from career_relay.portal.views import feeds, line

urlpatterns: list[URLPattern] = [
    path("careers/<slug:slug>/feed.atom", feeds.careers_atom, name="careers_atom"),
    path("careers/<slug:slug>/feed.json", feeds.careers_json, name="careers_json"),
    path("openings/feed.atom", feeds.openings_atom, name="openings_atom"),
    path("openings/feed.json", feeds.openings_json, name="openings_json"),
    path("l/<str:code>", feeds.follow, name="follow"),
    path("line/<slug:slug>", line.arrive, name="line"),
    path("me/line/", line.listing, name="line_list"),
    path("me/line/link", line.link, name="line_link"),
    path("me/line/<uuid:public_id>/unlink", line.unlink, name="line_unlink"),
]
