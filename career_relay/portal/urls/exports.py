from django.urls import URLPattern, path

from career_relay.portal.views import exports

urlpatterns: list[URLPattern] = [path("me/data/download", exports.download, name="download")]
