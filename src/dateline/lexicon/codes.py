"""Codes of other projects' data: CAMEO's actions with Goldstein's values, and what our sectors are called there.

The tables are those of ``lexicons/codes``; their origin is told row by row and in ``lexicons/SOURCES.md``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dateline.lexicon.countries import load_countries


@dataclass(frozen=True, slots=True)
class Action:
    """A row of ``cameo.csv``. ``label`` is ICEWS's event text, ``goldstein`` the value that GDELT and ICEWS give."""

    code: str  # text: it may begin with zero
    label: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class Role:
    """What a sector of ours is elsewhere: a role of CAMEO, or None; the sectors of ICEWS, maybe none.

    ``conflict`` is what conflict data see in it: state, rebels, militia or civilians; None where nothing tells.
    """

    cameo: str | None
    icews: tuple[str, ...]
    conflict: str | None


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


@dataclass(frozen=True, slots=True)
class State:
    """A row of ``codes/countries.csv``; what is not known of a country is None.

    ``number`` is ISO 3166-1's, ``gw`` that of Gleditsch and Ward, by which UCDP counts states, ``gw_name`` UCDP's
    name. Names are those of our own table where the projects have no other.
    """

    name: str
    number: int | None
    gw: int | None
    gw_name: str
    acled_region: str | None
    acled_name: str
    icews_name: str

    @property
    def ged_region(self) -> str | None:
        """UCDP GED's region, which goes by the state's number (GED codebook, "region")."""
        if self.gw is None:
            return None
        return next(name for last, name in GED_REGIONS if self.gw <= last)


GED_REGIONS = ((199, "Americas"), (399, "Europe"), (626, "Africa"), (699, "Middle East"), (999, "Asia"))


@cache
def load_states() -> Mapping[str, State]:
    """Countries by ISO alpha-3, read once a process; KOS is Kosovo too."""
    names = {c.alpha3: c.name for c in load_countries().rows}
    found = {r["iso"]: _state(r, names[r["iso"]]) for r in rows("codes/countries.csv")}
    return {**found, "KOS": found["XKX"]}


def _state(row: Mapping[str, str], name: str) -> State:
    return State(
        name,
        int(row["number"]) if row["number"] else None,
        int(row["gw"]) if row["gw"] else None,
        row["gw_name"] or name,
        row["acled_region"] or None,
        row["acled_name"] or name,
        row["icews_name"] or name,
    )


@cache
def load_action_codes() -> ActionCodes:
    """The tables, read once a process."""
    return ActionCodes(
        {r["code"]: Action(r["code"], r["label"], float(r["goldstein"])) for r in rows("codes/cameo.csv")},
        {
            r["sector"]: Role(r["cameo"] or None, parts(r["icews"]), r["conflict"] or None)
            for r in rows("codes/sectors.csv")
        },
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
