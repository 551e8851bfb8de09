from django.apps import AppConfig


class PositionsConfig(AppConfig):
    name = "career_relay.positions"
    default_auto_field = "django.db.models.BigAutoField"
