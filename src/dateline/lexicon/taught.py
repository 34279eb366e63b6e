"""Types that a user taught by examples, as they are kept beside his rule files: NAME.taught.json."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import LexiconError

if TYPE_CHECKING:
    from numpy import ndarray

SUFFIX = ".taught.json"
NUMBERS = "<f4"


@dataclass(frozen=True, slots=True)
class Known:
    """An example of the type: its words, the line of its file, and its vector as the judge's encoder sees it."""

    text: str
    line: int
    vector: ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class TaughtType:
    """A type and the line that parts its acts from others; what the examples' file did not tell is None.

    An act's vector, less ``centre``, times ``weights`` plus ``bias``: above 0 it is of the type.
    """

    name: str
    judge: str  # whose encoder the vectors are of
    examples_file: str
    definition: str | None
    quad: int | None
    score: float | None
    nouns: frozenset[str]  # lemmas of nouns that told the act in the examples
    centre: ndarray[Any, Any]
    weights: ndarray[Any, Any]
    bias: float
    known: tuple[Known, ...]


def taught_file(folder: Path, name: str) -> Path:
    """Where a type is kept."""
    return folder / f"{name.lower()}{SUFFIX}"


def taught_files(folders: Sequence[Path]) -> list[Path]:
    """Every taught type's file in the folders, in the order of their names."""
    return [path for folder in folders for path in sorted(folder.glob(f"*{SUFFIX}"))]


def load_taught(folders: Sequence[Path]) -> tuple[TaughtType, ...]:
    """The taught types of the folders; () where there are none. Raises LexiconError naming the file."""
    return tuple(_load(path) for path in taught_files(folders))


def save_taught(taught: TaughtType, folder: Path) -> Path:
    """Keeps a type, in place of one that was taught before by that name; returns its file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = taught_file(folder, taught.name)
    row = {
        "name": taught.name,
        "judge": taught.judge,
        "examples_file": taught.examples_file,
        "definition": taught.definition,
        "quad": taught.quad,
        "score": taught.score,
        "nouns": sorted(taught.nouns),
        "centre": _packed(taught.centre),
        "weights": _packed(taught.weights),
        "bias": taught.bias,
        "known": [{"text": k.text, "line": k.line, "vector": _packed(k.vector)} for k in taught.known],
    }
    path.write_text(json.dumps(row, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _load(path: Path) -> TaughtType:
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        return TaughtType(
            name=row["name"],
            judge=row["judge"],
            examples_file=row["examples_file"],
            definition=row["definition"],
            quad=row["quad"],
            score=row["score"],
            nouns=frozenset(row["nouns"]),
            centre=_unpacked(row["centre"]),
            weights=_unpacked(row["weights"]),
            bias=row["bias"],
            known=tuple(Known(k["text"], k["line"], _unpacked(k["vector"])) for k in row["known"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as err:
        problem = f"not a taught type ({type(err).__name__}: {err}); teach it again, or remove the file"
        raise LexiconError(str(path), None, problem) from None


def _packed(numbers: ndarray[Any, Any]) -> str:
    return b64encode(numbers.astype(NUMBERS).tobytes()).decode("ascii")


def _unpacked(text: str) -> ndarray[Any, Any]:
    import numpy as np

    return np.frombuffer(b64decode(text, validate=True), dtype=NUMBERS)
