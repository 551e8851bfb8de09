from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "career_relay.companies"
    default_auto_field = "django.db.models.BigAutoField"
