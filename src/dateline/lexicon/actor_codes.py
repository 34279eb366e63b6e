"""Rows of actors that others' files give, and what the codes of other schemes mean in ours."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dateline.lexicon.countries import Countries, load_countries

COLUMNS = ("name", "other_names", "kind", "country", "sectors", "from", "to", "part_of", "source")
Row = tuple[int, dict[str, str]]  # line number; cells by column


@dataclass(frozen=True, slots=True)
class Codes:
    """By scheme ("cameo", "ftm") and code a country or code beyond states, and sectors; either may be empty."""

    by_code: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = field(repr=False)
    countries: Countries = field(repr=False)


@cache
def load_codes() -> Codes:
    """The table ``actor_codes.csv`` beside that of countries."""
    text = (files("dateline") / "lexicons" / "actor_codes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    found = {(r["scheme"], r["code"]): (r["country"], tuple(filter(None, r["sectors"].split(";")))) for r in rows}
    return Codes(found, load_countries())


def cells(source: str, names: list[str], *, kind: str, country: str, sectors: list[str]) -> dict[str, str]:
    """A row of ``actors.csv`` with the given cells, the first name its name; cells not told are empty."""
    row = dict.fromkeys(COLUMNS, "")
    row.update(name=names[0], other_names=";".join(dict.fromkeys(names[1:])), kind=kind, country=country)
    row.update(sectors=";".join(dict.fromkeys(sectors)), source=source)
    return row


def capital(word: str) -> str:
    """A word with a capital and small letters; of "AL-RASHID" each part."""
    parts = word.split("-")
    return "-".join(part[:1].upper() + part[1:].lower() for part in parts)
