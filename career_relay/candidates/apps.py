from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "career_relay.candidates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from career_relay.candidates import rewinding  # noqa: F401 — it listens
