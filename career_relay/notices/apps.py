from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "career_relay.notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from career_relay.notices import applicants, placeholders, receipts, receivers  # noqa: F401 — they offer themselves
