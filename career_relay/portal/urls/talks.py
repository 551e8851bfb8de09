from django.urls import URLPattern, path

from career_relay.portal.views import seekers, talks

urlpatterns: list[URLPattern] = [
    path("me/book", seekers.card, name="seeker_card"),
    path("me/asks/<uuid:public_id>/message", talks.message, name="talk_message"),
    path("me/asks/<uuid:public_id>/read", talks.read, name="talk_read"),
    path("me/asks/<uuid:public_id>/times/<uuid:offer_id>/take", talks.take, name="talk_take"),
    path("me/asks/<uuid:public_id>/times/<uuid:offer_id>/none", talks.refuse, name="talk_refuse"),
    path("me/asks/<uuid:public_id>/times/<uuid:offer_id>/cancel", talks.cancel, name="talk_cancel"),
    path("me/asks/<uuid:public_id>/times/<uuid:offer_id>/meeting.ics", talks.calendar, name="talk_ics"),
]
