"""The parts that rows of several kinds have: their page, who tells them, who is named, where they are.

Each function reads the parts of many owners at once: ``keys`` are those of the owners.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.answers import PageRef, Teller, Where, Who
from dateline.records import Interval

OF = "IN (SELECT value FROM json_each(?))"
PAGE = (
    "p.id, p.source, a.outlet, a.headline, a.url, a.published_earliest, a.published_latest, "
    "(SELECT o.id FROM copy AS c JOIN page AS o ON o.key = c.original WHERE c.page = p.key)"
)
PAGES = "page AS p LEFT JOIN article AS a ON a.page = p.key"


def keys_json(keys: Iterable[int]) -> str:
    return json.dumps(list(keys))


def in_order(db: sqlite3.Connection, keys: Sequence[int], sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a query whose first column is a key and whose last parameter is ``keys``, in their order.

    One that another program has forgotten meanwhile is left out.
    """
    rows = {row[0]: row for row in db.execute(sql, (*values, keys_json(keys)))}
    return [rows[key] for key in keys if key in rows]


def day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


def interval(earliest: str | None, latest: str | None) -> Interval | None:
    if earliest is None or latest is None:
        return None
    return Interval(date.fromisoformat(earliest), date.fromisoformat(latest))


def words(cell: str) -> tuple[str, ...]:
    """A cell that holds a JSON array of text."""
    return tuple(json.loads(cell))


def pages_of(db: sqlite3.Connection, keys: Iterable[int]) -> Mapping[int, PageRef]:
    """The pages with these keys."""
    rows = db.execute(f"SELECT p.key, {PAGE} FROM {PAGES} WHERE p.key {OF}", (keys_json(keys),))
    return {row[0]: page_ref(row[1:]) for row in rows}


def page_ref(row: Sequence[str | None]) -> PageRef:
    """From the columns of PAGE."""
    page, source, outlet, headline, url, earliest, latest, copy_of = row
    return PageRef(page or "", source or "", outlet, headline, url, interval(earliest, latest), copy_of)


def tellers_of(db: sqlite3.Connection, kind: str, keys: Iterable[int]) -> Mapping[int, tuple[Teller, ...]]:
    """Whose word the owners are, outermost first; no entry for the outlet's own word."""
    rows = db.execute(
        "SELECT t.owner, a.name, t.span, t.kind, t.cue, t.id IS NOT NULL OR t.cue_start IS NOT t.span_start "
        "FROM attribution AS t LEFT JOIN actor AS a ON a.key = t.actor_key "
        f"WHERE t.owner_kind = ? AND t.owner {OF} ORDER BY t.key",
        (kind, keys_json(keys)),
    )
    found: dict[int, list[Teller]] = defaultdict(list)
    for owner, name, span, how, cue, named in rows:
        found[owner].append(Teller(name, span, how, cue, bool(named)))
    return {owner: tuple(tellers) for owner, tellers in found.items()}


def actors_of(db: sqlite3.Connection, keys: Iterable[int]) -> Mapping[int, Who]:
    """The actors with these keys, without words of their own."""
    rows = db.execute(
        f"SELECT key, name, kind, country, sector, title FROM actor WHERE key {OF}", (keys_json(set(keys)),)
    )
    return {
        key: Who(name, name, kind, country, words(sector), title) for key, name, kind, country, sector, title in rows
    }


PLACE = "q.name, q.kind, q.country, q.admin1, q.lat, q.lon, q.geonames_id"


def event_places(db: sqlite3.Connection, keys: Iterable[int]) -> Mapping[int, tuple[Where, ...]]:
    rows = db.execute(
        f"SELECT e.event, {PLACE}, e.precision, e.span FROM event_place AS e "
        f"JOIN place AS q ON q.key = e.place_key WHERE e.event {OF} ORDER BY e.key",
        (keys_json(keys),),
    )
    return _gathered((row[0], Where(*row[1:])) for row in rows)


def figure_places(db: sqlite3.Connection, keys: Iterable[int]) -> Mapping[int, tuple[Where, ...]]:
    rows = db.execute(
        f"SELECT f.figure, {PLACE} FROM figure_place AS f JOIN place AS q ON q.key = f.place_key "
        f"WHERE f.figure {OF} ORDER BY f.key",
        (keys_json(keys),),
    )
    return _gathered((row[0], Where(*row[1:])) for row in rows)


def _gathered(pairs: Iterable[tuple[int, Where]]) -> Mapping[int, tuple[Where, ...]]:
    found: dict[int, list[Where]] = defaultdict(list)
    for owner, where in pairs:
        found[owner].append(where)
    return {owner: tuple(places) for owner, places in found.items()}
