from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "career_relay.desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from career_relay.desk import report_mails  # noqa: F401 — it offers itself
