from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "career_relay.notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from career_relay.notices import (  # noqa: F401 — they offer themselves
            applicants,
            campaign_mails,
            certificate_mails,
            delays,
            desk_mails,
            forgetting_mails,
            joining_mails,
            joining_tasks,
            ledger_mails,
            letter_mails,
            notebook_pages,
            passport_mails,
            placeholders,
            position_mails,
            receipts,
            receivers,
            replies,
            rights_mails,
            staff_mails,
            surveys,
        )
        from career_relay.notices.line import tasks  # noqa: F401 — so that workers know them
