from django.urls import path

from career_relay.desk.views import scorecards

urlpatterns = [
    path("applications/<uuid:public_id>/evaluate/", scorecards.evaluate, name="candidate_evaluate"),
    path("settings/scorecards/", scorecards.company, name="settings_scorecards"),
    path("settings/scorecards/words/", scorecards.words, name="settings_scorecard_words"),
    path("settings/scorecards/<uuid:public_id>/", scorecards.position, name="settings_scorecard"),
    path("settings/scorecards/<uuid:public_id>/follow/", scorecards.follow, name="settings_scorecard_follow"),
]
