"""The skill dictionary, lent to whoever reads a text: résumés are read left of here (`candidates.resumes.skills`)."""

from collections.abc import Iterator

from career_relay.matching.engine import analyse
from career_relay.matching.engine.skills import skill_label


def find(text: str) -> Iterator[tuple[str, str]]:
    """Each skill somebody says they have, with the sentence that says so. Not what they lack or are learning."""
    analysis = analyse(text)
    for span in analysis.skills:
        if span.state == "has":
            line = analysis.sentences[span.sentence]
            yield skill_label(span.skill, "ja"), text[line.begin : line.end]
