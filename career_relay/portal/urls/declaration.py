from django.urls import URLPattern, path

from career_relay.portal.views import declaration

urlpatterns: list[URLPattern] = [
    path("me/declaration", declaration.declaration, name="declaration"),
    path("me/declaration/keep", declaration.keep, name="declaration_keep"),
    path("me/declaration/delete", declaration.delete, name="declaration_delete"),
]
