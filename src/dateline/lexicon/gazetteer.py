"""The gazetteer: towns, provinces and districts of the world behind their folded names.

The index is a read-only SQLite file made by ``scripts/build_gazetteer.py``; countries and our
own table of seas, regions, bases and the like (``places.csv``) lie over it, so that either can
be mended without building the index again. Origins are told in ``lexicons/SOURCES.md``.
"""

from __future__ import annotations

import csv
import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from dateline.errors import LexiconError
from dateline.lexicon.countries import Countries, load_countries

FORMAT = 1
"""Number of the index's layout: PRAGMA user_version of the file."""

KINDS = ("city", "region", "district")
"""Kinds of the index's rows, by the number that stands in the file."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)
_DROPPED = re.compile(r"[.'’‘ʻʼʿʾ`´]")
_BREAKS = re.compile(r"[^\w]+")
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}


def fold_name(name: str) -> str:
    """The key of a name: no case, no accents, no full stops or apostrophes, single blanks.

    "Saint", "Fort" and "Mount" at the front become "st", "ft", "mt", so that either spelling finds the
    other. ``""`` for a name without letters or digits.
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = _BREAKS.sub(" ", _DROPPED.sub("", plain)).split()
    if len(words) > 1:
        words[0] = _SHORT.get(words[0], words[0])
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer.

    ``number`` is unique in one build only. ``fame`` counts the names that GeoNames has for it
    in all languages: a measure of how often the world speaks of it. ``admin1`` and ``admin2`` are
    names of the province and district, None where unknown; ``lat`` and ``lon`` are None for the few
    districts without any listed town. ``within`` are its countries, for what lies in several; ``capital``
    tells that it is its country's.
    """

    number: int
    geonames_id: int | None
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int = 0
    fame: int = 0
    admin1: str | None = None
    admin2: str | None = None
    admin1_id: int | None = None
    admin2_id: int | None = None
    within: tuple[str, ...] = ()
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; ``other_name`` when it is one of those that GeoNames lists beside its own."""

    place: Known
    other_name: bool


Row = tuple[int, int | None, str, int, str, int | None, int | None, int, int, int | None, int | None]


@dataclass(slots=True)
class Gazetteer:
    """Look-ups by name. Not for several threads at once: each opens its own.

    ``acronyms`` are folded names that news writes in capitals only ("US", "UAE", "CAR").
    ``own`` are the rows that lie over the index, by folded name. One that bears the GeoNames id of
    a row of the index takes that row's place, under all its names.
    """

    _db: sqlite3.Connection
    countries: Countries
    own: dict[str, tuple[Candidate, ...]] = field(repr=False)
    _own_by_id: dict[int, Known] = field(repr=False)
    acronyms: frozenset[str] = field(repr=False)
    _known_keys: dict[str, bool] = field(default_factory=dict, repr=False)
    _by_name: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False)
    _by_number: dict[int, Known] = field(default_factory=dict, repr=False)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Every place that goes by exactly this name (folded); () where none does."""
        key = fold_name(name)
        if key not in self._by_name:
            if len(self._by_name) >= CACHED:
                self._by_name.clear()
            self._by_name[key] = self._read(key)
        return self._by_name[key]

    def knows(self, name: str) -> bool:
        """Whether any place goes by this name; cheaper than ``find``."""
        key = fold_name(name)
        known = self._known_keys.get(key)
        if known is None:
            if len(self._known_keys) >= CACHED:
                self._known_keys.clear()
            known = key in self.own or bool(self._db.execute("SELECT 1 FROM name WHERE key = ?", (key,)).fetchone())
            self._known_keys[key] = known
        return known

    def place(self, number: int) -> Known:
        """The index's row of that number. Raises KeyError where there is none."""
        known = self._by_number.get(number)
        if known is None:
            row = self._db.execute(_ROW, (number,)).fetchone()
            if row is None:
                raise KeyError(number)
            if len(self._by_number) >= CACHED:
                self._by_number.clear()
            known = self._by_number[number] = self._known(row)
        return known

    def close(self) -> None:
        self._db.close()

    def _read(self, key: str) -> tuple[Candidate, ...]:
        row = self._db.execute("SELECT places FROM name WHERE key = ?", (key,)).fetchone() if key else None
        packed: bytes = row[0] if row else b""
        codes = [int.from_bytes(packed[i : i + 3], "little") for i in range(0, len(packed), 3)]
        own = self.own.get(key, ())
        taken = {candidate.place.number for candidate in own}
        listed = (Candidate(self.place(code >> 1), bool(code & 1)) for code in codes)
        return own + tuple(candidate for candidate in listed if candidate.place.number not in taken)

    def _known(self, row: Row) -> Known:
        number, geonames_id, name, kind, country, lat, lon, population, fame, admin1, admin2 = row
        if geonames_id in self._own_by_id:
            return self._own_by_id[geonames_id]
        first = None if admin1 is None else self.place(admin1)
        second = None if admin2 is None else self.place(admin2)
        return Known(
            number=number,
            geonames_id=geonames_id,
            name=name,
            kind=KINDS[kind],
            country=country,
            lat=None if lat is None else lat / 10_000,
            lon=None if lon is None else lon / 10_000,
            population=population,
            fame=fame,
            admin1=None if first is None else first.name,
            admin2=None if second is None else second.name,
            admin1_id=None if first is None else first.geonames_id,
            admin2_id=None if second is None else second.geonames_id,
            capital=kind == 0 and fame >= CAPITAL_FAME and name in self.countries.by_alpha3[country].capitals,
        )


