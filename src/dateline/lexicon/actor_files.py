"""A user's own actors, from files of three forms, as rows of ``actors.csv`` with their line numbers.

``.txt``, ``.actors``: actor dictionaries of PETRARCH (see ``actor_dictionary``). ``.json``, ``.jsonl``, ``.ftm``:
entities of FollowTheMoney, one a line (schemas and topics as its documentation tells). Any other suffix: CSV.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.errors import LexiconError
from dateline.lexicon.actor_codes import COLUMNS, Row, capital, cells, load_codes
from dateline.lexicon.actor_dictionary import read_dictionary
from dateline.lexicon.spelling import SMALL, words_of

DICTIONARIES = frozenset({".txt", ".actors"})
ENTITIES = frozenset({".json", ".jsonl", ".ftm"})


def read_actor_file(path: Path, *, first_names: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a file by its suffix. Raises LexiconError naming file and line on one that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        advice = "give a CSV file, a PETRARCH dictionary (.txt) or FollowTheMoney lines (.jsonl)"
        raise LexiconError(str(path), None, f"cannot be read as UTF-8 text ({error}); {advice}") from error
    suffix = path.suffix.lower()
    if suffix in DICTIONARIES:
        return read_dictionary(path, text, first_names=first_names)
    if suffix in ENTITIES:
        return _entities(path, text)
    return _table(path, text)


def _table(path: Path, text: str) -> Iterator[Row]:
    reader = csv.DictReader(text.splitlines())
    unknown = set(reader.fieldnames or ()) - set(COLUMNS)
    if "name" not in (reader.fieldnames or ()) or unknown:
        found = ", ".join(map(str, reader.fieldnames or ()))
        raise LexiconError(str(path), 1, f"columns are {found}; use {', '.join(COLUMNS)} (only name is needed)")
    for number, row in enumerate(reader, start=2):
        if None in row:
            raise LexiconError(str(path), number, "has more cells than the header; quote cells that hold commas")
        yield number, {column: (row.get(column) or "").strip() for column in COLUMNS}


# ---------------------------------------------------------------- FollowTheMoney

SCHEMAS = {
    "Person": ("person", ""),
    "Organization": ("organisation", ""),
    "LegalEntity": ("organisation", ""),
    "PublicBody": ("government", "GOV"),
    "Company": ("organisation", "BUS"),
}
NAMED_BY = ("name", "alias", "previousName", "abbreviation")
HOME = ("country", "nationality", "jurisdiction", "mainCountry")
ALONE = 5  # letters of a single-word alias below which it says too little


def _entities(path: Path, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except ValueError as error:
            raise LexiconError(str(path), number, f"is no JSON ({error}); give one entity a line") from error
        if not isinstance(entity, dict) or not isinstance(entity.get("schema"), str):
            raise LexiconError(str(path), number, 'is no entity; give {"id": …, "schema": …, "properties": {…}}')
        if entity["schema"] not in SCHEMAS:
            continue  # addresses, ownerships, vessels: no actors
        yield number, _entity(path, number, entity["schema"], entity.get("properties"))


def _entity(path: Path, number: int, schema: str, properties: object) -> dict[str, str]:
    if not isinstance(properties, dict):
        raise LexiconError(str(path), number, "has no properties; give at least a name")
    told = {key: _values(path, number, key, value) for key, value in properties.items()}
    kind, sector = SCHEMAS[schema]
    names = [_turned(n, kind) for key in NAMED_BY for n in told.get(key, ())]
    names = list(dict.fromkeys(n for n in names if words_of(n)))
    if not told.get("name") or not names:
        raise LexiconError(str(path), number, "has no name; give properties.name a list of names")
    others = [n for n in names[1:] if len(n.split()) > 1 or len(n) >= ALONE or (kind != "person" and n.isupper())]
    country = next((c for key in HOME for v in told.get(key, ()) if (c := _alpha3(path, number, v))), "")
    sectors = [sector] if sector else []
    for topic in told.get("topics", ()):
        beyond, more = load_codes().by_code.get(("ftm", topic), ("", ()))
        country = beyond or country
        sectors.extend(more)
    return cells(path.name, [names[0], *others], kind=kind, country=country, sectors=sectors)


def _values(path: Path, number: int, key: str, value: object) -> list[str]:
    some = value if isinstance(value, list) else [value]
    if key in (*NAMED_BY, *HOME, "topics") and not all(isinstance(v, str) for v in some):
        raise LexiconError(str(path), number, f"{key} is {value!r}; give a list of strings")
    return [v for v in some if isinstance(v, str)]


def _turned(name: str, kind: str) -> str:
    """ "BERG, Karl" is Karl Berg; a semicolon would part names in our table."""
    name = " ".join(name.replace(";", ",").split())
    if kind == "person" and name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        name = f"{first} {last}".strip()
    if kind == "person" or (name.isupper() and " " in name):
        name = " ".join(
            capital(w) if w.isupper() and len(w) > 2 and w.lower() not in SMALL else w for w in name.split()
        )
    return name


def _alpha3(path: Path, number: int, code: str) -> str:
    """The alpha-3 code of "iq"; of "gb-sct" that of the whole; "" for what is no state now ("suhh", "zz")."""
    code = code.strip().lower().split("-")[0]
    if code == "eu":
        return "EUR"
    if code in ("zz", "") or len(code) > 2:
        return ""
    country = load_codes().countries.by_alpha2.get(code.upper())
    if code == "xk":
        return "KOS"
    if country is None:
        raise LexiconError(str(path), number, f"unknown country {code!r}; use an ISO alpha-2 code")
    return country.alpha3
