"""`python -m tests.matching.judged` says agreement and NDCG@10; with `--qrels` it writes qrels.txt from the gradings."""

import sys
from collections.abc import Iterator

from tests.matching.judged.judged_set import (
    FOLDER,
    agreement,
    agreement_lines,
    as_qrels,
    final,
    grades_of,
    is_read_twice,
)
from tests.matching.judged.measure import Difference, Embedded, by_bm25, by_engine, each, paired


def main(arguments: list[str]) -> None:
    if "--qrels" in arguments:
        (FOLDER / "qrels.txt").write_text(as_qrels(final()), encoding="utf-8")
    for line in (*_agreement(), *_figures()):
        sys.stdout.write(line + "\n")


def _agreement() -> tuple[str, ...]:
    if not is_read_twice():
        return ("read once: no agreement to tell",)
    return agreement_lines(agreement(grades_of("a"), grades_of("b")))


def _figures() -> Iterator[str]:
    lexical, words = each(by_engine), each(by_bm25)
    yield f"BM25 {words.mean():.3f}"
    yield f"engine without embeddings {lexical.mean():.3f}, to BM25 {_said(paired(lexical, words))}"
    if Embedded.is_available():
        embedded = Embedded()
        full, meaning = each(embedded.by_engine), each(embedded.by_meaning)
        yield f"embedding {meaning.mean():.3f}"
        yield f"engine {full.mean():.3f}, to BM25 {_said(paired(full, words))}, to embedding {_said(paired(full, meaning))}"


def _said(difference: Difference) -> str:
    return f"{difference.mean:+.3f} [{difference.low:+.3f}, {difference.high:+.3f}]"


if __name__ == "__main__":
    main(sys.argv[1:])
