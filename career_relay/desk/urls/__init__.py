"""The desk, one module a part."""

from career_relay.desk.urls import (
    agencies,
    documents,
    fairness,
    home,
    imports,
    notices,
    people,
    pipeline,
    pool,
    positions,
    relay,
    report,
    scorecards,
    settings,
)

app_name = "desk"
urlpatterns = [
    *agencies.urlpatterns,
    *documents.urlpatterns,
    *home.urlpatterns,
    *pool.urlpatterns,
    *pipeline.urlpatterns,
    *imports.urlpatterns,
    *notices.urlpatterns,
    *people.urlpatterns,
    *positions.urlpatterns,
    *relay.urlpatterns,
    *report.urlpatterns,
    *settings.urlpatterns,
    *fairness.urlpatterns,
    *scorecards.urlpatterns,
]
