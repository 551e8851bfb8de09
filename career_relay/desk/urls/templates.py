from django.urls import URLPattern, path

from career_relay.desk.views import template_history, templates

urlpatterns: list[URLPattern] = [
    path("templates/", templates.index, name="templates"),
    path("templates/new/", templates.new, name="template_new"),
    path("templates/eyes/", templates.eyes, name="template_eyes"),
    path("templates/<slug:key>/<slug:language>/", templates.edit, name="template"),
    path("templates/<slug:key>/<slug:language>/preview/", templates.preview, name="template_preview"),
    path("templates/<slug:key>/<slug:language>/test/", templates.test, name="template_test"),
    path("templates/<slug:key>/<slug:language>/delete/", template_history.delete, name="template_delete"),
    path("templates/<slug:key>/<slug:language>/history/", template_history.history, name="template_history"),
    path("templates/<slug:key>/<slug:language>/restore/", template_history.restore, name="template_restore"),
]
