"""Who and where is meant: what the text of --actor, --place and --outlet finds in a store."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator

from dateline.jsontext import sound
from dateline.lexicon.other_names import load_other_names
from dateline.lexicon.spelling import words_of
from dateline.store.query.clauses import Clause, both, like, places_near, refuse
from dateline.store.query.filters import Near

CODES = re.compile(r"([A-Z]{3})(?:[ -]([A-Z]{3}))?")
MOST_WORDS = 20
MANY = 3000


def actors_meant(db: sqlite3.Connection, option: str, text: str) -> Clause:
    """Which actors a text means, as a condition on the table of actors, called ``a``.

    Three capitals that are a country's code, or that an actor here has as one: who belongs to it. Other three
    capitals that are a sector: who is of it. Two such words: both. Anything else is words of a name, each a whole
    word, in any order, case and accents aside; a name that the table of actors knows otherwise is found under both.
    """
    codes = CODES.fullmatch(sound(text).strip())
    if codes:
        country = codes[1] if _is_country(db, codes[1]) else None
        if country and codes[2] is None:
            return Clause("a.country = ?", (country,))
        sectors = _with_sector(db, codes[2] or codes[1])
        of_sector = Clause("a.sector IN (SELECT value FROM json_each(?))", (json.dumps(sectors),))
        if sectors and country:
            return both([Clause("a.country = ?", (country,)), of_sector])
        if sectors and codes[2] is None:
            return of_sector
    return Clause("a.key IN (SELECT rowid FROM actor_words WHERE actor_words MATCH ?)", (name_query(option, text),))


def among_actors(db: sqlite3.Connection, column: str, meant: Clause) -> Clause:
    """The column has the key of an actor who is meant: looked up in the row where many are, else gathered before."""
    keys = f"SELECT a.key FROM actor AS a WHERE {meant.sql}"
    if are_many(db, Clause(keys, meant.values)):
        return Clause(f"EXISTS (SELECT 1 FROM actor AS a WHERE a.key = {column} AND ({meant.sql}))", meant.values)
    return Clause(f"{column} IN ({keys})", meant.values)


def are_many(db: sqlite3.Connection, query: Clause) -> bool:
    """Whether a query gives so many rows that to look each row of the answer up is less than to gather them.

    What an index of words finds is always gathered: to ask it again for each row costs more.
    """
    if "_words MATCH" in query.sql:
        return False
    counted = f"SELECT count(*) FROM (SELECT 1 FROM ({query.sql}) LIMIT {MANY + 1})"
    return int(db.execute(counted, query.values).fetchone()[0]) > MANY


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
    """The event, called ``e``, has a participant whom the text means."""
    meant = actors_meant(db, option, text)
    fits = both([Clause("p.role = ?", (role,)) if role else None, polarity])
    keys = f"SELECT a.key FROM actor AS a WHERE {meant.sql}"
    if are_many(db, Clause(keys, meant.values)):
        # CROSS JOIN: from the event's participants to their actors, never the other way.
        found = Clause(
            "EXISTS (SELECT 1 FROM participant AS p CROSS JOIN actor AS a ON a.key = p.actor_key "
            f"WHERE p.event = e.key AND ({fits.sql}) AND ({meant.sql}))",
            (*fits.values, *meant.values),
        )
    else:
        gathered = f"SELECT p.event FROM participant AS p WHERE p.actor_key IN ({keys}) AND ({fits.sql})"
        found = Clause(f"e.key IN ({gathered})", (*meant.values, *fits.values))
    if "actor_words" not in meant.sql:
        return found
    # Who stands for no actor of the page has words only: they are looked at as letters.
    spelt = (
        f"SELECT p.event FROM participant AS p WHERE p.actor_key IS NULL AND p.span LIKE ? ESCAPE '\\' AND ({fits.sql})"
    )
    values = (f"%{like(sound(text).strip())}%", *fits.values)
    if found.sql.startswith("e.key IN ("):
        return Clause(f"{found.sql[:-1]} UNION ALL {spelt})", (*found.values, *values))
    return Clause(f"{found.sql} OR e.key IN ({spelt})", (*found.values, *values))


def places_meant(db: sqlite3.Connection, option: str, text: str) -> Clause:
    """Which places a text means, as a condition on the table of places, called ``q``: a country with all in it,
    else words of a name or region. "Georgia, USA" (a name and a country) is a name within the country.
    """
    words = sound(text).strip()
    code = _country(db, words)
    if code:
        return Clause("q.country = ?", (code,))
    name, comma, last = words.rpartition(",")
    within = _country(db, last.strip()) if comma else None
    sought = name if within else words
    if not words_of(sought):
        refuse(option, repr(text), "has no letters or digits to look for")
    phrase = quoted(" ".join(sought.split()[:MOST_WORDS]))
    named = Clause("q.key IN (SELECT rowid FROM place_words WHERE place_words MATCH ?)", (phrase,))
    return both([Clause("q.country = ?", (within,)), named]) if within else named


def spots(db: sqlite3.Connection, place: str | None, near: Near | None) -> Clause | None:
    """Which places --place and --near mean together, as a condition on ``q``; None where neither is told."""
    if place is None and near is None:
        return None
    named = places_meant(db, "--place", place) if place is not None else None
    return both([named, places_near("--near", near) if near is not None else None])


def at_places(db: sqlite3.Connection, column: str, table: str, owner: str, spot: Clause | None) -> Clause | None:
    """The row with the key ``column`` is at a place that is meant, by the ``table`` that ties ``owner`` to places."""
    if spot is None:
        return None
    keys = f"SELECT q.key FROM place AS q WHERE {spot.sql}"
    if are_many(db, Clause(keys, spot.values)):
        return Clause(
            f"EXISTS (SELECT 1 FROM {table} AS t CROSS JOIN place AS q ON q.key = t.place_key "
            f"WHERE t.{owner} = {column} AND ({spot.sql}))",
            spot.values,
        )
    return Clause(f"{column} IN (SELECT t.{owner} FROM {table} AS t WHERE t.place_key IN ({keys}))", spot.values)


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
