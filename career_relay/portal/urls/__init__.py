"""The portal: `public` needs nobody, `me` and `asks` (both under /me/) need a person who has proven an address."""

from career_relay.portal.urls import asks, me, public

app_name = "portal"
urlpatterns = [*public.urlpatterns, *me.urlpatterns, *asks.urlpatterns]
