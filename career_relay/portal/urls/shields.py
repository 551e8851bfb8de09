from django.urls import URLPattern, path

from career_relay.portal.views import shields

urlpatterns: list[URLPattern] = [
    path("me/shields", shields.shields, name="shields"),
    path("me/shields/employer", shields.employer, name="shield_employer"),
    path("me/shields/employer/<uuid:public_id>/remove", shields.leave_employer, name="shield_employer_remove"),
    path("me/shields/company", shields.shield, name="shield"),
    path("me/shields/company/<uuid:public_id>/remove", shields.unshield, name="unshield"),
]
