from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "career_relay.accounts"
    default_auto_field = "django.db.models.BigAutoField"
