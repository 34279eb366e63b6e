"""What number words mean and what is read from them; plain values without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NumberExample:
    text: str
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Which numbers are news and what happens to them; lemmas in lower case."""

    up: frozenset[str]
    down: frozenset[str]
    up_word: frozenset[str]
    down_word: frozenset[str]
    multiple: dict[str, float]
    not_news: frozenset[str]
    sport: frozenset[str]
    sport_only: frozenset[str]
    sport_context: frozenset[str]
    vote: frozenset[str]
    person: frozenset[str]
    numbered: frozenset[str]
    owns: frozenset[str]
    market: frozenset[str]
    collective: frozenset[str]
    unit: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What the words mean; made by ``dateline.lexicon.numbers.load_numbers``."""

    cardinal: dict[str, int]
    scale: dict[str, int]
    vague: dict[str, tuple[int, int]]
    none: frozenset[str]
    part: dict[str, float]
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    percent: frozenset[tuple[str, ...]]
    currency_sign: dict[str, str]
    currency_word: dict[str, str]
    money_adjective: dict[str, str]
    figure: FigureWords = field(repr=False)
    examples: tuple[NumberExample, ...] = field(repr=False, default=())
    counterexamples: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number in words ``[first, end)``; ``scaled`` where a scale word closed it."""

    low: float
    high: float
    approximate: bool
    end: int
    scaled: int = 1
    unit: str | None = None
    plus: bool = False
