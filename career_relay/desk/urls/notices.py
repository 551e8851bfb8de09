from django.urls import URLPattern, path

from career_relay.desk.views import notice_editor, notices

urlpatterns: list[URLPattern] = [
    path("notices/", notices.index, name="notices"),
    path("notices/new/", notices.new, name="notice_new"),
    path("notices/write/<uuid:batch>/", notice_editor.compose, name="notice_compose"),
    path("notices/write/<uuid:batch>/check/", notice_editor.check_all, name="notice_check_all"),
    path("notices/write/<uuid:batch>/release/", notice_editor.release, name="notice_release"),
    path("notices/write/<uuid:batch>/unask/", notice_editor.unask, name="notice_unask"),
    path("notices/sent/<uuid:batch>/", notices.batch, name="notice_batch"),
    path("notices/sent/<uuid:batch>/undo/", notices.undo, name="notice_undo"),
    path("notices/apologise/<uuid:application>/", notices.apologise, name="notice_apologise"),
    path("notices/<uuid:notice>/save/", notice_editor.save, name="notice_save"),
    path("notices/<uuid:notice>/keep/", notice_editor.keep, name="notice_keep"),
    path("notices/<uuid:notice>/preview/", notice_editor.preview, name="notice_preview"),
    path("notices/<uuid:notice>/drop/", notices.drop, name="notice_drop"),
    path("notices/<uuid:notice>/reopen/", notices.reopen, name="notice_reopen"),
    path("notices/<uuid:notice>/look/", notices.look, name="notice_look"),
    path("notices/<uuid:notice>/settle/", notices.settle, name="notice_settle"),
    path("notices/<uuid:notice>/told/", notices.told, name="notice_told"),
    path("notices/<uuid:notice>/letter/", notices.letter, name="notice_letter"),
]
