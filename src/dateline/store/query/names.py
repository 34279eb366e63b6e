"""Who and where is meant: what the text of --actor, --place and --outlet finds in a store."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator

from dateline.lexicon.other_names import load_other_names
from dateline.lexicon.spelling import words_of
from dateline.store.flatten import sound
from dateline.store.query.clauses import Clause, like, places_near, refuse
from dateline.store.query.filters import Near

CODES = re.compile(r"([A-Z]{3})(?:[ -]([A-Z]{3}))?")
MOST_WORDS = 20


def actors_meant(db: sqlite3.Connection, option: str, text: str) -> Clause:
    """A query for the keys of the actors that a text means.

    Three capitals that are a country's code, or that an actor here has as one: who belongs to it. Other three
    capitals that are a sector: who is of it. Two such words: both. Anything else is words of a name, each a whole
    word, in any order, case and accents aside; a name that the table of actors knows otherwise is found under both.
    """
    words = sound(text).strip()
    codes = CODES.fullmatch(words)
    if codes:
        country = codes[1] if _is_country(db, codes[1]) else None
        sector = codes[2] if country else codes[1]
        if country and sector is None:
            return Clause("SELECT key FROM actor WHERE country = ?", (country,))
        sectors = _with_sector(db, sector or "")
        if sectors and not (codes[2] and not country):
            where = "country = ? AND " if country else ""
            return Clause(
                f"SELECT key FROM actor WHERE {where}sector IN (SELECT value FROM json_each(?))",
                (*((country,) if country else ()), json.dumps(sectors)),
            )
    return Clause("SELECT rowid FROM actor_words WHERE actor_words MATCH ?", (name_query(option, text),))


def name_query(option: str, text: str) -> str:
    """FTS5's query for a name and what else its bearers are called."""
    text = sound(text).strip()
    names = (text, *load_other_names().known_as(text))
    spelt = [" AND ".join(quoted(w) for w in n.split()[:MOST_WORDS] if words_of(w)) for n in names]
    if not spelt[0]:
        refuse(option, repr(text), "has no letters or digits to look for")
    return " OR ".join(f"({query})" for query in dict.fromkeys(spelt) if query)


def quoted(word: str) -> str:
    """A string of FTS5: every letter of it is meant."""
    return '"' + word.replace('"', '""').replace("\0", " ") + '"'


def parties(db: sqlite3.Connection, option: str, text: str, *, role: str | None, polarity: Clause | None) -> Clause:
    """A query for the keys of events that have a participant whom the text means."""
    meant = actors_meant(db, option, text)
    fits = f"role = '{role}'" if role else "1"
    values: tuple[str | int | float | None, ...] = ()
    if polarity is not None:
        fits, values = f"{fits} AND {polarity.sql}", polarity.values
    found = f"SELECT event FROM participant WHERE actor_key IN ({meant.sql}) AND {fits}"
    if "actor_words" not in meant.sql:
        return Clause(found, (*meant.values, *values))
    # Who stands for no actor of the page has words only: they are looked at as letters.
    spelt = f"SELECT event FROM participant WHERE actor_key IS NULL AND span LIKE ? ESCAPE '\\' AND {fits}"
    pattern = f"%{like(sound(text).strip())}%"
    return Clause(f"{found} UNION ALL {spelt}", (*meant.values, *values, pattern, *values))


def places_meant(db: sqlite3.Connection, option: str, text: str) -> Clause:
    """A query for the keys of the places that a text means: a country with all in it, else words of a name.

    "Georgia, USA" (a name and a country) is a name within the country.
    """
    words = sound(text).strip()
    code = _country(db, words)
    if code:
        return Clause("SELECT key FROM place WHERE country = ?", (code,))
    name, comma, last = words.rpartition(",")
    within = _country(db, last.strip()) if comma else None
    sought = name if within else words
    if not words_of(sought):
        refuse(option, repr(text), "has no letters or digits to look for")
    phrase = quoted(" ".join(sought.split()[:MOST_WORDS]))
    found = "SELECT rowid FROM place_words WHERE place_words MATCH ?"
    if within is None:
        return Clause(found, (phrase,))
    return Clause(f"SELECT key FROM place WHERE country = ? AND key IN ({found})", (within, phrase))


def spots(db: sqlite3.Connection, place: str | None, near: Near | None) -> Clause | None:
    """A query for the keys of the places that --place and --near mean together; None where neither is told."""
    named = places_meant(db, "--place", place) if place is not None else None
    close = places_near("--near", near) if near is not None else None
    if named and close:
        return Clause(f"{named.sql} INTERSECT {close.sql}", (*named.values, *close.values))
    return named or close


def outlets_meant(db: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The outlets of the store whose names have all the words of a text."""
    sought = set(words_of(sound(text)))
    if not sought:
        refuse("--outlet", repr(text), "has no letters or digits to look for")
    return tuple(outlet for outlet in distinct(db, "article", "outlet") if sought <= set(words_of(outlet)))


def of_outlet(db: sqlite3.Connection, column: str, text: str | None) -> Clause | None:
    """The page, by its key, is of an outlet that the text means."""
    if text is None:
        return None
    outlets = json.dumps(outlets_meant(db, text))
    within = "SELECT page FROM article WHERE outlet IN (SELECT value FROM json_each(?))"
    return Clause(f"{column} IN ({within})", (outlets,))


def distinct(db: sqlite3.Connection, table: str, column: str) -> Iterator[str]:
    """The different values of an indexed column, from one to the next: no row is read twice."""
    value = db.execute(f"SELECT min({column}) FROM {table}").fetchone()[0]
    while value is not None:
        yield value
        value = db.execute(f"SELECT min({column}) FROM {table} WHERE {column} > ?", (value,)).fetchone()[0]


def _country(db: sqlite3.Connection, words: str) -> str | None:
    known = load_other_names()
    if re.fullmatch("[A-Z]{3}", words) and (words in known.countries.by_alpha3 or _has(db, "place", words)):
        return words
    return known.country_named(words) if words_of(words) else None


def _is_country(db: sqlite3.Connection, code: str) -> bool:
    return code in load_other_names().countries.by_alpha3 or _has(db, "actor", code)


def _has(db: sqlite3.Connection, table: str, code: str) -> bool:
    return db.execute(f"SELECT 1 FROM {table} WHERE country = ? LIMIT 1", (code,)).fetchone() is not None


def _with_sector(db: sqlite3.Connection, sector: str) -> list[str]:
    """The lists of sectors, as the column has them, in which a sector stands."""
    return [cell for cell in distinct(db, "actor", "sector") if sector in json.loads(cell)]
