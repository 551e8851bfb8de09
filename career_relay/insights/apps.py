from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "career_relay.insights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from career_relay.insights import receivers  # noqa: F401 — connects them
