from django.urls import URLPattern, path

from career_relay.desk.views import chat

urlpatterns: list[URLPattern] = [
    path("settings/chat/", chat.settings, name="settings_chat"),
    path("settings/chat/add/", chat.add, name="settings_chat_add"),
    path("settings/chat/<uuid:public_id>/test/", chat.test, name="settings_chat_test"),
    path("settings/chat/<uuid:public_id>/drop/", chat.drop, name="settings_chat_drop"),
]
