from django.urls import URLPattern, path

from career_relay.desk.views import certificates

urlpatterns: list[URLPattern] = [
    path("certificates/write/<uuid:public_id>/", certificates.write, name="certificate_write"),
    path("certificates/<uuid:public_id>/", certificates.show, name="certificate"),
    path("certificates/<uuid:public_id>/revoke/", certificates.revoke, name="certificate_revoke"),
    path("settings/certificates/", certificates.key_list, name="certificate_keys"),
    path("settings/certificates/rotate/", certificates.key_rotate, name="certificate_rotate"),
]
