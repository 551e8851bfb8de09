"""The one way this package says no."""


class CannotRun(Exception):  # noqa: N818  it is a state of the machine, not a fault of the program
    """Something this machine lacks. The message is a sentence for the person at the keyboard, with the remedy."""
