from django.urls import URLPattern, path

from career_relay.portal.views import keepsakes

urlpatterns: list[URLPattern] = [
    path("me/letters", keepsakes.listing, name="letters"),
    path("me/letters/waiting/<uuid:public_id>", keepsakes.take, name="letter_take"),
    path("me/letters/<uuid:public_id>", keepsakes.show, name="letter"),
    path("me/letters/<uuid:public_id>/lines", keepsakes.lines, name="letter_lines"),
    path("me/letters/<uuid:public_id>/accept", keepsakes.accept, name="letter_accept"),
    path("me/letters/<uuid:public_id>/decline", keepsakes.decline, name="letter_decline"),
    path("me/letters/<uuid:public_id>/ask", keepsakes.ask, name="letter_ask"),
    path("me/letters/<uuid:public_id>/delete", keepsakes.forget, name="letter_forget"),
    path("me/letters/<uuid:public_id>/pdf", keepsakes.paper, name="letter_pdf"),
]
