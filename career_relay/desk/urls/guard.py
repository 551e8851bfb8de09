from django.urls import URLPattern, path

from career_relay.desk.views import guard

urlpatterns: list[URLPattern] = [
    path("waiting/", guard.waiting, name="waiting"),
    path("waiting/delays/<uuid:public_id>/undo/", guard.longer_undo, name="longer_undo"),
    path("waiting/closings/<uuid:public_id>/", guard.closing, name="closing"),
    path("waiting/closings/<uuid:public_id>/drop/", guard.closing_drop, name="closing_drop"),
    path("applications/<uuid:public_id>/longer/", guard.longer, name="longer"),
    path("notices/<uuid:notice>/letter.pdf", guard.letter_pdf, name="notice_letter_pdf"),
    path("report/voices/", guard.voices, name="voices"),
    path("settings/promises/", guard.settings, name="settings_promises"),
    path("settings/promises/show/", guard.show_promises, name="settings_promises_show"),
]
