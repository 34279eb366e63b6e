"""What stands beside an article on its page, and what front matter looks like: a language's patterns and words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import LexiconError


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A pattern for a whole line, with lines that must match and lines that must not."""

    name: str
    pattern: re.Pattern[str]
    match: tuple[str, ...]
    not_match: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """The tables of ``lexicons/<language>/furniture.toml``; single words are lower case."""

    furniture: tuple[LinePattern, ...]
    outlet: tuple[LinePattern, ...]
    told: LinePattern  # searched for in running text
    credit: tuple[LinePattern, ...]  # of pictures
    contribution: tuple[LinePattern, ...]
    caption: tuple[LinePattern, ...]
    caption_start: tuple[LinePattern, ...]
    agencies: frozenset[str]
    months: dict[str, int]
    weekdays: frozenset[str]
    first_told: frozenset[str]
    later_told: frozenset[str]
    beside_date: frozenset[str]
    byline_starts: tuple[str, ...]
    byline_roles: frozenset[str]
    name_particles: frozenset[str]
    hollow_sections: frozenset[str]
    not_places: frozenset[str]
    furniture_classes: frozenset[str]
    caption_classes: frozenset[str]
    credit_classes: frozenset[str]
    pull_quote_classes: frozenset[str]
    standfirst_classes: frozenset[str]
    kicker_classes: frozenset[str]


@cache
def load_furniture(language: str = "en") -> FurnitureWords:
    """The patterns of one language, read once a process; raises LexiconError where one does not compile."""
    name = f"{language}/furniture.toml"
    tables = tomllib.loads((files("dateline") / "lexicons" / language / "furniture.toml").read_text(encoding="utf-8"))
    agencies = "|".join(re.escape(a) for a in sorted(tables["agencies"], key=len, reverse=True))

    def patterns(table: str, *, case: bool = False) -> tuple[LinePattern, ...]:
        return tuple(_pattern(row, name, table, agencies, case=case) for row in tables[table])

    def words(table: str) -> frozenset[str]:
        return frozenset(tables[table])

    return FurnitureWords(
        furniture=patterns("furniture"),
        outlet=patterns("outlet", case=True),
        told=_pattern(tables["told"], name, "told", agencies, case=True),
        credit=patterns("credit"),
        contribution=patterns("contribution"),
        caption=patterns("caption"),
        caption_start=patterns("caption_start"),
        agencies=frozenset(a.lower() for a in tables["agencies"]),
        months=dict(tables["months"]),
        weekdays=words("weekdays"),
        first_told=words("first_told"),
        later_told=words("later_told"),
        beside_date=words("beside_date") | words("ordinals"),
        byline_starts=tuple(sorted(tables["byline_starts"], key=len, reverse=True)),
        byline_roles=words("byline_roles"),
        name_particles=words("name_particles"),
        hollow_sections=words("hollow_sections"),
        not_places=words("not_places"),
        furniture_classes=words("furniture_classes") | words("furniture_class_pairs"),
        caption_classes=words("caption_classes"),
        credit_classes=words("credit_classes"),
        pull_quote_classes=words("pull_quote_classes") | words("pull_quote_class_pairs"),
        standfirst_classes=words("standfirst_classes"),
        kicker_classes=words("kicker_classes"),
    )


def _pattern(row: dict[str, Any], file: str, table: str, agencies: str, *, case: bool) -> LinePattern:
    told = row["pattern"].replace("{agency}", agencies)
    try:
        compiled = re.compile(told, 0 if case or row.get("case") else re.IGNORECASE)
    except re.error as err:
        raise LexiconError(file, None, f"[[{table}]] {row.get('name', '')}: {err}: {told!r}") from err
    return LinePattern(row.get("name", table), compiled, tuple(row.get("match", ())), tuple(row.get("not", ())))
