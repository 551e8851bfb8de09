"""The one way to say no."""

from django.utils.functional import Promise


class Refused(Exception):  # noqa: N818 — it reads as a sentence: raise Refused(why)
    """A "no" that a person may read. Everything else is a bug and may crash.

    `code` is one of LEGAL §3.19 where the law is the reason, else empty.
    """

    def __init__(self, why: str | Promise, *, code: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.code = code

    def __str__(self) -> str:
        return str(self.why)
