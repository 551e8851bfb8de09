from django.urls import URLPattern, path

from career_relay.portal.views import desks

urlpatterns: list[URLPattern] = [
    path("complain/", desks.complain, name="complain"),
    path("complain/sent/<str:seal>/", desks.sent, name="complain_sent"),
    path("complain/<slug:slug>/", desks.complain_of, name="complain_of"),
    path("complain/<slug:slug>/<uuid:public_id>/<str:code>/", desks.complaint_status, name="complaint_status"),
    path("conduct/<slug:slug>/", desks.conduct, name="conduct"),
    path("conduct/<slug:slug>/report/", desks.report, name="report"),
    path("conduct/<slug:slug>/report/<uuid:public_id>/<str:code>/", desks.report_status, name="report_status"),
]
