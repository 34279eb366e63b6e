"""What the store hands on to other programs: happenings and pages, one by one, in the order of the question.

Memory doesn't grow with the store: a page's record is unpacked when the first of its events is handed on, and only
the last few are kept. In the order "added" the events of a page follow one another, and each record is read once. Of
a store that was merged (`dateline merge`) the numbers of the happenings with several reports are kept as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from dateline.answers import EventRow, PageRef
from dateline.differ import parts_told
from dateline.errors import StoreError
from dateline.handed import HandedPage, Happening, Report
from dateline.ids import event_id
from dateline.records import Event, Reading
from dateline.store.open import Store, telling
from dateline.store.query.clauses import both, listed, no_copy, one_of
from dateline.store.query.events import STATUS, event_plan, load_events
from dateline.store.query.filters import EventFilter
from dateline.store.query.names import of_outlet
from dateline.store.query.paging import Plan, planned, walk
from dateline.store.query.parts import in_order, pages_of
from dateline.store.write import current_reading, load_reading

KEPT = 16  # records of pages kept unpacked
# The happening of an event, and its events; of pages that were merged by the reading that stands now.
MERGED = """
    SELECT h.key, h.id, e.key FROM report AS mine JOIN happening AS h ON h.key = mine.happening
    JOIN report AS r ON r.happening = h.key JOIN event AS e ON e.page = r.page AND e.id = r.event
    JOIN merged AS m ON m.page = r.page JOIN reading AS c ON c.key = m.reading AND c.current
    WHERE mine.page = ?1 AND mine.event = ?2
    AND EXISTS (SELECT 1 FROM merged AS n JOIN reading AS d ON d.key = n.reading AND d.current WHERE n.page = ?1)
    ORDER BY r.key
"""
OF_EVENTS = {f.name for f in fields(EventFilter)} - {"outlet", "copies", "limit", "after", "order", "status"}
# The happening of each event of a page.
MERGED_ON = """
    SELECT r.event, h.id FROM report AS r JOIN happening AS h ON h.key = r.happening
    JOIN merged AS m ON m.page = r.page JOIN reading AS c ON c.key = m.reading AND c.current
    WHERE r.page = ? AND r.event IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Spotted:
    """An event's row with the key of its page."""

    row: EventRow
    page: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A happening of the store: its key, its id and the keys of the events that are its reports."""

    key: int
    id: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A page's record with the second in which the store took the page; by their ids its events and happenings."""

    reading: Reading
    added: str
    events: Mapping[str, Event]
    happenings: Mapping[str, str]

    def page(self, ref: PageRef, events: Iterable[Event]) -> HandedPage:
        return HandedPage(self.reading, ref, self.added, tuple(events), self.happenings)


def happenings(store: Store, asked: EventFilter) -> Iterator[Happening]:
    """What happened, as a filter asks for it. Raises UsageError on a value that cannot be asked for.

    A happening that several pages tell of comes once, with its other reports too, whatever they have of what was
    asked; but copies and events of another status stay out of it.
    """
    held, given = _holder(store), set[int]()
    for spotted in walk(store, planned(store, _plan, asked), limit=asked.limit, after=asked.after):
        merged = _merged(store, spotted)
        if merged is None:
            yield alone(_report(held(spotted.page), spotted.row))
        elif merged.key not in given:
            reports = [_report(held(s.page), s.row) for s in _others(store, merged, spotted, asked)]
            if len(merged.events) > 1:
                given.add(merged.key)
            yield Happening(merged.id, tuple(sorted(reports, key=_rank)))


def alone(report: Report) -> Happening:
    """The happening that only one report tells of; its id is the report's."""
    return Happening(event_id(report.page.reading.page, report.event), (report,))


def _merged(store: Store, spotted: Spotted) -> Merged | None:
    """The happening that an event was put into; None where its page, as it is read now, was not merged."""
    with telling(store.path):
        rows = store.db.execute(MERGED, (spotted.page, spotted.row.id)).fetchall()
    return Merged(rows[0][0], rows[0][1], tuple(event for _, _, event in rows)) if rows else None


