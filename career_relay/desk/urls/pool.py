from django.urls import path

from career_relay.desk.views import candidate, pool, requests

urlpatterns = [
    path("pool/", pool.listing, name="pool"),
    path("pool/facets/", pool.facet_counts, name="pool_facets"),
    path("pool/chosen/", pool.chosen, name="pool_chosen"),
    path("pool/decide/", pool.decide_many, name="pool_decide"),
    path("pool/file/", pool.file, name="pool_file"),
    path("candidates/requests/", requests.listing, name="candidate_requests"),
    path("candidates/requests/<uuid:public_id>/erase/", requests.erase, name="candidate_request_erase"),
    path("candidates/requests/<uuid:public_id>/keep/", requests.keep, name="candidate_request_keep"),
    path("candidates/new/", candidate.new, name="candidate_new"),
    path("candidates/<uuid:public_id>/", candidate.show, name="candidate"),
    path("candidates/<uuid:public_id>/note/", candidate.note, name="candidate_note"),
    path("candidates/<uuid:public_id>/keep/", candidate.keep, name="candidate_keep"),
    path("candidates/<uuid:public_id>/apart/<uuid:hint_id>/", candidate.apart, name="candidate_apart"),
    path("applications/<uuid:public_id>/decide/", candidate.decision, name="candidate_decide"),
    path("applications/<uuid:public_id>/reopen/", candidate.take_back, name="candidate_reopen"),
    path("applications/<uuid:public_id>/advance/", candidate.move_on, name="candidate_advance"),
    path("applications/<uuid:public_id>/promise/", candidate.name_day, name="candidate_promise"),
    path("applications/<uuid:public_id>/evaluate/", candidate.evaluation, name="candidate_evaluate"),
]
