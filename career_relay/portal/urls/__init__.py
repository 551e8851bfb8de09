"""The portal: `public` and `careers` need nobody, `me` and `asks` (both under /me/) need a person who has proven an address."""

from career_relay.portal.urls import (
    asks,
    careers,
    certificates,
    desks,
    exports,
    feeds,
    keepsakes,
    leaving,
    me,
    notebook,
    preferences,
    promises,
    public,
    purposes,
    requests,
    shares,
    shields,
    signin,
)

app_name = "portal"
urlpatterns = [
    *public.urlpatterns,
    *careers.urlpatterns,
    *feeds.urlpatterns,
    *preferences.urlpatterns,
    *promises.urlpatterns,
    *me.urlpatterns,
    *purposes.urlpatterns,
    *asks.urlpatterns,
    *signin.urlpatterns,
    *shields.urlpatterns,
    *shares.urlpatterns,
    *keepsakes.urlpatterns,
    *leaving.urlpatterns,
    *certificates.urlpatterns,
    *exports.urlpatterns,
    *notebook.urlpatterns,
    *requests.urlpatterns,
    *desks.urlpatterns,
]
