from django.urls import path

from career_relay.desk.views import people

urlpatterns = [
    path("doubles/", people.doubles, name="doubles"),
    path("doubles/<uuid:public_id>/aside/", people.aside, name="double_aside"),
    path("doubles/<uuid:public_id>/again/", people.again, name="double_again"),
    path("candidates/<uuid:public_id>/merge/<uuid:other_id>/", people.merge, name="merge"),
    path("candidates/<uuid:public_id>/correct/", people.correct, name="candidate_correct"),
    path("merges/<uuid:public_id>/undo/", people.part, name="merge_undo"),
    path("applications/<uuid:public_id>/changed/", people.changed, name="candidate_changed"),
    path("applications/<uuid:public_id>/fast/", people.fast_track, name="candidate_fast_track"),
]
