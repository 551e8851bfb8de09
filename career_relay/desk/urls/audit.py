from django.urls import URLPattern, path

from career_relay.desk.views import audit

urlpatterns: list[URLPattern] = [
    path("report/fairness/", audit.audit, name="audit"),
    path("report/fairness/figures.csv", audit.audit_file, name="audit_file"),
    path("report/fairness/shown.csv", audit.exposure_log, name="exposure_log"),
]
