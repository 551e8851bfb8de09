from django.urls import path

from career_relay.desk.views import agencies

urlpatterns = [
    path("settings/agencies/", agencies.listing, name="agencies"),
    path("settings/agencies/new/", agencies.new, name="agency_new"),
    path("settings/agencies/<uuid:public_id>/", agencies.edit, name="agency"),
    path("applications/<uuid:public_id>/source/", agencies.name_source, name="source_name"),
    path("applications/<uuid:public_id>/protection/", agencies.set_protection, name="protection_set"),
]
