from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "career_relay.api"
    default_auto_field = "django.db.models.BigAutoField"
