from django.urls import URLPattern, path

from career_relay.desk.views import recommendations

urlpatterns: list[URLPattern] = [
    path("applications/<uuid:public_id>/letter", recommendations.letter, name="letter"),
    path("applications/<uuid:public_id>/letter/hand", recommendations.hand, name="letter_hand"),
    path("applications/<uuid:public_id>/letter/drop", recommendations.drop, name="letter_drop"),
    path("applications/<uuid:public_id>/letter/back", recommendations.back, name="letter_back"),
]
