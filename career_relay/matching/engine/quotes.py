"""Quotes: spans of a text, letter for letter, short enough to be read at a glance."""

_LONGEST = 90
_CUTS = "、。,;；.（）()\n　 "


def quote(text: str, sentence: tuple[int, int], focus: tuple[int, int]) -> str:
    """The sentence around the focus, or as much of it as can be shown, cut between words where possible."""
    begin, end = sentence
    if end - begin <= _LONGEST:
        return text[begin:end].strip()
    room = max(_LONGEST - (focus[1] - focus[0]), 0)
    begin = _later_cut(text, max(begin, focus[0] - room // 3), focus[0])
    end = _earlier_cut(text, focus[1], min(end, begin + max(_LONGEST, focus[1] - begin)))
    return text[begin:end].strip()


def _later_cut(text: str, begin: int, limit: int) -> int:
    if begin == 0 or text[begin - 1] in _CUTS:
        return begin
    return next((at + 1 for at in range(begin, limit) if text[at] in _CUTS), begin)


def _earlier_cut(text: str, limit: int, end: int) -> int:
    if end == len(text) or text[end] in _CUTS:
        return end
    return next((at for at in range(end, limit, -1) if text[at - 1] in _CUTS), end)
