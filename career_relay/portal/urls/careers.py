from django.urls import URLPattern, path

from career_relay.portal.views import careers

urlpatterns: list[URLPattern] = [
    path("careers/<slug:slug>/", careers.page, name="careers"),
    path("careers/<slug:slug>/sitemap.xml", careers.sitemap, name="careers_sitemap"),
    path("careers/<slug:slug>/thanks/", careers.thanks, name="careers_thanks"),
    path("careers/<slug:slug>/<uuid:public_id>/", careers.position, name="careers_position"),
    path("careers/<slug:slug>/<uuid:public_id>/apply/", careers.apply, name="careers_apply"),
]
