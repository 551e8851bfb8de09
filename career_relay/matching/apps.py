from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "career_relay.matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from career_relay.candidates.resumes.skills import offer
        from career_relay.matching import receivers  # noqa: F401 — connects them
        from career_relay.matching.skill_names import find

        offer(find)
