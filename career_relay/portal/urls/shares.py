from django.urls import URLPattern, path

from career_relay.portal.views import shared, shares

urlpatterns: list[URLPattern] = [
    path("s/<str:token>", shared.shared, name="shared"),
    path("join", shared.join, name="join"),
    path("me/shares", shares.listing, name="shares"),
    path("me/shares/new", shares.new, name="share_new"),
    path("me/shares/<uuid:public_id>", shares.show, name="share"),
    path("me/shares/<uuid:public_id>/look", shares.look, name="share_look"),
    path("me/shares/<uuid:public_id>/longer", shares.extend, name="share_extend"),
    path("me/shares/<uuid:public_id>/stop", shares.stop, name="share_stop"),
    path("me/shares/<uuid:public_id>/delete", shares.delete, name="share_delete"),
]
