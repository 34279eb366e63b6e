"""What a trend is made from: how many events and pages have each interval of days."""

from __future__ import annotations

from dateline.answers import Dated
from dateline.store.open import Store, telling
from dateline.store.query.clauses import both, no_copy, prepare
from dateline.store.query.events import trend_clause
from dateline.store.query.filters import TrendFilter
from dateline.store.query.names import of_outlet
from dateline.store.query.parts import day


def dated_events(store: Store, asked: TrendFilter) -> tuple[Dated, ...]:
    """The events that a trend counts, by their time; those of no known time are one row without days."""
    with telling(store.path):
        prepare(store.db)
        where = trend_clause(store.db, asked)
        return _dated(
            store,
            f"SELECT e.time_earliest, e.time_latest, count(*) FROM event AS e WHERE {where.sql} GROUP BY 1, 2",
            where.values,
        )


def dated_pages(store: Store, asked: TrendFilter) -> tuple[Dated, ...]:
    """The pages read, of the outlet where one is asked for, by their day of publication."""
    with telling(store.path):
        where = both([of_outlet(store.db, "a.page", asked.outlet), no_copy("a.page", copies=asked.copies)])
        return _dated(
            store,
            "SELECT a.published_earliest, a.published_latest, count(*) FROM article AS a "
            f"WHERE {where.sql} GROUP BY 1, 2",
            where.values,
        )


def _dated(store: Store, sql: str, values: tuple[object, ...]) -> tuple[Dated, ...]:
    return tuple(Dated(day(e), day(latest), n) for e, latest, n in store.db.execute(sql, values))
