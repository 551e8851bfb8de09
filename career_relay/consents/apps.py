from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "career_relay.consents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from career_relay.consents import joining, leaving, receivers, rights  # noqa: F401 — they listen
