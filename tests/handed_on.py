"""What is handed on, made without a store: the invented pages of tests.asked as pages and happenings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dateline import ids
from dateline.export.manner import Manner
from dateline.handed import HandedPage, Happening, Report
from dateline.records import Count, Event, Reading
from dateline.rows import ref_of, row_maker
from tests.asked import NOW, harbour, readings

PLAIN = Manner()


def page_of(reading: Reading, *, events: tuple[Event, ...] | None = None) -> HandedPage:
    """A page with those of its events that happened, or with those given."""
    happened = tuple(event for event in reading.events if event.status == "actual")
    return HandedPage(reading, ref_of(reading), NOW, happened if events is None else events)


def handed() -> list[HandedPage]:
    """The three pages that are no copies."""
    return [page_of(reading) for reading in readings()[:3]]


def reports_of(page: HandedPage) -> Iterator[Report]:
    maker = row_maker(page.reading, ref=page.ref)
    for event in page.events:
        yield Report(page, event, maker.event(event))


def alone(page: HandedPage) -> list[Happening]:
    """Each event of a page as a happening of one report."""
    return [Happening(ids.event_id(page.reading.page, report.event), (report,)) for report in reports_of(page)]


def happened() -> list[Happening]:
    return [happening for page in handed() for happening in alone(page)]


def told_twice() -> Happening:
    """The killing in Pemba as two papers tell it: the second, a day later, counts six."""
    later = harbour()
    later.text = later.text.replace("at least four", "at least six ")
    later.outlet, later.headline, later.day = "Evening Post", "Later", date(2024, 3, 8)
    event = later.events[0]
    later.events[0] = replace(event, counts=(Count("killed", 6, 6, later.at("at least six"), event.counts[0].whose),))
    reports = tuple(next(reports_of(page_of(draft.reading()))) for draft in (harbour(), later))
    return Happening("f" * 16, reports)
