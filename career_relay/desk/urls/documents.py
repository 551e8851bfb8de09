from django.urls import URLPattern, path

from career_relay.desk.views import documents

urlpatterns: list[URLPattern] = [
    path("candidates/<uuid:public_id>/documents/", documents.upload, name="document_upload"),
    path("documents/<uuid:public_id>/", documents.show, name="document"),
    path("documents/<uuid:public_id>/state/", documents.state, name="document_state"),
    path("documents/<uuid:public_id>/confirm/", documents.confirm, name="document_confirm"),
    path("documents/<uuid:public_id>/take-back/", documents.take_back, name="document_take_back"),
    path("documents/<uuid:public_id>/original/", documents.original, name="document_original"),
    path("documents/<uuid:public_id>/remove/", documents.remove, name="document_remove"),
]
