from django.urls import URLPattern, path

from career_relay.desk.views import desks

urlpatterns: list[URLPattern] = [
    path("settings/desks/", desks.settings, name="desks"),
    path("settings/desks/conduct/", desks.publish, name="desks_conduct"),
    path("settings/desks/keepers/", desks.keepers, name="desks_keepers"),
    path("complaints/", desks.complaints_listing, name="complaints"),
    path("complaints/file/", desks.complaints_file, name="complaints_file"),
    path("complaints/<uuid:public_id>/", desks.complaint, name="complaint"),
    path("complaints/<uuid:public_id>/answer/", desks.complaint_answer, name="complaint_answer"),
    path("complaints/<uuid:public_id>/close/", desks.complaint_close, name="complaint_close"),
    path("harassment/", desks.harassment, name="harassment"),
    path("harassment/<uuid:public_id>/", desks.report, name="harassment_report"),
    path("harassment/<uuid:public_id>/answer/", desks.report_answer, name="harassment_answer"),
    path("harassment/<uuid:public_id>/close/", desks.report_close, name="harassment_close"),
]
