"""Writing to many."""

from django.urls import path

from career_relay.desk.views import campaign_results, campaigns

urlpatterns = [
    path("campaigns/", campaigns.listing, name="campaigns"),
    path("campaigns/new/", campaigns.new, name="campaign_new"),
    path("campaigns/verdict/", campaigns.verdict, name="campaign_verdict"),
    path("campaigns/for/<uuid:public_id>/", campaigns.for_position, name="campaign_position"),
    path("campaigns/<uuid:public_id>/", campaign_results.show, name="campaign"),
    path("campaigns/<uuid:public_id>/whom/", campaigns.whom, name="campaign_whom"),
    path("campaigns/<uuid:public_id>/words/", campaigns.words, name="campaign_words"),
    path("campaigns/<uuid:public_id>/preview/", campaigns.preview, name="campaign_preview"),
    path("campaigns/<uuid:public_id>/send/", campaigns.send, name="campaign_send"),
    path("campaigns/<uuid:public_id>/act/", campaigns.act, name="campaign_act"),
    path("campaigns/<uuid:public_id>/progress/", campaign_results.progress, name="campaign_progress"),
    path("campaigns/<uuid:public_id>/people/", campaign_results.people, name="campaign_people"),
    path("campaigns/<uuid:public_id>/results/", campaign_results.results, name="campaign_results"),
]
