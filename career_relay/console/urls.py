from django.urls import URLPattern, path

from career_relay.console.views import books, breach, circles, companies, desks, home, licences

app_name = "console"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("companies/", companies.companies, name="companies"),
    path("companies/<uuid:public_id>/", companies.company, name="company"),
    path("companies/<uuid:public_id>/admit", companies.admit, name="company_admit"),
    path("companies/<uuid:public_id>/suspend", companies.suspend, name="company_suspend"),
    path("companies/<uuid:public_id>/resume", companies.resume, name="company_resume"),
    path("circles/", circles.circles, name="circles"),
    path("circles/<uuid:public_id>/join", circles.join, name="circle_join"),
    path("circles/<uuid:public_id>/leave", circles.leave, name="circle_leave"),
    path("licences/", licences.licences, name="licences"),
    path("licences/add", licences.add, name="licence_add"),
    path("licences/preview", licences.preview, name="licence_preview"),
    path("licences/<uuid:public_id>/end", licences.end, name="licence_end"),
    path("provisions/", books.provisions, name="provisions"),
    path("provisions/file", books.provisions_file, name="provisions_file"),
    path("desks/", desks.desks, name="desks"),
    path("desks/file", desks.desks_file, name="desks_file"),
    path("desks/<uuid:public_id>/", desks.complaint, name="complaint"),
    path("desks/<uuid:public_id>/answer", desks.complaint_answer, name="complaint_answer"),
    path("desks/<uuid:public_id>/close", desks.complaint_close, name="complaint_close"),
    path("breach/", breach.register, name="breach"),
    path("breach/new/", breach.new, name="breach_new"),
    path("breach/<uuid:public_id>/", breach.file, name="breach_file"),
    path("breach/<uuid:public_id>/facts", breach.facts, name="breach_facts"),
    path("breach/<uuid:public_id>/report", breach.report, name="breach_report"),
    path("breach/<uuid:public_id>/tell", breach.pass_on, name="breach_pass_on"),
    path("breach/<uuid:public_id>/close", breach.close, name="breach_close"),
    path("breach/<uuid:public_id>/file.json", breach.as_json, name="breach_json"),
    path("breach/<uuid:public_id>/file.pdf", breach.as_pdf, name="breach_pdf"),
]
