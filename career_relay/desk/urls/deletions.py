from django.urls import URLPattern, path

from career_relay.desk.views import deletions

urlpatterns: list[URLPattern] = [
    path("deletions/", deletions.listing, name="deletions"),
    path("deletions/<uuid:public_id>/done", deletions.confirm, name="deletion_done"),
]
