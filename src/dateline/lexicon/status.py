"""Words that tell whether something happened, from ``lexicons/<language>/status.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class StatusExample:
    """A sentence, the word asked about, and its status."""

    text: str
    word: str
    status: str


@dataclass(frozen=True, slots=True)
class StatusWords:
    """``modal``, ``mark``, ``adverb``, ``adjective`` and ``prefix`` map a lemma to a status.

    ``verb``, ``predicate`` and ``noun`` map a lemma to its signature: what becomes of each kind
    of complement ("to", "that", "ing", "obj", "subj", or a preposition) when the word itself is
    affirmed, and when it is negated.
    """

    modal: dict[str, str]
    mark: dict[str, str]
    adverb: dict[str, str]
    adjective: dict[str, str]
    signature: dict[tuple[str, str], tuple[str, str]]
    negations: frozenset[str]
    examples: tuple[StatusExample, ...] = field(repr=False, default=())


@cache
def load_status(language: str = "en") -> StatusWords:
    """The table, read once a process."""
    path = files("dateline") / "lexicons" / language / "status.toml"
    t = tomllib.loads(path.read_text(encoding="utf-8"))
    signature: dict[tuple[str, str], tuple[str, str]] = {}
    for group in t["group"]:
        for lemma in group["words"]:
            for slot in group["slots"]:
                signature[lemma, slot] = (group["affirmed"], group["negated"])
    return StatusWords(
        modal=_by_word(t["modal"]),
        mark=_by_word(t["mark"]),
        adverb=_by_word(t["adverb"]),
        adjective=_by_word(t["adjective"]),
        signature=signature,
        negations=frozenset(t["negation"]["words"]),
        examples=tuple(StatusExample(e["text"], e["word"], e["status"]) for e in t["example"]),
    )


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: status for status, listed in table.items() for word in listed}
