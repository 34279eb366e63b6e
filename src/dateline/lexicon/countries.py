"""The table of countries and dependent territories: names, peoples, capitals, codes.

Rows are those of ``lexicons/countries.csv``; its origin is told in ``lexicons/SOURCES.md``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dateline.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Country:
    """One row. Codes that a territory lacks are None, name lists may be empty.

    ``adjectives`` and ``people`` may belong to several countries ("Congolese", "Dominican").
    ``fips`` is FIPS 10-4, ``cow`` the Correlates of War state number. ``lat`` and ``lon``
    are degrees of a point near the country's middle.
    """

    alpha3: str
    alpha2: str
    name: str
    other_names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    fips: str | None
    cow: int | None
    geonames_id: int
    lat: float
    lon: float

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True)
class Countries:
    """All rows by ISO alpha-3 code, with look-ups by words (written as in the table).

    ``by_name`` holds names and other names; ``by_adjective`` and ``by_people`` give every
    country that the word may mean, in the order of alpha-3 codes.
    """

    rows: tuple[Country, ...]
    by_alpha3: dict[str, Country] = field(repr=False)
    by_alpha2: dict[str, Country] = field(repr=False)
    by_name: dict[str, Country] = field(repr=False)
    by_adjective: dict[str, tuple[Country, ...]] = field(repr=False)
    by_people: dict[str, tuple[Country, ...]] = field(repr=False)
    by_capital: dict[str, Country] = field(repr=False)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _group(pairs: list[tuple[str, Country]]) -> dict[str, tuple[Country, ...]]:
    grouped: dict[str, tuple[Country, ...]] = {}
    for word, country in pairs:
        grouped[word] = (*grouped.get(word, ()), country)
    return grouped


@cache
def load_countries() -> Countries:
    """The table, read once a process. Raises LexiconError naming the row when a cell is malformed."""
    rows = []
    text = (files("dateline") / "lexicons" / "countries.csv").read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        try:
            rows.append(
                Country(
                    alpha3=row["alpha3"],
                    alpha2=row["alpha2"],
                    name=row["name"],
                    other_names=_list(row["other_names"]),
                    adjectives=_list(row["adjectives"]),
                    people=_list(row["people"]),
                    capitals=_list(row["capitals"]),
                    fips=row["fips"] or None,
                    cow=int(row["cow"]) if row["cow"] else None,
                    geonames_id=int(row["geonames_id"]),
                    lat=float(row["lat"]),
                    lon=float(row["lon"]),
                )
            )
        except (KeyError, ValueError) as error:
            raise LexiconError(
                "countries.csv", number, f"{error}; compare the header and the rows beside it"
            ) from error
    return Countries(
        rows=tuple(rows),
        by_alpha3={c.alpha3: c for c in rows},
        by_alpha2={c.alpha2: c for c in rows},
        by_name={name: c for c in rows for name in c.names},
        by_adjective=_group([(word, c) for c in rows for word in c.adjectives]),
        by_people=_group([(word, c) for c in rows for word in c.people]),
        by_capital={name: c for c in rows for name in c.capitals},
    )
