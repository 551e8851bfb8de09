from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "career_relay.matching"
    default_auto_field = "django.db.models.BigAutoField"
