"""How a reader inside the jail says that it will not go on. No Django: the sentence is found outside."""


class Stop(Exception):  # noqa: N818 — it reads as a word: raise Stop("PASSWORD")
    """The file is not read. ``code`` is a key of `refusals.SENTENCES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
