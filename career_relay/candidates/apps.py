from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "career_relay.candidates"
    default_auto_field = "django.db.models.BigAutoField"
