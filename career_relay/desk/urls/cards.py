from django.urls import URLPattern, path

from career_relay.desk.views import cards

urlpatterns: list[URLPattern] = [path("cards/", cards.cards, name="cards")]
