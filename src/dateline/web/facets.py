"""How many events a view has, in all and by what it may be narrowed by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.asking import Record
from dateline.store.query.facets import Facet, event_facets
from dateline.store.query.filters import EventFilter

COUNTED = 10_000  # events to which they are counted


@dataclass(frozen=True, slots=True)
class Facets:
    """``count`` is of all events asked for; where ``more``, counting stopped there."""

    count: int
    more: bool
    facets: tuple[Facet, ...]


def facets_of(record: Record, values: dict[str, Any]) -> Facets:
    """Raises UsageError as a list of events does."""
    count = record.events(**values).count(most=COUNTED + 1)
    return Facets(min(count, COUNTED), count > COUNTED, event_facets(record.store, EventFilter(**values)))
