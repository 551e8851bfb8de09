from django.urls import URLPattern, path

from career_relay.desk.views import relay

urlpatterns: list[URLPattern] = [
    path("match/", relay.choose, name="match"),
    path("match/<uuid:public_id>/", relay.match, name="match"),
    path("match/<uuid:public_id>/aside/<uuid:candidate_id>/", relay.set_aside, name="match_aside"),
    path("match/<uuid:public_id>/back/<uuid:candidate_id>/", relay.bring_back, name="match_back"),
    path("ask/", relay.choose_ask, name="ask"),
    path("ask/<uuid:public_id>/", relay.ask, name="ask"),
    path("board/", relay.board, name="board"),
    path("introductions/<uuid:public_id>/", relay.introduction, name="introduction"),
    path("introductions/<uuid:public_id>/receipt/", relay.receipt, name="introduction_receipt"),
    path("introductions/<uuid:public_id>/move/", relay.move, name="introduction_move"),
]
