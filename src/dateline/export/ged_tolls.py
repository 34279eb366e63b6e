"""The killed of a happening by side, as UCDP adds them up: best is the sum of the sides' own and of the unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dateline.answers import EventRow, Tally
from dateline.export.ged_sides import ONE_SIDED, Dyad
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


Whose = Callable[[Tally], bool]


def deaths_of(happening: Happening, dyad: Dyad, *, rule: str) -> Deaths:
    """Zero where none are told. A number that is of no side is a total: what the sides leave of it is unknown."""
    rows = [report.row for report in happening.reports]
    a, b, civilians = (_best(_toll(rows, whose, rule)) for whose in _sides(dyad))
    told = a + b + civilians
    best = max(told, _best(_toll(rows, _of_nobody(dyad), rule)))
    spans = [span for row in rows if (span := _span(row, dyad, rule)) is not None]
    low = min((low for low, _ in spans), default=0)
    high = max((high for _, high in spans), default=0)
    if rule == "acled":
        low = high = best
    return Deaths(a, b, civilians, best - told, min(low, best), best, max(high, best))


def _span(row: EventRow, dyad: Dyad, rule: str) -> tuple[int, int] | None:
    """The least and the greatest number that one report tells, its sides together; None where it tells none."""
    sides = [toll for whose in _sides(dyad) if (toll := _toll([row], whose, rule)) is not None]
    total = _toll([row], _of_nobody(dyad), rule)
    if not sides and total is None:
        return None
    return max(sum(map(_low, sides)), _low(total)), max(sum(map(_high, sides)), _high(total))


def _sides(dyad: Dyad) -> tuple[Whose, Whose, Whose]:
    """Whose a number is: side A's, side B's, civilians'. Who is hit by one side only is a civilian, whoever says so."""
    one_sided = dyad.violence == ONE_SIDED
    return (
        lambda tally: tally.whose in dyad.a.names,
        lambda tally: not one_sided and tally.whose in dyad.b.names and tally.whose not in dyad.a.names,
        lambda tally: one_sided and tally.whose not in dyad.a.names,
    )


def _of_nobody(dyad: Dyad) -> Whose:
    one_sided = dyad.violence == ONE_SIDED
    return lambda tally: not one_sided and tally.whose not in dyad.a.names | dyad.b.names


def _toll(rows: Iterable[EventRow], whose: Whose, rule: str) -> Toll | None:
    return toll_of([_only(row, whose) for row in rows], "killed", rule=rule)


def _only(row: EventRow, whose: Whose) -> EventRow:
    return replace(row, counts=tuple(tally for tally in row.counts if whose(tally)))


def _best(toll: Toll | None) -> int:
    return (toll.best if toll else None) or 0


def _low(toll: Toll | None) -> int:
    return (toll.low if toll else None) or 0


def _high(toll: Toll | None) -> int:
    """The greatest told; best where the reports set no upper end."""
    return ((toll.high if toll else None) or 0) or _best(toll)
