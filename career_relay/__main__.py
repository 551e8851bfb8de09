"""`python -m career_relay` is `career-relay`."""

import sys


def start() -> int:
    try:
        from career_relay.cli import main
    except ModuleNotFoundError as missing:
        sys.stderr.write(f"The package “{missing.name}” is not installed. Run “make setup” first.\n")
        return 1
    return main()


if __name__ == "__main__":
    sys.exit(start())
