"""Codes of other projects' data: CAMEO's actions with Goldstein's values, and what our sectors are called there.

The tables are those of ``lexicons/codes``; their origin is told row by row and in ``lexicons/SOURCES.md``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Action:
    """A row of ``cameo.csv``. ``label`` is ICEWS's event text, ``goldstein`` the value that GDELT and ICEWS give."""

    code: str  # text: it may begin with zero
    label: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class Role:
    """What a sector of ours is elsewhere: a role of CAMEO, or None; the sectors of ICEWS, maybe none."""

    cameo: str | None
    icews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beyond:
    """A code of ours beyond the states (UNO, NGO): CAMEO's country, known group and roles; ICEWS's sectors."""

    cameo: str | None
    known_group: str | None
    roles: tuple[str, ...]
    icews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionCodes:
    actions: Mapping[str, Action] = field(repr=False)
    roles: Mapping[str, Role] = field(repr=False)  # by sector
    beyond: Mapping[str, Beyond] = field(repr=False)  # by the code of a country field
    countries: Mapping[str, str] = field(repr=False)  # CAMEO's by ISO's, where they differ
    us_states: Mapping[str, str] = field(repr=False)  # postal codes by name

    def action(self, code: str) -> Action | None:
        """The row of a code, else that of the nearest code above it; None where CAMEO has no such root."""
        while code:
            if code in self.actions:
                return self.actions[code]
            code = code[:-1]
        return None


@cache
def load_action_codes() -> ActionCodes:
    """The tables, read once a process."""
    return ActionCodes(
        {r["code"]: Action(r["code"], r["label"], float(r["goldstein"])) for r in rows("codes/cameo.csv")},
        {r["sector"]: Role(r["cameo"] or None, parts(r["icews"])) for r in rows("codes/sectors.csv")},
        {
            r["code"]: Beyond(r["cameo"] or None, r["known_group"] or None, parts(r["roles"]), parts(r["icews"]))
            for r in rows("codes/beyond_states.csv")
        },
        {r["iso"]: r["cameo"] for r in rows("codes/cameo_countries.csv")},
        {r["name"]: r["short"] for r in rows("en/place_abbreviations.csv") if _is_state(r)},
    )


def _is_state(row: Mapping[str, str]) -> bool:
    return row["country"] == "USA" and row["source"] == "postal code"


def rows(name: str) -> list[dict[str, str]]:
    """A table of ``lexicons``, its cells by column."""
    text = (files("dateline") / "lexicons" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
