from django.urls import path

from career_relay.desk.views import settings

urlpatterns = [
    path("settings/", settings.overview, name="settings"),
    path("settings/company/", settings.company, name="settings_company"),
    path("settings/door/", settings.door, name="settings_door"),
    path("settings/door/card.pdf", settings.door_card, name="settings_door_card"),
    path("settings/door/code.svg", settings.door_qr, {"kind": "svg"}, name="settings_door_svg"),
    path("settings/door/code.png", settings.door_qr, {"kind": "png"}, name="settings_door_png"),
    path("settings/staff/", settings.staff, name="settings_staff"),
    path("settings/staff/new/", settings.invite, name="settings_invite"),
    path("settings/staff/<uuid:public_id>/role/", settings.change_role, name="settings_role"),
    path("settings/staff/<uuid:public_id>/leave/", settings.remove, name="settings_remove"),
]
