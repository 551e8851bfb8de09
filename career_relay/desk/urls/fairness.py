from django.urls import path

from career_relay.desk.views import fairness

urlpatterns = [
    path("fairness/", fairness.exceptions, name="fairness"),
    path("fairness/check/", fairness.check, name="fairness_check"),
    path("fairness/officers/", fairness.officers, name="fairness_officers"),
    path("fairness/<uuid:public_id>/approve/", fairness.approve, name="fairness_approve"),
    path("fairness/<uuid:public_id>/refuse/", fairness.refuse, name="fairness_refuse"),
    path("fairness/<uuid:public_id>/keep/", fairness.keep, name="fairness_keep"),
]
