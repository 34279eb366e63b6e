"""The rows that the judge learns from: our own sentences, the rules' examples, and gold where it lies beside.

A row of ``sentences/*.tsv``: type, mode or -, status, and a sentence that marks {A:the actor} and {R:the recipient}.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.judge.encode import Pairing
from dateline.records import Span

HERE = Path(__file__).resolve().parent
RULES = HERE.parent / "src" / "dateline" / "lexicons" / "en" / "events"
GOLD = HERE.parent.parent / "shared" / "gold"
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE"),
)
STATUSES = ("actual", "future", "hypothetical", "negated")
MARKED = re.compile(r"\{([AR]):([^{}]*)\}")
YIELD = ("CONCEDE", "RETREAT")


@dataclass(frozen=True, slots=True)
class Row:
    """``types``: any of them is right. ``status`` is None where the source does not tell it."""

    pairing: Pairing
    types: tuple[str, ...]
    status: str | None
    source: str

    @property
    def sentence(self) -> str:
        """What rows of one sentence have in common: they are never parted between training and test."""
        return hashlib.md5(re.sub(r"\W", "", self.pairing.text.lower()).encode(), usedforsecurity=False).hexdigest()


def own() -> list[Row]:
    """Our own sentences; raises ValueError with file and line where one is not as it should be."""
    return [row for path in sorted((HERE / "sentences").glob("*.tsv")) for row in _own(path)]


def _own(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 4 or fields[0] not in TYPES or fields[2] not in STATUSES:
            raise ValueError(f"{path.name}:{number}: expected type, mode, status, sentence; found {line[:60]!r}")
        text, spans, at = "", {}, 0
        for mark in MARKED.finditer(fields[3]):
            text += fields[3][at : mark.start()]
            spans[mark[1]] = Span(len(text), len(text) + len(mark[2]))
            text += mark[2]
            at = mark.end()
        if "A" not in spans:
            raise ValueError(f"{path.name}:{number}: no {{A:…}} marks the actor in {line[:60]!r}")
        yield Row(Pairing(text + fields[3][at:], spans["A"], spans.get("R")), (fields[0],), fields[2], "own")


def examples() -> list[Row]:
    """The examples of the rule files that name an actor."""
    rows = []
    for path in sorted(RULES.glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for example in file.get("example", []):
            row = _named(example["text"], _all(example.get("actor")), _all(example.get("recipient")))
            if row:
                rows.append(Row(row, (file["type"]["plover"],), example.get("status"), "examples"))
    return rows


def codebook() -> list[Row]:
    """The worked examples of PLOVER's codebook; where events.md names another type, that one."""
    rows = []
    for item in _lines(GOLD / "codebook.jsonl"):
        sides = [[p["text"] for p in item[side] if p["text"]] for side in ("actor", "recipient")]
        pairing = _named(item["text"], *sides)
        if pairing:
            rows.append(Row(pairing, (item["also"][0] if item["also"] else item["type"],), None, "codebook"))
    return rows


def pairs() -> list[Row]:
    """The typed pairs; YIELD is either of its two types."""
    return [
        Row(
            Pairing(r["text"], Span(*r["actor"]), Span(*r["recipient"]) if r["recipient"] else None),
            YIELD if r["root"] == "YIELD" else (r["root"],),
            None,
            "pairs",
        )
        for r in _lines(GOLD / "roots.jsonl")
    ]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _all(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _named(text: str, actors: list[str], recipients: list[str]) -> Pairing | None:
    """The first actor and the first recipient (else the second actor) that stand in the text."""
    found = [s for a in actors if (s := _find(text, a, None))]
    if not found:
        return None
    others = [s for r in recipients if (s := _find(text, r, found[0]))] or found[1:]
    return Pairing(text, found[0], others[0] if others else None)


def _find(text: str, words: str, beside: Span | None) -> Span | None:
    at = text.find(words)
    while at >= 0 and beside and Span(at, at + len(words)).overlaps(beside):
        at = text.find(words, at + 1)
    return Span(at, at + len(words)) if at >= 0 else None
