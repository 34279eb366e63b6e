"""Words of time: months, weekdays, numbers, units, and the patterns that join them.

The tables are those of ``lexicons/<language>/times.toml``, which tells what each is for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import LexiconError

EXAMPLE_DAY = date(2024, 1, 11)  # a Thursday; the examples of times.toml are read as published on it
KINDS = frozenset({"date", "step", "shift", "span", "set", "ref", "part", "range", "none"})


@dataclass(frozen=True, slots=True)
class Which:
    """What "last" or "the next" says: steps from the day of publication ("now") or the last date told ("story")."""

    step: int
    anchor: str


@dataclass(frozen=True, slots=True)
class TimePattern:
    """One way to say a time. ``text`` is a regular expression with ``{slots}``; a blank is any white space.

    ``give`` holds what the pattern says without a slot for it, ``lead`` names the check that
    its words must pass beside the others, ``value`` is the TIMEX3 value of a reference.
    """

    name: str
    text: str
    kind: str
    give: Mapping[str, int | float | str] = field(default_factory=dict)
    lead: str | None = None
    value: str | None = None
    examples: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExample:
    """A sentence with the time that it must give; ``span`` is None where none may be found.

    Read as of ``EXAMPLE_DAY``. Fields left out are not asked for.
    """

    text: str
    span: str | None
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """What may stand between two times that are one; blanks folded, "" for a blank alone."""

    after_part: frozenset[str]
    part_of: frozenset[str]
    of_the_day: frozenset[str]
    clock_day: frozenset[str]
    day_clock: frozenset[str]
    weekday_day: frozenset[str]
    day_weekday: frozenset[str]
    year_of_date: frozenset[str]
    year_of_part: frozenset[str]
    same_in: frozenset[str]
    ranged: frozenset[str]
    listed: frozenset[str]
    before_listed: frozenset[str]


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Words that tell a time from what only looks like one; times.toml says what each set is for."""

    time_cases: frozenset[str]
    loose_cases: frozenset[str]
    prepositions: frozenset[str]
    year_cases: frozenset[str]
    length_cases: frozenset[str]
    length_followers: frozenset[str]
    season_cases: frozenset[str]
    daypart_cases: frozenset[str]
    bare_daypart_cases: frozenset[str]
    deictics: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    aside: frozenset[str]
    ambiguous_months: frozenset[str]
    short_months: frozenset[str]
    measures: frozenset[str]
    measures_after_any: frozenset[str]
    numbered: frozenset[str]
    degrees: frozenset[str]
    scriptures: frozenset[str]
    games: frozenset[str]
    speaks: frozenset[str]


@dataclass(frozen=True, slots=True)
class TenseWords:
    """Auxiliaries by what they tell, and words that govern what is still to come."""

    future_auxiliaries: frozenset[str]
    future_words: frozenset[str]
    arranged: frozenset[str]
    possible: frozenset[str]
    past: frozenset[str]
    perfect: frozenset[str]
    progressive: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class TimeWords:
    """All tables of one language; words are lower case, "" where a table's row tells nothing.

    Compared by identity, so that what is made from them (compiled patterns) can be kept beside them.
    """

    months: Mapping[str, int]
    month_abbreviations: Mapping[str, int]
    weekdays: Mapping[str, int]
    weekday_abbreviations: Mapping[str, int]
    seasons: Mapping[str, str]
    dayparts: Mapping[str, str]
    units: Mapping[str, str]
    unit_plurals: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    around: Mapping[str, str]
    which: Mapping[str, Which]
    parts: Mapping[str, str]
    signals: Mapping[str, str]
    holidays: Mapping[str, str]
    zones: Mapping[str, str]
    often: Mapping[str, str]
    refs: Mapping[str, str]
    articles: Mapping[str, int]
    decade_words: Mapping[str, int]
    halves: Mapping[str, int]
    tense: TenseWords
    gaps: Gaps
    lookalikes: LookAlikes
    patterns: tuple[TimePattern, ...]
    examples: tuple[TimeExample, ...] = ()


def _pattern(row: Mapping[str, Any], file: str) -> TimePattern:
    pattern = TimePattern(**{**row, "examples": tuple((a, b, c) for a, b, c in row.get("examples", []))})
    if pattern.kind not in KINDS:
        known = ", ".join(sorted(KINDS))
        raise LexiconError(file, None, f'pattern "{pattern.name}": unknown kind "{pattern.kind}"; use one of {known}')
    return pattern


def _sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(some) for name, some in table.items()}


def _examples(tables: Mapping[str, Any]) -> tuple[TimeExample, ...]:
    """Those beside the patterns, those with days and modifiers, and those in which no time may be found."""
    beside = [TimeExample(*row) for pattern in tables["pattern"] for row in pattern.get("examples", [])]
    more = [TimeExample(**row) for row in tables.get("example", [])]
    return (*beside, *more, *(TimeExample(row["text"], None) for row in tables.get("not", [])))


@cache
def load_times(language: str = "en") -> TimeWords:
    """The words of one language, read once a process.

    Raises LexiconError naming the file when a table is missing or a pattern is malformed.
    """
    file = f"lexicons/{language}/times.toml"
    text = (files("dateline") / "lexicons" / language / "times.toml").read_text(encoding="utf-8")
    try:
        tables = tomllib.loads(text)
        future = tables["future"]
        return TimeWords(
            months=tables["months"],
            month_abbreviations=tables["month_abbreviations"],
            weekdays=tables["weekdays"],
            weekday_abbreviations=tables["weekday_abbreviations"],
            seasons=tables["seasons"],
            dayparts=tables["dayparts"],
            units=tables["units"],
            unit_plurals=tables["unit_plurals"],
            numbers=tables["numbers"],
            ordinals=tables["ordinals"],
            vague={word: (low, high) for word, (low, high) in tables["vague"].items()},
            around=tables["around"],
            which={word: Which(row["step"], row["from"]) for word, row in tables["which"].items()},
            parts=tables["parts"],
            signals=tables["signals"],
            holidays=tables["holidays"],
            zones=tables["zones"],
            often=tables["often"],
            refs=tables["refs"],
            articles=tables["articles"],
            decade_words=tables["decade_words"],
            halves=tables["halves"],
            tense=TenseWords(
                future_auxiliaries=frozenset(future["auxiliaries"]),
                future_words=frozenset(future["words"]),
                arranged=frozenset(future["arranged"]),
                **_sets(tables["tense"]),
            ),
            gaps=Gaps(**_sets(tables["gaps"])),
            lookalikes=LookAlikes(**_sets(tables["lookalikes"])),
            patterns=tuple(_pattern(row, file) for row in tables["pattern"]),
            examples=_examples(tables),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(file, None, f"{type(error).__name__}: {error}") from error
