from django.urls import URLPattern, path

from career_relay.desk.views import report, report_month, report_parts, report_return

XLSX = {"kind": "xlsx"}
urlpatterns: list[URLPattern] = [
    path("report/", report.report, name="report"),
    path("report/figures/", report.figures, name="report_figures"),
    path("report/figures.csv", report.report_file, name="report_file"),
    path("report/figures.xlsx", report.report_file, XLSX, name="report_book"),
    path("report/months.csv", report.months_file, name="report_months"),
    path("report/months.xlsx", report.months_file, XLSX, name="report_months_book"),
    path("report/month/", report_month.page, name="report_month"),
    path("report/month.pdf", report_month.paper, name="report_month_pdf"),
    path("report/mail/", report_month.mail, name="report_mail"),
    path("report/parts/", report_parts.parts, name="report_parts"),
    path("report/parts.csv", report_parts.parts_file, name="report_parts_file"),
    path("report/parts.xlsx", report_parts.parts_file, XLSX, name="report_parts_book"),
    path("report/cohorts/", report_parts.cohorts, name="report_cohorts"),
    path("report/cohorts.csv", report_parts.cohorts_file, name="report_cohorts_file"),
    path("report/cohorts.xlsx", report_parts.cohorts_file, XLSX, name="report_cohorts_book"),
    path("report/return/", report_return.page, name="report_return"),
    path("report/return/change/", report_return.change, name="report_return_change"),
]
