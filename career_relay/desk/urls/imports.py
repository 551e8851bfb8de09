from django.urls import path

from career_relay.desk.views import import_lessons, imports

urlpatterns = [
    path("imports/", imports.files, name="imports"),
    path("imports/mappings/", import_lessons.mappings, name="import_mappings"),
    path("imports/mappings/<uuid:public_id>/rename/", import_lessons.rename, name="import_mapping_rename"),
    path("imports/mappings/<uuid:public_id>/forget/", import_lessons.forget, name="import_mapping_forget"),
    path("imports/forms/", import_lessons.form_texts, name="import_forms"),
    path("imports/<uuid:public_id>/", imports.show, name="import"),
    path("imports/<uuid:public_id>/layout/", imports.layout, name="import_layout"),
    path("imports/<uuid:public_id>/columns/", imports.columns, name="import_columns"),
    path("imports/<uuid:public_id>/meaning/", imports.meaning, name="import_meaning"),
    path("imports/<uuid:public_id>/run/", imports.run, name="import_run"),
    path("imports/<uuid:public_id>/progress/", imports.progress, name="import_progress"),
    path("imports/<uuid:public_id>/faulty/", imports.faulty, name="import_faulty"),
    path("imports/<uuid:public_id>/undo/", imports.undo, name="import_undo"),
]
