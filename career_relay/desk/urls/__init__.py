"""The desk, one module a part."""

from career_relay.desk.urls import home, imports, notices, pool, positions, relay, report, settings

app_name = "desk"
urlpatterns = [
    *home.urlpatterns,
    *pool.urlpatterns,
    *imports.urlpatterns,
    *notices.urlpatterns,
    *positions.urlpatterns,
    *relay.urlpatterns,
    *report.urlpatterns,
    *settings.urlpatterns,
]
