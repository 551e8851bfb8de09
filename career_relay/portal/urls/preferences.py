from django.urls import URLPattern, path

from career_relay.portal.views import hearing, news, preferences

urlpatterns: list[URLPattern] = [
    path("u/<str:token>", preferences.stop, name="stop"),
    path("p/<str:token>/", preferences.choices, name="choices"),
    path("me/hear/", hearing.listing, name="hearing"),
    path("me/hear/<slug:slug>", hearing.hear, name="hear"),
    path("me/hear/<slug:slug>/nothing", hearing.nothing, name="hear_nothing"),
    path("careers/<slug:slug>/news/", news.ask, name="careers_news"),
    path("careers/<slug:slug>/news/<uuid:public_id>/", news.code, name="careers_news_code"),
]
