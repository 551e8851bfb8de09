from django.urls import URLPattern, path

from career_relay.portal.views import entrance, signin

urlpatterns: list[URLPattern] = [
    path("enter/passkey/options", entrance.passkey_options, name="passkey_options"),
    path("enter/passkey", entrance.passkey, name="passkey"),
    path("undo/<str:token>", signin.undo, name="undo"),
    path("me/signin/", signin.signin, name="signin"),
    path("me/signin/addresses/", signin.add_address, name="signin_address"),
    path("me/signin/addresses/<uuid:public_id>/main", signin.make_primary, name="signin_primary"),
    path("me/signin/addresses/<uuid:public_id>/remove", signin.remove_address, name="signin_address_remove"),
    path("me/signin/changes/<uuid:public_id>", signin.change, name="signin_change"),
    path("me/signin/changes/<uuid:public_id>/again", signin.change_again, name="signin_again"),
    path("me/signin/changes/<uuid:public_id>/join", signin.join, name="signin_join"),
    path("me/signin/proof/", signin.ask_proof, name="signin_ask_proof"),
    path("me/signin/proof/<uuid:public_id>", signin.proof, name="signin_proof"),
    path("me/signin/passkeys/options", signin.passkey_options, name="signin_passkey_options"),
    path("me/signin/passkeys/", signin.add_passkey, name="signin_passkey"),
    path("me/signin/passkeys/<uuid:public_id>/name", signin.rename_passkey, name="signin_passkey_name"),
    path("me/signin/passkeys/<uuid:public_id>/remove", signin.remove_passkey, name="signin_passkey_remove"),
    path("me/signin/everywhere", signin.everywhere, name="signin_everywhere"),
    path("me/signin/earlier/<uuid:public_id>", signin.earlier, name="signin_earlier"),
]
