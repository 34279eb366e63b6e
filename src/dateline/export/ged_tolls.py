"""The killed of a happening by side, as UCDP adds them up: best is the sum of the sides' own and of the unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.answers import EventRow, Tally
from dateline.export.ged_sides import ONE_SIDED, Dyad
from dateline.export.rivals import all_rivals
from dateline.handed import Happening
from dateline.tolls import Toll, toll_of


@dataclass(frozen=True, slots=True)
class Deaths:
    """Best estimates by side, then of all: low, best, high."""

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    best: int
    high: int


def deaths_of(happening: Happening, dyad: Dyad, *, rule: str) -> Deaths:
    """Zero where none are told. A number that is of no side is the total: what the sides leave of it is unknown."""
    tolls = [_toll(happening, side, rule) for side in (_of_a(dyad), _of_b(dyad), _of_civilians(dyad))]
    a, b, civilians = (_best(toll) for toll in tolls)
    total = _toll(happening, _of_nobody(dyad), rule)
    told = a + b + civilians
    best = max(told, _best(total))
    low = max(sum(_low(toll) for toll in tolls), _low(total))
    high = max(sum(_high(toll) for toll in tolls), _high(total))
    rest = best - told
    if dyad.violence == ONE_SIDED:  # its victims are civilians
        civilians, rest = civilians + rest, 0
    return Deaths(a, b, civilians, rest, min(low, best), best, max(high, best))


Whose = Callable[[Tally], bool]


def _of_a(dyad: Dyad) -> Whose:
    return lambda tally: tally.whose in dyad.a.names


def _of_b(dyad: Dyad) -> Whose:
    return lambda tally: dyad.violence != ONE_SIDED and tally.whose in dyad.b.names and tally.whose not in dyad.a.names


def _of_civilians(dyad: Dyad) -> Whose:
    return lambda tally: dyad.violence == ONE_SIDED and tally.whose in dyad.b.names


def _of_nobody(dyad: Dyad) -> Whose:
    return lambda tally: tally.whose not in dyad.a.names | dyad.b.names


def _toll(happening: Happening, whose: Whose, rule: str) -> Toll | None:
    rows = [_only(report.row, whose) for report in happening.reports]
    return toll_of(all_rivals(rows, "killed"), "killed", rule=rule)


def _only(row: EventRow, whose: Whose) -> EventRow:
    return replace(row, counts=tuple(tally for tally in row.counts if whose(tally)))


def _best(toll: Toll | None) -> int:
    return (toll.best if toll else None) or 0


def _low(toll: Toll | None) -> int:
    return (toll.low if toll else None) or 0


def _high(toll: Toll | None) -> int:
    """The greatest told; best where the reports set no upper end."""
    return ((toll.high if toll else None) or 0) or _best(toll)
