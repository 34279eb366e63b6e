"""Words that tell whether something happened, from ``lexicons/<language>/status.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import LexiconError

STATUSES = frozenset({"actual", "future", "hypothetical", "negated"})


@dataclass(frozen=True, slots=True)
class Signature:
    """What becomes of a complement when its governor is affirmed, negated, or told in the past.

    ``past`` is None where tense makes no difference. A governor with "actual" for both
    ``affirmed`` and ``negated`` is factive: its complement stands whatever is said of it.
    """

    affirmed: str
    negated: str
    past: str | None = None


@dataclass(frozen=True, slots=True)
class StatusExample:
    """A sentence, the word asked about (its first occurrence), and its status."""

    text: str
    word: str
    status: str


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words as lower-case lemmas (``modal`` as written), each with what it makes of its clause.

    ``signature`` is keyed by lemma (or form, or lemma and particle: "call off") and slot: "to", "that",
    "ing", "aim" (purpose), "obj", "new" (an object not told before), "subj", or a preposition.
    ``carrier`` are verbs whose object or subject happens when they do ("hold talks", "a war broke
    out"); ``at_will`` verbs name what one does if one sets out to, unless others are to do it
    (``sending``). What each further list is for, stands above it in the table.
    """

    modal: dict[str, str]
    mark: dict[str, str]
    present_mark: frozenset[str]
    settled_mark: frozenset[str]
    adverb: dict[str, str]
    adjective: dict[str, str]
    case: dict[str, str]
    signature: dict[tuple[str, str], Signature]
    carrier: frozenset[str]
    negation: frozenset[str]
    nobody: frozenset[str]
    definite: frozenset[str]
    settled_case: frozenset[str]
    not_imperative: frozenset[str]
    future_time: frozenset[str]
    polite: frozenset[str]
    perceive: frozenset[str]
    result: frozenset[str]
    ordinal: frozenset[str]
    moment: frozenset[str]
    whatever: frozenset[str]
    sequence: frozenset[str]
    at_will: frozenset[str]
    sending: frozenset[str]
    anybody: frozenset[str]
    somebody: frozenset[str]
    settled_inner: frozenset[str]
    arranged: frozenset[str]
    came_true: frozenset[str]
    under_way: frozenset[str]
    examples: tuple[StatusExample, ...] = field(repr=False, default=())


@cache
def load_status(language: str = "en") -> StatusWords:
    """The table, read once a process. Raises LexiconError where a status is none of the four."""
    name = f"lexicons/{language}/status.toml"
    t = tomllib.loads((files("dateline") / "lexicons" / language / "status.toml").read_text(encoding="utf-8"))
    signature: dict[tuple[str, str], Signature] = {}
    for group in t["group"]:
        made = Signature(group["affirmed"], group["negated"], group.get("past"))
        for status in (made.affirmed, made.negated, made.past):
            if status is not None and status not in STATUSES:
                raise LexiconError(name, None, f"{status!r} for {group['words'][:2]}: use {sorted(STATUSES)}")
        for lemma in group["words"]:
            for slot in group["slots"]:
                signature.setdefault((lemma, slot), made)  # an earlier group outranks a later one
    lists: dict[str, list[str]] = t["words"]
    return StatusWords(
        modal=_by_word(t["modal"]),
        mark=_by_word(t["mark"]),
        present_mark=frozenset(lists["present_mark"]),
        settled_mark=frozenset(lists["settled_mark"]),
        adverb=_by_word(t["adverb"]),
        adjective=_by_word(t["adjective"]),
        case=_by_word(t["case"]),
        signature=signature,
        carrier=frozenset(lists["carrier"]),
        negation=frozenset(lists["negation"]),
        nobody=frozenset(lists["nobody"]),
        definite=frozenset(lists["definite"]),
        settled_case=frozenset(lists["settled_case"]),
        not_imperative=frozenset(lists["not_imperative"]),
        future_time=frozenset(lists["future_time"]),
        polite=frozenset(lists["polite"]),
        perceive=frozenset(lists["perceive"]),
        result=frozenset(lists["result"]),
        ordinal=frozenset(lists["ordinal"]),
        moment=frozenset(lists["moment"]),
        whatever=frozenset(lists["whatever"]),
        sequence=frozenset(lists["sequence"]),
        at_will=frozenset(lists["at_will"]),
        sending=frozenset(lists["sending"]),
        anybody=frozenset(lists["anybody"]),
        somebody=frozenset(lists["somebody"]),
        settled_inner=frozenset(lists["settled_inner"]),
        came_true=frozenset(lists["came_true"]),
        arranged=frozenset(lists["arranged"]),
        under_way=frozenset(lists["under_way"]),
        examples=tuple(StatusExample(e["text"], e["word"], e["status"]) for e in t["example"]),
    )


def _by_word(table: dict[str, Any]) -> dict[str, str]:
    return {word: status for status, listed in table.items() for word in listed}
