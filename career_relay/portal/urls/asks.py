from django.urls import URLPattern, path

from career_relay.portal.views import asks

urlpatterns: list[URLPattern] = [
    path("me/asks/", asks.listing, name="asks"),
    path("me/asks/<uuid:public_id>", asks.detail, name="ask"),
    path("me/asks/<uuid:public_id>/package", asks.package, name="ask_package"),
    path("me/asks/<uuid:public_id>/yes", asks.yes, name="ask_yes"),
    path("me/asks/<uuid:public_id>/no", asks.no, name="ask_no"),
    path("me/asks/<uuid:public_id>/later", asks.put_off, name="ask_later"),
    path("me/asks/<uuid:public_id>/undo", asks.undo, name="ask_undo"),
    path("me/asks/<uuid:public_id>/withdraw", asks.withdraw, name="ask_withdraw"),
    path("me/asks/<uuid:public_id>/tell", asks.tell, name="ask_tell"),
    path("me/send/<uuid:public_id>", asks.send, name="send_self"),
    path("me/send/<uuid:public_id>/package", asks.send_package, name="send_package"),
    path("me/send/<uuid:public_id>/yes", asks.send_yes, name="send_yes"),
]
