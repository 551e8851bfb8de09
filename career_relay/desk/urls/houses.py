from django.urls import URLPattern, path

from career_relay.desk.views import houses

urlpatterns: list[URLPattern] = [
    path("companies/", houses.companies, name="houses"),
    path("companies/<uuid:public_id>/change/", houses.change, name="house_change"),
]
