"""The portal: `public` and `careers` need nobody, `me` and `asks` (both under /me/) need a person who has proven an address."""

from career_relay.portal.urls import asks, careers, feeds, me, preferences, promises, public

app_name = "portal"
urlpatterns = [
    *public.urlpatterns,
    *careers.urlpatterns,
    *feeds.urlpatterns,
    *preferences.urlpatterns,
    *promises.urlpatterns,
    *me.urlpatterns,
    *asks.urlpatterns,
]
