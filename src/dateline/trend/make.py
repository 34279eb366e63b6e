"""A trend from counts by interval: its periods, their change against the year before, and where its level changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from dateline.answers import ChangePoint, Dated, Period, Trend
from dateline.errors import UsageError
from dateline.trend import periods as calendar
from dateline.trend.spread import RULES, Filled, fill
from dateline.trend.tests import FEWEST, MOST, find_changes, two_counts

MOST_PERIODS = 5000
HALF_A_PAGE = 0.5


def make_trend(
    events: Sequence[Dated],
    pages: Sequence[Dated],
    *,
    by: str,
    of: str,
    per_pages: bool = False,
    rule: str = "spread",
    since: date | None = None,
    until: date | None = None,
    look_for_changes: bool = True,
) -> Trend:
    """Periods from that of ``since`` to that of ``until``; where not told, from the first page read to the last.

    A period in which less than half a page was read has no value. Raises UsageError on a wrong ``by`` or ``rule``
    and on more than 5,000 periods.
    """
    if by not in calendar.BY:
        raise UsageError(f"--by {by}: it is one of {', '.join(calendar.BY)}")
    if rule not in RULES:
        raise UsageError(f"--uncertain {rule}: it is one of {', '.join(RULES)}")
    bounds = _bounds(pages, by, since, until)
    if len(bounds) < 2:
        return Trend(by, of, per_pages, rule, (), (), 0, (), ("no page with a day of publication was read",))
    counted = fill(events, bounds, rule=rule)
    read = fill(pages, bounds, rule="spread")
    periods = _compared(_periods(counted, read, bounds, by, per_pages), by, per_pages)
    points, notes = _points(periods, per_pages) if look_for_changes else (None, [])
    undated_pages = sum(p.count for p in pages if p.earliest is None)
    if undated_pages:
        notes.append(f"{undated_pages:,} pages without a day of publication stand in no period")
    unread = sum(p.events for p in periods if p.value is None)
    left_out = (
        ("no day told", counted.undated),
        ("outside these periods", round(counted.outside)),
        ("in periods of which no page was read", round(unread)),
        ("time spans several periods", counted.skipped),
    )
    return Trend(
        by, of, per_pages, rule, periods, points, counted.spanning, tuple(x for x in left_out if x[1]), tuple(notes)
    )


def _bounds(pages: Sequence[Dated], by: str, since: date | None, until: date | None) -> list[date]:
    """The first days of the periods, and the day after the last; [] where no page tells a day."""
    first = since or min((p.earliest for p in pages if p.earliest), default=None)
    last = until or max((p.latest for p in pages if p.latest), default=None)
    if first is None or last is None or first > last:
        return []
    bounds = list(islice(calendar.starts(first, last, by), MOST_PERIODS + 1))
    if len(bounds) > MOST_PERIODS:
        raise UsageError(
            f"--by {by}: gives more than {MOST_PERIODS:,} periods; take longer ones, or --since and --until"
        )
    end = calendar.after(bounds[-1], by)
    return [*bounds, end or date.max]


def _periods(counted: Filled, read: Filled, bounds: Sequence[date], by: str, per_pages: bool) -> list[Period]:
    found = []
    for i, (events, pages) in enumerate(zip(counted.amounts, read.amounts, strict=True)):
        value = None if pages < HALF_A_PAGE else events / pages if per_pages else events
        found.append(
            Period(calendar.label(bounds[i], by), bounds[i], bounds[i + 1] - timedelta(days=1), events, pages, value)
        )
    return found


def _compared(periods: Sequence[Period], by: str, per_pages: bool) -> tuple[Period, ...]:
    """Each with what stood in the same period of the year before."""
    known: Mapping[date, Period] = {p.first: p for p in periods}
    found = []
    for p in periods:
        earlier = calendar.year_before(p.first, by)
        old = known.get(earlier) if earlier else None
        if old is None or old.value is None or p.value is None:
            found.append(p)
            continue
        exposures = (p.pages, old.pages) if per_pages else (_length(p), _length(old))
        found.append(
            Period(
                p.label, p.first, p.last, p.events, p.pages, p.value, old.value,
                p.value / old.value - 1 if old.value else None,
                two_counts(p.events, old.events, exposures=exposures),
            )
        )  # fmt: skip
    return tuple(found)


def _length(period: Period) -> float:
    return (period.last - period.first).days + 1.0


def _points(periods: Sequence[Period], per_pages: bool) -> tuple[tuple[ChangePoint, ...] | None, list[str]]:
    """Where the level changes, gaps left out; None and a note where it was not looked for."""
    told = [p for p in periods if p.value is not None]
    if len(told) < FEWEST:
        return None, [f"changes of level are looked for in {FEWEST} periods or more; here are {len(told)}"]
    if len(told) > MOST:
        return None, [f"changes of level are looked for in {MOST} periods at most; take longer ones"]
    try:
        found = find_changes([p.events for p in told], [p.pages if per_pages else 1.0 for p in told])
    except ImportError:
        return None, ['changes of level need a package that is not installed; pip install "dateline[plots]"']
    return tuple(ChangePoint(told[c.at].label, told[c.at].first, c.before, c.after, c.p_value) for c in found), []
