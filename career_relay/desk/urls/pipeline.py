from django.urls import URLPattern, path

from career_relay.desk.views import careers, pipeline

urlpatterns: list[URLPattern] = [
    path("pipeline/", pipeline.board, name="pipeline"),
    path("pipeline/move/", pipeline.move, name="pipeline_move"),
    path("pipeline/undo/", pipeline.undo, name="pipeline_undo"),
    path("pipeline/interviews/", pipeline.interviews, name="pipeline_interviews"),
    path("applications/<uuid:public_id>/interview/", pipeline.interview, name="interview_set"),
    path("interviews/<uuid:public_id>/cancel/", pipeline.cancel, name="interview_cancel"),
    path("settings/careers/", careers.settings, name="settings_careers"),
    path("positions/<uuid:public_id>/careers/", careers.position, name="position_careers"),
    path("positions/<uuid:public_id>/careers/show/", careers.show, name="position_careers_show"),
    path("positions/<uuid:public_id>/questions/", careers.ask, name="position_ask"),
    path("positions/<uuid:public_id>/questions/<uuid:question_id>/remove/", careers.unask, name="position_unask"),
]
