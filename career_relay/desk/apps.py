from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "career_relay.desk"
    default_auto_field = "django.db.models.BigAutoField"
