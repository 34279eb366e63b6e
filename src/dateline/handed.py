"""What is handed on from the store to other programs: happenings with their reports, and pages, each whole.

An event of a page that was merged with no other is a happening of one report. Exports take nothing else, so
that each shape is a function of these records and can be made without a store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.answers import EventRow, PageRef
from dateline.records import Event, Reading


@dataclass(frozen=True, slots=True)
class HandedPage:
    """A page's record with what the store knows of it. ``events`` are those asked for, in the record's order."""

    reading: Reading
    ref: PageRef
    added: str  # UTC, to the second: 2024-01-05T06:07:08Z
    events: tuple[Event, ...]
    happenings: Mapping[str, str] = field(default_factory=dict)  # their ids by those of events that were merged


@dataclass(frozen=True, slots=True)
class Report:
    """A happening as one page tells it: the event in its record, and the same with every name looked up."""

    page: HandedPage
    event: Event
    row: EventRow


@dataclass(frozen=True, slots=True)
class Happening:
    """What several pages tell of, or one. ``id`` is kept across pages; ``reports`` has the best told first."""

    id: str
    reports: tuple[Report, ...]

    @property
    def best(self) -> Report:
        return self.reports[0]

    @property
    def rows(self) -> tuple[EventRow, ...]:
        return tuple(report.row for report in self.reports)
