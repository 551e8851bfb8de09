from django.urls import URLPattern, path

from career_relay.desk.views import retention

urlpatterns: list[URLPattern] = [
    path("settings/retention/", retention.page, name="retention"),
    path("settings/retention/holds/new/", retention.hold, name="retention_hold"),
    path("settings/retention/holds/<uuid:public_id>/allow/", retention.hold_allow, name="retention_hold_allow"),
    path("settings/retention/holds/<uuid:public_id>/end/", retention.hold_end, name="retention_hold_end"),
    path("settings/retention/<slug:key>/", retention.choose, name="retention_choose"),
    path("settings/retention/<slug:key>/allow/", retention.allow, name="retention_allow"),
    path("settings/retention/<slug:key>/drop/", retention.drop, name="retention_drop"),
]
