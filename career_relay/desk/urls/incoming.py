from django.urls import path

from career_relay.desk.views import incoming

urlpatterns = [
    path("replies/", incoming.listing, name="notice_replies"),
    path("replies/<uuid:public_id>/settle/", incoming.settle, name="notice_reply_settle"),
    path("replies/<uuid:public_id>/open/", incoming.open_again, name="notice_reply_open"),
    path("replies/<uuid:public_id>/give/", incoming.give, name="notice_reply_give"),
    path("replies/<uuid:public_id>/answer/", incoming.answer, name="notice_reply_answer"),
    path("replies/<uuid:public_id>/answer/back/", incoming.take_back, name="notice_reply_back"),
]
