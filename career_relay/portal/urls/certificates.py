from django.urls import URLPattern, path

from career_relay.portal.views import certificates

urlpatterns: list[URLPattern] = [
    path("me/certificates/", certificates.listing, name="certificates"),
    path("me/certificates/<uuid:public_id>/", certificates.detail, name="certificate"),
    path("me/certificates/<uuid:public_id>/keep", certificates.keep, name="certificate_keep"),
    path("me/certificates/<uuid:public_id>/decline", certificates.decline, name="certificate_decline"),
    path("me/certificates/<uuid:public_id>/show", certificates.show, name="certificate_show"),
    path("me/certificates/<uuid:public_id>/delete", certificates.give_up, name="certificate_delete"),
    path("me/certificates/<uuid:public_id>/file.<str:kind>", certificates.file, name="certificate_file"),
    path("verify/<uuid:public_id>", certificates.verify, name="verify"),
    path("verify/<uuid:public_id>/credential", certificates.credential, name="verify_credential"),
    path("issuers/<uuid:public_id>", certificates.issuer, name="issuer"),
    path("issuers/<uuid:public_id>/keys/<str:kid>", certificates.key, name="issuer_key"),
    path("issuers/<uuid:public_id>/status", certificates.status, name="issuer_status"),
    path(".well-known/jwks/<uuid:public_id>.json", certificates.jwks, name="issuer_keys"),
]
