"""Words of time: months, weekdays, numbers, units and the patterns that join them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The tables of ``lexicons/<language>/times.toml``; words are lower case."""

    months: dict[str, int]


@cache
def load_times(language: str = "en") -> TimeWords:
    """The words of one language, read once a process."""
    text = (files("dateline") / "lexicons" / language / "times.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return TimeWords(months=tables["months"])
