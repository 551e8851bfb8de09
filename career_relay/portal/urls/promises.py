from django.urls import URLPattern, path

from career_relay.portal.views import promises

urlpatterns: list[URLPattern] = [path("promises/<slug:slug>/", promises.page, name="promises")]
