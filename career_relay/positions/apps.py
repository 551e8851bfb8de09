from django.apps import AppConfig


class PositionsConfig(AppConfig):
    name = "career_relay.positions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from career_relay.positions import leaving  # noqa: F401 — it hears when a company leaves
