"""How many events there are by type, status, country and outlet, of those that are asked for."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from dateline.store.open import Store, telling
from dateline.store.query.clauses import Clause, prepare
from dateline.store.query.events import event_clause
from dateline.store.query.filters import EventFilter
from dateline.store.query.parts import OF, keys_json

MOST = 25  # values of a facet, those with most events first
FEW = 30_000  # events up to which they are found once and counted by their keys
PLACES = "JOIN event_place AS ep ON ep.event = e.key JOIN place AS q ON q.key = ep.place_key"
PAGES = "JOIN article AS d ON d.page = e.page"


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What a filter may be narrowed by. ``option`` is its field; counts hold whatever that field asks for now."""

    name: str
    option: str
    values: tuple[FacetValue, ...]


def event_facets(store: Store, asked: EventFilter) -> tuple[Facet, ...]:
    """Type, status, country and outlet, each counted as if it were not asked for. Raises UsageError as a list does.

    An event in two countries is counted in both.
    """
    with telling(store.path):
        db = store.db
        prepare(db)
        all_ = _by_keys(db, event_clause(db, asked))

        def counted(column: str, joined: str, without: EventFilter) -> tuple[FacetValue, ...]:
            return _counted(db, column, joined, all_ if without == asked else event_clause(db, without))

        return (
            Facet("type", "type", counted("e.type", "", replace(asked, type=()))),
            Facet("status", "status", counted("e.status", "", replace(asked, status=()))),
            Facet("country", "place", counted("q.country", PLACES, replace(asked, place=None))),
            Facet("outlet", "outlet", counted("d.outlet", PAGES, replace(asked, outlet=None))),
        )


def _by_keys(db: sqlite3.Connection, where: Clause) -> Clause:
    """The same events by their keys where they are few, so that what is dear to find is found once."""
    found = db.execute(f"SELECT e.key FROM event AS e WHERE {where.sql} LIMIT {FEW + 1}", where.values).fetchall()
    return where if len(found) > FEW else Clause(f"e.key {OF}", (keys_json(key for (key,) in found),))


def _counted(db: sqlite3.Connection, column: str, joined: str, where: Clause) -> tuple[FacetValue, ...]:
    number = "count(DISTINCT e.key)" if joined == PLACES else "count(*)"
    rows = db.execute(
        f"SELECT {column}, {number} AS many FROM event AS e {joined} WHERE {column} IS NOT NULL AND ({where.sql}) "
        f"GROUP BY 1 ORDER BY many DESC, 1 LIMIT {MOST}",
        where.values,
    )
    return tuple(FacetValue(value, many) for value, many in rows)
