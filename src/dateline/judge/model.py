"""The shipped encoder, run by onnxruntime on the processor alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.judge.encode import Encoded, Pairing, encode, prepare

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SHIPPED = Path(__file__).resolve().parent.parent / "models" / "judge"
NOTHING = "NONE"
SMALL, OFF = "small", "off"


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely each type is (``NONE``: nothing passes), and each status; each sums to 1."""

    types: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[str, float], ...]

    def of(self, kind: str) -> float:
        """The probability of a type; 0 for one that the judge was not taught."""
        return dict(self.types).get(kind, 0.0)

    @property
    def best(self) -> str:
        """The likeliest type, or ``NONE``."""
        return max(self.types, key=lambda share: share[1])[0]

    @property
    def status(self) -> str:
        """The likeliest status."""
        return max(self.statuses, key=lambda share: share[1])[0]


@dataclass(frozen=True, slots=True)
class Judge:
    """``name`` goes into ``made_by.model``.

    ``warmth`` is the temperature that calibrates its probabilities, ``warmth_together`` that of rules and judge
    together, ``trust`` the share of the rules' answers that are right on sentences nobody had written rules for;
    all were measured (see the model's card).
    """

    name: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    warmth: float
    warmth_together: float
    trust: float
    tokenizer: Tokenizer
    session: InferenceSession

    def opinions(self, pairings: Iterable[Pairing]) -> list[Opinion]:
        """One opinion a pairing, in order; [] for none.

        Each is run alone: 8-bit scales are those of what is run together, so that in a batch an answer
        would hang on its neighbours. What reads the same is run once.
        """
        rows = [encode(pairing, self.tokenizer) for pairing in pairings]
        found = {row: self._opinion(row) for row in dict.fromkeys(rows)}
        return [found[row] for row in rows]

    def _opinion(self, row: Encoded) -> Opinion:
        import numpy as np

        def table(values: tuple[int, ...]) -> Any:
            return np.array([values], dtype=np.int64)

        given = {
            "ids": table(row.ids),
            "mask": table((1,) * len(row.ids)),
            "in_actor": table(row.in_actor),
            "in_recipient": table(row.in_recipient),
        }
        types, statuses = self.session.run(["types", "statuses"], given)
        return Opinion(
            tuple(zip(self.types, shares_of(types[0], self.warmth), strict=True)),
            tuple(zip(self.statuses, shares_of(statuses[0], 1.0), strict=True)),
        )


def shares_of(scores: Any, warmth: float) -> list[float]:
    """Softmax at a temperature."""
    import numpy as np

    raised = np.exp((scores - scores.max()) / warmth)
    shares: list[float] = (raised / raised.sum()).astype(float).tolist()
    return shares


def open_judge(which: str) -> Judge | None:
    """The judge of that name or folder; None for ``off``. Raises UsageError naming what is missing."""
    if which == OFF:
        return None
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    folder = judge_folder(which)
    labels = _labels(folder)
    options = SessionOptions()
    options.intra_op_num_threads = 1  # pages are read by several processes, each on its own core
    return Judge(
        name=labels["name"],
        types=tuple(labels["types"]),
        statuses=tuple(labels["statuses"]),
        warmth=labels["warmth"],
        warmth_together=labels["warmth_together"],
        trust=labels["trust"],
        tokenizer=prepare(Tokenizer.from_file(str(folder / "tokenizer.json"))),
        session=InferenceSession(str(folder / "judge.onnx"), options, providers=["CPUExecutionProvider"]),
    )


def judge_name(which: str) -> str | None:
    """The name that goes into ``made_by.model``, without loading the model; raises UsageError as ``open_judge``."""
    return None if which == OFF else _labels(judge_folder(which))["name"]


def judge_folder(which: str) -> Path:
    """Where a judge's files are: the shipped ones' folder for ``small``, else the folder named."""
    return SHIPPED if which == SMALL else Path(which)


def _labels(folder: Path) -> dict[str, Any]:
    missing = [n for n in ("judge.onnx", "tokenizer.json", "judge.json") if not (folder / n).is_file()]
    if missing:
        raise UsageError(
            f"{folder}: no judge there: {', '.join(missing)} missing; --judge takes small, off or a folder"
        )
    try:
        labels: dict[str, Any] = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
    except ValueError as err:
        raise UsageError(f"{folder / 'judge.json'}: not JSON: {err}") from None
    return labels
