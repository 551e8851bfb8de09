from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "career_relay.console"
    default_auto_field = "django.db.models.BigAutoField"
