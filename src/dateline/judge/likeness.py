"""What an act's words mean in their sentence, as numbers: by these a taught type knows its like.

The encoder reads the sentence once, without marks; an act's vector joins the means over the word pieces of its
trigger, its recipient, its actor and the rest of its clause. They are taken from a middle layer: the last ones have
learnt to tell the judge's own types apart and forget the rest (the third of six did best on two types that the judge
does not know; see benchmarks/judge.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.judge.encode import prepare
from dateline.judge.model import judge_folder, judge_name
from dateline.records import Span

if TYPE_CHECKING:
    from numpy import ndarray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LAYER = "/encoder/encoder/layer.2/output/LayerNorm/LayerNormalization_output_0"
WIDTH = 384
MOST = 256  # word pieces read of a sentence; what stands behind them has no part in a vector
SHARES = (1.0, 1.0, 0.5, 1.0)  # of trigger, recipient, actor and the rest: who does it tells least of what is done


@dataclass(frozen=True, slots=True)
class Pointed:
    """An act's words, in code points of their sentence's text; () where it has none of a kind."""

    trigger: Span
    recipient: Span | None
    actor: Span | None
    rest: tuple[Span, ...]

    @property
    def parts(self) -> tuple[tuple[Span, ...], ...]:
        """In the order of ``SHARES``."""
        role = tuple((span,) if span else () for span in (self.recipient, self.actor))
        return ((self.trigger,), *role, self.rest)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The judge's encoder, asked for what it sees in words; ``judge`` names whose."""

    judge: str
    tokenizer: Tokenizer
    session: InferenceSession

    def vectors(self, text: str, acts: Sequence[Pointed]) -> ndarray[Any, Any]:
        """A row an act, in order: one mean vector a part, side by side; zeros for a part without words."""
        import numpy as np

        encoded = self.tokenizer.encode(text)
        pieces = self._pieces(encoded.ids[:MOST])
        starts, ends = np.array(encoded.offsets[:MOST]).T
        rows = np.zeros((len(acts), len(SHARES) * WIDTH), dtype=np.float32)
        for row, act in zip(rows, acts, strict=True):
            for k, spans in enumerate(act.parts):
                inside = np.zeros(len(starts), dtype=bool)
                for span in spans:
                    inside |= (starts < span.end) & (ends > span.start) & (ends > starts)
                if inside.any():
                    row[k * WIDTH : (k + 1) * WIDTH] = pieces[inside].mean(0)
        return rows

    def _pieces(self, ids: Sequence[int]) -> ndarray[Any, Any]:
        import numpy as np
        from onnxruntime import RunOptions

        options = RunOptions()
        options.only_execute_path_to_fetches = True  # the layers above are left out
        table = np.array([ids], dtype=np.int64)
        nobody = np.zeros_like(table)
        given = {"ids": table, "mask": nobody + 1, "in_actor": nobody, "in_recipient": nobody}
        found: ndarray[Any, Any] = self.session.run([LAYER], given, options)[0][0]
        return found


def open_likeness(which: str) -> Likeness:
    """The encoder of the judge of that name or folder; raises UsageError for ``off``, and for one without the layer."""
    name = judge_name(which)
    if name is None:
        raise UsageError("a type taught by examples needs the judge: leave out --judge off, or the folder of the type")
    from onnxruntime import InferenceSession, SessionOptions
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail
    from tokenizers import Tokenizer

    folder = judge_folder(which)
    options = SessionOptions()
    options.intra_op_num_threads = 1
    model = (folder / "judge.onnx").read_bytes() + _answering(LAYER)
    try:
        session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Fail:
        raise UsageError(f"{folder}: this judge has no layer of the kind that types are taught by") from None
    return Likeness(name, prepare(Tokenizer.from_file(str(folder / "tokenizer.json"))), session)


def _answering(layer: str) -> bytes:
    """What makes a model answer with one of its inner layers too, set behind its file.

    An ONNX file is a protocol buffer, and two such files in a row are read as one whose lists are joined: this is
    a model (field 7: its graph) of nothing but an output (field 12 of a graph) of that name (field 1).
    """
    return _field(7, _field(12, _field(1, layer.encode())))


def _field(number: int, content: bytes) -> bytes:
    size, rest = b"", len(content)
    while rest > 127:
        size, rest = size + bytes([rest & 127 | 128]), rest >> 7
    return bytes([number << 3 | 2]) + size + bytes([rest]) + content


def joined(rows: ndarray[Any, Any], centre: ndarray[Any, Any]) -> ndarray[Any, Any]:
    """Rows less their centre, each part brought to its share of length; a part without words stays zeros."""
    import numpy as np

    made = np.zeros(rows.shape)
    for k, share in enumerate(SHARES):
        at = slice(k * WIDTH, (k + 1) * WIDTH)
        part = rows[:, at] - centre[at] * rows[:, at].any(axis=1, keepdims=True)
        length = np.linalg.norm(part, axis=1, keepdims=True)
        made[:, at] = share * np.divide(part, length, out=np.zeros(part.shape), where=length > 0)
    return made


def centre_of(rows: ndarray[Any, Any]) -> ndarray[Any, Any]:
    """The mean of each part over the rows that have it."""
    import numpy as np

    made = np.zeros(rows.shape[1])
    for k in range(len(SHARES)):
        at = slice(k * WIDTH, (k + 1) * WIDTH)
        there = rows[rows[:, at].any(axis=1), at]
        made[at] = there.mean(0) if len(there) else 0.0
    return made
