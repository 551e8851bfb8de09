from django.urls import URLPattern, path

from career_relay.desk.views import report, report_return

urlpatterns: list[URLPattern] = [
    path("report/", report.report, name="report"),
    path("report/figures.csv", report.report_file, name="report_file"),
    path("report/return/", report_return.page, name="report_return"),
    path("report/return/change/", report_return.change, name="report_return_change"),
]
