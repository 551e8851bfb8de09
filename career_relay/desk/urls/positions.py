from django.urls import URLPattern, path

from career_relay.desk.views import positions

urlpatterns: list[URLPattern] = [
    path("positions/", positions.listing, name="positions"),
    path("positions/new/", positions.new, name="position_new"),
    path("positions/<uuid:public_id>/", positions.show, name="position"),
    path("positions/<uuid:public_id>/edit/", positions.edit, name="position_edit"),
    path("positions/<uuid:public_id>/publish/", positions.publish, name="position_publish"),
    path("positions/<uuid:public_id>/move/", positions.move, name="position_move"),
]
