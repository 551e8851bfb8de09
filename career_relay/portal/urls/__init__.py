"""The portal: `public` and `careers` need nobody, `me` and `asks` (both under /me/) need a person who has proven an address."""

from career_relay.portal.urls import asks, careers, me, public

app_name = "portal"
urlpatterns = [*public.urlpatterns, *careers.urlpatterns, *me.urlpatterns, *asks.urlpatterns]
