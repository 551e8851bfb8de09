from django.urls import URLPattern, path

from career_relay.desk.views import breach

urlpatterns: list[URLPattern] = [
    path("breach/", breach.register, name="breach"),
    path("breach/new/", breach.new, name="breach_new"),
    path("breach/told/<uuid:public_id>/take/", breach.take, name="breach_take"),
    path("breach/told/<uuid:public_id>/seen/", breach.seen, name="breach_seen"),
    path("breach/<uuid:public_id>/", breach.file, name="breach_file"),
    path("breach/<uuid:public_id>/facts/", breach.facts, name="breach_facts"),
    path("breach/<uuid:public_id>/report/", breach.report, name="breach_report"),
    path("breach/<uuid:public_id>/people/", breach.people, name="breach_people"),
    path("breach/<uuid:public_id>/drop/", breach.drop, name="breach_drop"),
    path("breach/<uuid:public_id>/tell/", breach.tell, name="breach_tell"),
    path("breach/<uuid:public_id>/close/", breach.close, name="breach_close"),
    path("breach/<uuid:public_id>/file.json", breach.as_json, name="breach_json"),
    path("breach/<uuid:public_id>/file.pdf", breach.as_pdf, name="breach_pdf"),
]
