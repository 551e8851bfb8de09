from django.urls import URLPattern, path

from career_relay.portal.views import conditions

urlpatterns: list[URLPattern] = [
    path("me/conditions", conditions.conditions, name="conditions"),
    path("me/conditions/keep", conditions.keep, name="conditions_keep"),
    path("me/conditions/card", conditions.card, name="card"),
    path("me/conditions/card/leave", conditions.card_leave, name="card_leave"),
    path("me/conditions/<uuid:public_id>/rhythm", conditions.rhythm, name="conditions_rhythm"),
    path("me/conditions/<uuid:public_id>/drop", conditions.drop, name="conditions_drop"),
]