def _others(store: Store, merged: Merged, spotted: Spotted, asked: EventFilter) -> list[Spotted]:
    """All that may be handed on of a happening."""
    with telling(store.path):
        found = _load(store.db, merged.events)
    status = {one_of("--status", value, STATUS) for value in listed(asked.status)}
    return [
        other
        for other in found
        if (other.page, other.row.id) == (spotted.page, spotted.row.id)
        or ((asked.copies or other.row.page.copy_of is None) and (not status or other.row.status in status))
    ]


def _rank(report: Report) -> tuple[object, ...]:
    """The best told first: what tells most of who, to whom, where, when and how many; of equals the first told."""
    row = report.row
    published = row.page.published.earliest if row.page.published else date.max
    return (-parts_told(row), published, report.page.added, row.page.id, row.id)


def handed_pages(store: Store, asked: EventFilter) -> Iterator[HandedPage]:
    """Pages with those of their events that a filter asks for, in the order in which they were added.

    Where the filter asks for anything of events, a page without such events is left out, and ``limit`` counts
    events; else every page of the outlet is handed on, and ``limit`` counts pages.
    """
    held = _holder(store)
    if all(getattr(asked, name) in (None, (), "") for name in OF_EVENTS):
        yield from _whole_pages(store, asked, held)
        return
    plan = planned(store, _plan, replace(asked, order="added"))
    spotted = walk(store, plan, limit=asked.limit, after=asked.after)
    for page, found in groupby(spotted, key=lambda s: s.page):
        rows = [s.row for s in found]
        had = held(page)
        yield had.page(rows[0].page, (had.events[row.id] for row in rows))


def _whole_pages(store: Store, asked: EventFilter, held: Callable[[int], Held]) -> Iterator[HandedPage]:
    status = {one_of("--status", value, STATUS) for value in listed(asked.status)}
    with telling(store.path):
        where = both([of_outlet(store.db, "a.page", asked.outlet), no_copy("a.page", copies=asked.copies)])
        limit = -1 if asked.limit is None else asked.limit
        sql = f"SELECT a.page FROM article AS a WHERE {where.sql} ORDER BY a.page LIMIT {int(limit)}"
        pages = [page for (page,) in store.db.execute(sql, where.values)]
    for page in pages:
        had = held(page)
        with telling(store.path):
            ref = pages_of(store.db, [page])[page]
        yield had.page(ref, (e for e in had.reading.events if not status or e.status in status))


def _plan(db: sqlite3.Connection, asked: EventFilter) -> Plan[Spotted]:
    """The plan of a list of events, whose rows come with the keys of their pages."""
    plan = event_plan(db, asked)
    return Plan(plan.source, plan.key, plan.where, _load, plan.sort, plan.descending, plan.sorts_nulls, plan.before)


def _load(db: sqlite3.Connection, keys: Sequence[int]) -> list[Spotted]:
    pages = in_order(db, keys, "SELECT key, page FROM event WHERE key IN (SELECT value FROM json_each(?))")
    found = []
    for row, (_, page) in zip(load_events(db, [key for key, _ in pages]), pages, strict=True):
        found.append(Spotted(row, page))
    return found


def _report(held: Held, row: EventRow) -> Report:
    event = held.events[row.id]
    return Report(held.page(row.page, (event,)), event, row)


def _holder(store: Store) -> Callable[[int], Held]:
    """What unpacks the record of a page by its key, and keeps the last few."""

    @lru_cache(maxsize=KEPT)
    def held(page: int) -> Held:
        with telling(store.path):
            key = current_reading(store.db, page)
            added = store.db.execute("SELECT added FROM page WHERE key = ?", (page,)).fetchone()
            if key is None or added is None:
                raise StoreError(store.path, "a page was forgotten while it was handed on; run this again")
            reading = load_reading(store.db, key)
            merged = dict(store.db.execute(MERGED_ON, (page,)))
            return Held(reading, added[0], {event.id: event for event in reading.events}, merged)

    return held
