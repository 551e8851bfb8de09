from django.urls import path

from career_relay.desk.views import home

urlpatterns = [
    path("", home.today, name="home"),
    path("figures/", home.figures, name="home_figures"),
]
