from django.urls import URLPattern, path

from career_relay.portal.views import requests

urlpatterns: list[URLPattern] = [
    path("me/requests/", requests.listing, name="requests"),
    path("me/requests/records", requests.records, name="request_records"),
    path("me/requests/<uuid:public_id>/", requests.detail, name="request"),
    path("me/requests/<uuid:public_id>/answer.json", requests.answer_json, name="request_json"),
    path("me/requests/<uuid:public_id>/answer.pdf", requests.answer_pdf, name="request_pdf"),
    path("me/requests/<slug:slug>/<str:kind>/", requests.ask, name="request_ask"),
]
