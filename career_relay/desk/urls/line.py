from django.urls import URLPattern, path

from career_relay.desk.views import line, sharing

urlpatterns: list[URLPattern] = [
    path("settings/line/", line.settings, name="settings_line"),
    path("settings/line/connect/", line.connect, name="settings_line_connect"),
    path("settings/line/check/", line.check, name="settings_line_check"),
    path("settings/line/close/", line.close, name="settings_line_close"),
    path("candidates/<uuid:public_id>/line/unlink/", line.unlink, name="candidate_line_unlink"),
    path("positions/<uuid:public_id>/share/", sharing.share, name="position_share"),
    path("positions/<uuid:public_id>/share/links/", sharing.make_links, name="position_share_links"),
]
