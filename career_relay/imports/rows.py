"""One row of a file, and the bounds every kind of file keeps."""

from dataclasses import dataclass

MAX_CELL = 1_000_000
MAX_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Row:
    """``line`` is where the row begins; ``cells`` are its texts as they stand in the file."""

    line: int
    cells: tuple[str, ...]
