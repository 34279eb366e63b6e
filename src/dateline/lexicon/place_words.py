"""Words around place names, and the short forms of states: ``en/place_words.toml``, ``en/place_abbreviations.csv``."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ShortForm:
    """ "La." for Louisiana, USA. ``alone``: it names the state even without a town before it ("N.Y.")."""

    name: str
    country: str
    alone: bool


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """All words in lower case, short forms as written.

    ``areas`` gives for the word of a kind of area the gazetteer's kinds that it can be;
    ``home`` the country (alpha-3) that a word speaks for. A short form may stand for
    states of several countries ("WA"). ``area_codes`` are those of North American telephones: state or
    province, and country.
    """

    locative: frozenset[str]
    mild: frozenset[str]
    weak: frozenset[str]
    of_heads: frozenset[str]
    dateline_ends: frozenset[str]
    joined: frozenset[str]
    joiners: frozenset[str]
    reached: frozenset[str]
    institutions: frozenset[str]
    locals: frozenset[str]
    streets: frozenset[str]
    makers: frozenset[str]
    features: frozenset[str]
    before_features: frozenset[str]
    ordinary: frozenset[str]
    of_persons: frozenset[str]
    titles: frozenset[str]
    verbs: frozenset[str]
    areas: dict[str, tuple[str, ...]] = field(repr=False)
    home: dict[str, str] = field(repr=False)
    short_forms: dict[str, tuple[ShortForm, ...]] = field(repr=False)
    area_codes: dict[str, tuple[str, str]] = field(repr=False)


@cache
def load_place_words() -> PlaceWords:
    """Both tables, read once a process."""
    folder = files("dateline") / "lexicons" / "en"
    table = tomllib.loads((folder / "place_words.toml").read_text(encoding="utf-8"))
    short: dict[str, tuple[ShortForm, ...]] = {}
    for row in csv.DictReader((folder / "place_abbreviations.csv").read_text(encoding="utf-8").splitlines()):
        form = ShortForm(row["name"], row["country"], row["alone"] == "yes")
        short[row["short"]] = (*short.get(row["short"], ()), form)
    codes = (files("dateline") / "lexicons" / "area_codes.csv").read_text(encoding="utf-8")
    frames, after, persons = table["frames"], table["after"], table["persons"]
    return PlaceWords(
        locative=frozenset(frames["locative"]),
        mild=frozenset(frames["mild"]),
        weak=frozenset(frames["weak"]),
        of_heads=frozenset(frames["of_heads"]),
        dateline_ends=frozenset(frames["dateline_ends"]),
        reached=frozenset(frames["reached"]),
        joiners=frozenset(frames["joiners"]),
        joined=frozenset(frames["joined"]),
        institutions=frozenset(after["institutions"]),
        locals=frozenset(after["locals"]),
        streets=frozenset(after["streets"]),
        makers=frozenset(after["makers"]),
        features=frozenset(after["features"]),
        before_features=frozenset(after["before_features"]),
        ordinary=frozenset(table["ordinary"]["words"]),
        of_persons=frozenset(persons["of_persons"]),
        titles=frozenset(persons["titles"]),
        verbs=frozenset(persons["verbs"]),
        areas={word: tuple(kinds) for word, kinds in table["areas"].items()},
        home={word: country for country, words in table["home"].items() for word in words},
        short_forms=short,
        area_codes={row["code"]: (row["region"], row["country"]) for row in csv.DictReader(codes.splitlines())},
    )
