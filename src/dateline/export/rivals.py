"""Numbers of one page that rival one another: of the same people, by different tellers.

A part of a toll ("two children among them") is told by the same voice as the whole or of others; "nine, the army
said; the rebels put it at four" are two tolls. Each becomes a report's number of its own, so that the rules of
dateline.tolls weigh them as they weigh those of two pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from dateline.answers import EventRow, Tally, Teller
from dateline.handed import Happening
from dateline.tolls import Toll, toll_of


def toll_told(happening: Happening, what: str, *, rule: str) -> Toll | None:
    """One number from all that the happening's reports tell of a kind; None where they tell none."""
    return toll_of(all_rivals((report.row for report in happening.reports), what), what, rule=rule)


def rivals(row: EventRow, what: str) -> list[EventRow]:
    """The row once for each teller of the same people's number, each with that teller's."""
    tellers: dict[str | None, list[tuple[Teller, ...]]] = defaultdict(list)
    apart: dict[int, list[Tally]] = defaultdict(list)
    for tally in row.counts:
        known = tellers[tally.whose] if tally.what == what else [tally.said_by]
        if tally.said_by not in known:
            known.append(tally.said_by)
        apart[known.index(tally.said_by)].append(tally)
    return [replace(row, counts=tuple(apart[number])) for number in sorted(apart)] or [row]


def all_rivals(rows: Iterable[EventRow], what: str) -> list[EventRow]:
    return [apart for row in rows for apart in rivals(row, what)]
