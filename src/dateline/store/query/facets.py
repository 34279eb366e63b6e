"""How many events there are by type, status, country and outlet, of those that are asked for."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from dateline.store.open import Store, telling
from dateline.store.query.clauses import prepare
from dateline.store.query.events import event_clause
from dateline.store.query.filters import EventFilter

MOST = 25  # values of a facet, those with most events first


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
        places = "JOIN event_place AS ep ON ep.event = e.key JOIN place AS q ON q.key = ep.place_key"
        pages = "JOIN article AS d ON d.page = e.page"
        return (
            Facet("type", "type", _counted(db, "e.type", "", replace(asked, type=()))),
            Facet("status", "status", _counted(db, "e.status", "", replace(asked, status=()))),
            Facet("country", "place", _counted(db, "q.country", places, replace(asked, place=None))),
            Facet("outlet", "outlet", _counted(db, "d.outlet", pages, replace(asked, outlet=None))),
        )


def _counted(db: sqlite3.Connection, column: str, joined: str, asked: EventFilter) -> tuple[FacetValue, ...]:
    where = event_clause(db, asked)
    number = "count(DISTINCT e.key)" if joined else "count(*)"
    rows = db.execute(
        f"SELECT {column}, {number} AS many FROM event AS e {joined} WHERE {column} IS NOT NULL AND ({where.sql}) "
        f"GROUP BY 1 ORDER BY many DESC, 1 LIMIT {MOST}",
        where.values,
    )
    return tuple(FacetValue(value, many) for value, many in rows)
