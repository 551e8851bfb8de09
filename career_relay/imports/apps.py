from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "career_relay.imports"
    default_auto_field = "django.db.models.BigAutoField"
