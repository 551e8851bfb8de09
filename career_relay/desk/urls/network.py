from django.urls import path

from career_relay.desk.views import kit, network

urlpatterns = [
    path("settings/network/", network.network, name="network"),
    path("settings/network/join", network.join, name="network_join"),
    path("settings/network/terms", network.terms_page, name="network_terms"),
    path("settings/network/domain/dns", network.prove_dns, name="network_dns"),
    path("settings/network/domain/mail", network.prove_mail, name="network_mail"),
    path("settings/network/domain/code", network.prove_code, name="network_code"),
    path("settings/network/confirm", network.confirm, name="network_confirm"),
    path("settings/network/leave", network.leave, name="network_leave"),
    path("settings/network/circles/<uuid:public_id>", network.circle, name="network_circle"),
    path("settings/network/companies", network.cut, name="network_cut"),
    path("settings/papers/", kit.papers, name="kit"),
    path("settings/papers/<slug:key>", kit.paper, name="paper"),
    path("settings/brand/", network.brand, name="brand"),
]
