"""Words for numbers, bounds and money, from ``lexicons/<language>/numbers.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.numerals import FigureWords, NumberExample, NumberWords

__all__ = ["NumberWords", "load_numbers"]

BOUNDS = ("low", "high", "about", "exact")


@cache
def load_numbers(language: str = "en") -> NumberWords:
    """The table, read once a process. Phrases are keyed by their lower-case words."""
    path = files("dateline") / "lexicons" / language / "numbers.toml"
    t = tomllib.loads(path.read_text(encoding="utf-8"))
    return NumberWords(
        cardinal=t["cardinal"],
        scale=t["scale"],
        vague={word: (low, high) for word, (low, high) in t["vague"].items()},
        none=frozenset(t["none"]["words"]),
        part=t["part"],
        before={tuple(phrase.split()): kind for kind in BOUNDS for phrase in t["before"].get(kind, ())},
        after={tuple(phrase.split()): kind for kind in BOUNDS for phrase in t["after"].get(kind, ())},
        percent=frozenset(tuple(phrase.split()) for phrase in t["percent"]["words"]),
        currency_sign=t["currency_sign"],
        currency_word=t["currency_word"],
        money_adjective=t["money_adjective"],
        figure=_figure(t["figure"]),
        examples=tuple(
            NumberExample(e["text"], e.get("low"), e.get("high"), e.get("approximate", False), e.get("unit"))
            for e in t["example"]
        ),
        counterexamples=tuple(e["text"] for e in t["not"]),
    )


def _figure(table: dict[str, Any]) -> FigureWords:
    lists = {name: frozenset(listed) for name, listed in table["words"].items()}
    change = {name: frozenset(table[name]) for name in ("up", "down", "up_word", "down_word")}
    return FigureWords(multiple=table["multiple"], **lists, **change)
