"""Days, weeks (of ISO 8601, from Monday), months, quarters and years as stretches of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

BY = ("day", "week", "month", "quarter", "year")
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def start_of(day: date, by: str) -> date:
    """The first day of the period that a day is in."""
    if by == "day":
        return day
    if by == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return date(day.year, 1 + (day.month - 1) // MONTHS[by] * MONTHS[by], 1)


def after(start: date, by: str) -> date | None:
    """The first day of the next period; None where the calendar ends."""
    try:
        if by in ("day", "week"):
            return start + timedelta(days=1 if by == "day" else 7)
        month = start.month - 1 + MONTHS[by]
        return date(start.year + month // 12, month % 12 + 1, 1)
    except (OverflowError, ValueError):
        return None


def starts(first: date, last: date, by: str) -> Iterator[date]:
    """The first days of all periods from that of ``first`` to that of ``last``."""
    at: date | None = start_of(first, by)
    while at is not None and at <= last:
        yield at
        at = after(at, by)


def label(start: date, by: str) -> str:
    if by == "week":
        year, week, _ = start.isocalendar()
        return f"{year:04}-W{week:02}"
    if by == "quarter":
        return f"{start.year:04}-Q{(start.month + 2) // 3}"
    return start.isoformat()[: {"day": 10, "month": 7, "year": 4}[by]]


def year_before(start: date, by: str) -> date | None:
    """The start of the same period of the year before; None for 29 February and for a week 53."""
    try:
        if by == "week":
            year, week, _ = start.isocalendar()
            return date.fromisocalendar(year - 1, week, 1)
        return start.replace(year=start.year - 1)
    except ValueError:
        return None
