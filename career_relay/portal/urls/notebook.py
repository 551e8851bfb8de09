from django.urls import URLPattern, path

from career_relay.portal.views import notebook

urlpatterns: list[URLPattern] = [
    path("me/notebook", notebook.show, name="notebook"),
    path("me/notebook/notes", notebook.write, name="note"),
    path("me/notebook/notes/<uuid:public_id>", notebook.change, name="note_change"),
    path("me/notebook/notes/<uuid:public_id>/delete", notebook.delete, name="note_delete"),
    path("me/notebook/pages/<uuid:public_id>/delete", notebook.tear, name="page_tear"),
]
