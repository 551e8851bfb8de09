"""The portal: `public` and `careers` need nobody, `me` and `asks` (both under /me/) need a person who has proven an address."""

from career_relay.portal.urls import (
    asks,
    careers,
    desks,
    feeds,
    keepsakes,
    me,
    notebook,
    preferences,
    promises,
    public,
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
    *asks.urlpatterns,
    *signin.urlpatterns,
    *shields.urlpatterns,
    *shares.urlpatterns,
    *keepsakes.urlpatterns,
    *notebook.urlpatterns,
    *requests.urlpatterns,
    *desks.urlpatterns,
]
