"""Words that tell speech and thought: who-says-so's vocabulary of a language.

Rows are those of ``lexicons/<language>/reporting.toml``, whose head explains the columns.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

KINDS = frozenset(
    [
        "says",
        "claims",
        "denies",
        "confirms",
        "accuses",
        "promises",
        "threatens",
        "predicts",
        "orders",
        "asks",
        "believes",
        "wants",
        "expects",
        "fears",
        "criticizes",
        "praises",
        "supports",
        "opposes",
        "discusses",
        "describes",
        "shows",
        "quotes",
        "refuses",
        "agrees",
        "decides",
    ]
)
TAKES = frozenset(
    [
        "clause",
        "speech",
        "to",
        "ing",
        "object",
        "as",
        "of",
        "for",
        "about",
        "on",
        "against",
        "with",
        "at",
        "over",
        "into",
        "whether",
    ]
)


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """One word: its kind and the complements that hold what is told (see the file's head)."""

    word: str
    kind: str
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """All words by lemma (verbs with a particle as "point out"); prepositions by their whole form."""

    verbs: Mapping[str, ReportingWord] = field(repr=False)
    nouns: Mapping[str, ReportingWord] = field(repr=False)
    adjectives: Mapping[str, ReportingWord] = field(repr=False)
    adverbs: Mapping[str, ReportingWord] = field(repr=False)
    prepositions: Mapping[str, ReportingWord] = field(repr=False)


@cache
def load_reporting(language: str = "en") -> ReportingWords:
    """The table of a language, read once a process.

    Raises ValueError naming the word where a kind or a complement is unknown or a word stands twice.
    """
    name = f"lexicons/{language}/reporting.toml"
    table = tomllib.loads((files("dateline") / "lexicons" / language / "reporting.toml").read_text(encoding="utf-8"))

    def read(part: str) -> dict[str, ReportingWord]:
        found: dict[str, ReportingWord] = {}
        for row in table.get(part, []):
            kind, takes = row["kind"], frozenset(row.get("takes", []))
            if kind not in KINDS or not takes <= TAKES:
                raise ValueError(f"{name}: {part}: unknown kind {kind!r} or complement in {sorted(takes)}")
            words = row["words"]
            for word in words.split() if isinstance(words, str) else words:
                word = word.replace("_", " ")
                if word in found:
                    raise ValueError(f"{name}: {part}: {word!r} stands twice; keep one row")
                found[word] = ReportingWord(word, kind, takes)
        return found

    return ReportingWords(read("verbs"), read("nouns"), read("adjectives"), read("adverbs"), read("prepositions"))
