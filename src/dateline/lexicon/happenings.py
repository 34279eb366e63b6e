"""Words that name one kind of happening, from ``lexicons/<language>/happenings.toml``, and how common words are."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

DOUBLED = frozenset("bdgmnprt")
FIRST_WORD = 1996  # of the vocabulary below: what stands before are marks, letters and signs
COMMON = 30.0  # the word of rank r is in COMMON / r of all pages, by Zipf's law; the first thirty are in nearly all
RAREST = 60_000  # rank taken for words that the vocabulary lacks


@dataclass(frozen=True, slots=True)
class HappeningWords:
    """Kinds by word, as it is written in lower case, in any of its forms; a phrase's words are joined by a space.

    ``others`` are words before a noun by which it names another happening than the one told of ("another attack"),
    ``several`` those by which it names more than one ("a series of attacks").
    """

    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    states: Mapping[str, frozenset[str]]
    others: frozenset[str]
    several: frozenset[str]


@cache
def load_happenings(language: str = "en") -> HappeningWords:
    """The table, read once a process."""
    path = files("dateline") / "lexicons" / language / "happenings.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    irregular = {verb: tuple(forms) for verb, forms in table["irregular"].items()}
    verbs: dict[str, set[str]] = {}
    nouns: dict[str, set[str]] = {}
    states: dict[str, set[str]] = {}
    for kind in table["kind"]:
        _enter(verbs, kind["name"], (f for verb in kind.get("verbs", ()) for f in verb_forms(verb, irregular)))
        _enter(nouns, kind["name"], (f for noun in kind.get("nouns", ()) for f in (noun, plural(noun))))
        _enter(states, kind["name"], kind.get("states", ()))
    return HappeningWords(
        verbs=_frozen(verbs),
        nouns=_frozen(nouns),
        states=_frozen(states),
        others=frozenset(table["before"]["others"]),
        several=frozenset(table["before"]["several"]),
    )


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """A verb's written forms, its particle after each: "gun down", "guns down", "gunned down", "gunning down"."""
    first, _, rest = verb.partition(" ")
    stem = first.removesuffix("e")
    forms = {first, plural(first), stem + "ing"}
    if first in irregular:
        forms |= set(irregular[first])
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        forms.add(first[:-1] + "ied")
    else:
        forms.add(stem + "ed")
    if first[-1] in DOUBLED and first[-2:-1] in "aeiou" and first[-3:-2] not in "aeiou":
        forms |= {first + first[-1] + "ing", first + first[-1] + "ed"}
    return (f"{form} {rest}" if rest else form for form in sorted(forms))


def plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _enter(found: dict[str, set[str]], kind: str, words: Iterable[str]) -> None:
    for word in words:
        found.setdefault(word, set()).add(kind)


def _frozen(found: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {word: frozenset(kinds) for word, kinds in found.items()}


@dataclass(frozen=True, slots=True)
class Commonness:
    """In what share of English pages a word stands, about: by its rank in the judge's vocabulary.

    The vocabulary (of BERT, uncased) stands in the order of how common its words were in books and an encyclopedia.
    """

    ranks: Mapping[str, int]

    def share(self, word: str) -> float:
        return min(0.9, COMMON / self.ranks.get(word, RAREST))

    def weight(self, word: str, *, pages: int = 0, among: int = 0, prior: int = 200) -> float:
        """How much it tells that two pages share a word: the log of how few pages have it.

        ``pages`` of ``among`` at hand have it; English at large counts as ``prior`` pages more.
        """
        return log((among + prior) / (pages + prior * self.share(word)))


@cache
def load_commonness() -> Commonness:
    """Read once a process."""
    path = files("dateline") / "models" / "judge" / "tokenizer.json"
    vocabulary = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return Commonness({w: i - FIRST_WORD + 1 for w, i in vocabulary.items() if i >= FIRST_WORD and w.isalnum()})
