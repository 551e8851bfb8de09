from django.urls import path

from career_relay.desk.views import senders

urlpatterns = [
    path("settings/mail/", senders.overview, name="senders"),
    path("settings/mail/now/", senders.now, name="senders_now"),
    path("settings/mail/smtp/", senders.smtp, name="sender_smtp"),
    path("settings/mail/back/", senders.back, name="sender_back"),
    path("settings/mail/choose/", senders.choose, name="sender_choose"),
    path("settings/mail/domain/", senders.check, name="sender_check"),
    path("settings/mail/<slug:kind>/connect/", senders.connect, name="sender_connect"),
    path("settings/mail/<slug:kind>/code/", senders.prove, name="sender_prove"),
    path("settings/mail/<slug:kind>/try/", senders.try_again, name="sender_try"),
    path("settings/mail/<slug:kind>/test/", senders.test, name="sender_test"),
    path("settings/mail/<slug:kind>/remove/", senders.forget, name="sender_forget"),
]
