from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "career_relay.consents"
    default_auto_field = "django.db.models.BigAutoField"
