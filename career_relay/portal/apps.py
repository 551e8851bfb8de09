from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "career_relay.portal"
    default_auto_field = "django.db.models.BigAutoField"
