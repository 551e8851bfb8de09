from django.urls import URLPattern, path

from career_relay.desk.views import talks

urlpatterns: list[URLPattern] = [
    path("introductions/<uuid:public_id>/message/", talks.message, name="introduction_message"),
    path("introductions/<uuid:public_id>/read/", talks.read, name="introduction_read"),
    path("introductions/<uuid:public_id>/times/", talks.times, name="introduction_times"),
    path("introductions/<uuid:public_id>/times/<uuid:offer_id>/cancel/", talks.cancel, name="introduction_cancel"),
    path("introductions/<uuid:public_id>/times/<uuid:offer_id>/meeting.ics", talks.calendar, name="introduction_ics"),
    path("introductions/<uuid:public_id>/stay/", talks.stay, name="introduction_stay"),
]