CACHED = 20_000
"""Names and places kept in memory before the cache starts anew: about 10 MB."""

CAPITAL_FAME = 25
"""Villages share their names with capitals (San José, Santiago): a capital has more names than this."""

_ROW = (
    "SELECT number, geonames_id, name, kind, country, lat, lon, population, fame, admin1, admin2"
    " FROM place WHERE number = ?"
)


FAME = 60
"""Fame of a row of places.csv that tells none: what is written there is there because news speaks of it."""


def _own_rows(countries: Countries) -> tuple[dict[str, tuple[Candidate, ...]], frozenset[str]]:
    """Countries and the rows of places.csv by folded name, numbered below zero; and which names are acronyms."""
    found: dict[str, list[Candidate]] = {}
    acronyms: set[str] = set()

    def add(known: Known, names: Sequence[str]) -> None:
        acronyms.update(fold_name(name) for name in names if name.isupper() and len(name.replace(".", "")) <= 4)
        keys = [fold_name(name) for name in names]
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(Candidate(known, False))

    for country in countries.rows:
        add(
            Known(
                number=-country.geonames_id,
                geonames_id=country.geonames_id,
                name=country.name,
                kind="country",
                country=country.alpha3,
                lat=country.lat,
                lon=country.lon,
                fame=200,
            ),
            country.names,
        )
    text = (files("dateline") / "lexicons" / "places.csv").read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        try:
            homes = tuple(code for code in row["country"].split(";") if code)
            if any(code not in countries.by_alpha3 for code in homes):
                raise ValueError(f"unknown country in {row['country']!r}; use ISO alpha-3 codes")
            known = Known(
                number=-number,
                geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
                name=row["name"],
                kind=row["kind"],
                country=homes[0] if len(homes) == 1 else None,
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                population=int(row["population"] or 0),
                fame=int(row["fame"] or FAME),
                admin1=row["admin1"] or None,
                within=homes,
                capital=any(row["name"] in countries.by_alpha3[code].capitals for code in homes),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise LexiconError("places.csv", number, f"{error}; compare the header and the rows beside it") from error
        add(known, [row["name"], *(name for name in row["other_names"].split(";") if name)])
    return {key: tuple(candidates) for key, candidates in found.items()}, frozenset(acronyms)


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer, opened read-only; the file is mapped, not read into memory.

    ``path`` names another index of the same layout. Raises LexiconError when its layout is another.
    """
    where = path or Path(str(files("dateline") / "lexicons" / "gazetteer.sqlite"))
    db = sqlite3.connect(f"{where.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    db.execute("PRAGMA mmap_size = 67108864")
    (layout,) = db.execute("PRAGMA user_version").fetchone()
    if layout != FORMAT:
        db.close()
        raise LexiconError(where.name, None, f"layout {layout}, expected {FORMAT}; run scripts/build_gazetteer.py")
    countries = load_countries()
    own, acronyms = _own_rows(countries)
    by_id = {c.place.geonames_id: c.place for rows in own.values() for c in rows if c.place.geonames_id}
    return Gazetteer(_db=db, countries=countries, own=own, _own_by_id=by_id, acronyms=acronyms)
