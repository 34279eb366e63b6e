"""What a name asked for may also be called: the names of the tables of actors and countries, and nothing heavy."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dateline.lexicon.countries import Countries, load_countries
from dateline.lexicon.spelling import words_of


@dataclass(frozen=True, slots=True)
class OtherNames:
    """``by_name``: from the folded words of any name to those under which a record knows its bearers."""

    by_name: Mapping[tuple[str, ...], tuple[str, ...]] = field(repr=False)
    countries: Countries = field(repr=False)
    country_codes: Mapping[tuple[str, ...], str] = field(repr=False)
    sectors: frozenset[str]

    def known_as(self, name: str) -> tuple[str, ...]:
        """The names of record of who is called so; () where the tables have none."""
        return self.by_name.get(tuple(words_of(name)), ())

    def country_named(self, name: str) -> str | None:
        """The alpha-3 code of a country by any of its names."""
        return self.country_codes.get(tuple(words_of(name)))


@cache
def load_other_names() -> OtherNames:
    text = (files("dateline") / "lexicons" / "actors.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    countries = load_countries()
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        for other in (row["name"], *row["other_names"].split(";")):
            found.setdefault(tuple(words_of(other)), []).append(row["name"])
    codes: dict[tuple[str, ...], str] = {}
    for country in countries.rows:
        for other in country.names:
            codes.setdefault(tuple(words_of(other)), country.alpha3)
            found.setdefault(tuple(words_of(other)), []).append(country.name)
    found.pop((), None)
    codes.pop((), None)
    sectors = frozenset(s for row in rows for s in row["sectors"].split(";") if s)
    return OtherNames({k: tuple(dict.fromkeys(v)) for k, v in found.items()}, countries, codes, sectors)
