from django.urls import URLPattern, path

from career_relay.desk.views import report

urlpatterns: list[URLPattern] = [
    path("report/", report.report, name="report"),
    path("report/figures.csv", report.report_file, name="report_file"),
]
