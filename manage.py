"""Django's command line, for those who work on Career Relay. Everybody else uses `career-relay`."""

import os
import sys

SERVERLESS = {"check", "collectstatic", "messages", "help"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "career_relay.settings")
    from career_relay.embedded import ensure  # before Django reads its settings

    if not os.environ.get("DATABASE_URL") and not SERVERLESS & set(sys.argv[1:2]):
        ensure()
    from django.core.management import execute_from_command_line  # after the server is up

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
