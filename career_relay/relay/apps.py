from django.apps import AppConfig


class RelayConfig(AppConfig):
    name = "career_relay.relay"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from career_relay.relay import receivers  # noqa: F401 — connects them
