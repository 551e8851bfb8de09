from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "career_relay.notices"
    default_auto_field = "django.db.models.BigAutoField"
