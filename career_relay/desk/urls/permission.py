from django.urls import URLPattern, path

from career_relay.desk.views import permission

urlpatterns: list[URLPattern] = [
    path("candidates/<uuid:public_id>/opt-out", permission.opt_out, name="candidate_opt_out"),
]
