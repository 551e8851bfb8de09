from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "career_relay.insights"
    default_auto_field = "django.db.models.BigAutoField"
