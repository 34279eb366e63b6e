"""Which year, or which Monday: what words leave open, told from a day and the tense of their verb.

``way`` is everywhere what the verb tells: -1 past, 1 future, None nothing.
"""

from __future__ import annotations

from datetime import date

from dateline.resolve.times import calendar as cal
from dateline.resolve.times.calendar import Point
from dateline.resolve.times.shapes import Shape


def in_year(shape: Shape, signed: int) -> Point | None:
    """A partial date in its year (negative before Christ); None where the calendar lacks it."""
    year, bc = abs(signed), signed < 0
    if year == 0 or year > cal.LAST_YEAR:
        return None
    if shape.holiday is not None:
        on = cal.holiday(shape.holiday, year) if shape.holiday and not bc else None
        return cal.day_point(on) if on else None
    if shape.month is not None:
        if shape.day is None:
            return cal.month_point(year, shape.month, bc=bc)
        if bc:
            return cal.bc_day_point(year, shape.month, shape.day)
        on = cal.day(year, shape.month, shape.day)
        return cal.day_point(on) if on else None
    if shape.season is not None:
        return cal.season_point(year, shape.season, bc=bc)
    if shape.quarter is not None and not bc:
        return cal.quarter_point(year, shape.quarter)
    if shape.half is not None and not bc:
        return cal.half_point(year, shape.half)
    return cal.year_point(year, bc=bc)


def by_month(month: int, now: date, way: int | None) -> int:
    """The year of a month named alone in news: the last such month, or the next one with a future verb.

    Where the verb tells nothing, a month four or fewer ahead is one to come.
    """
    if way == 1:
        return now.year if month >= now.month else now.year + 1
    ahead = (month - now.month) % 12
    if way is None and 0 < ahead <= 4:
        return now.year if month >= now.month else now.year + 1
    return now.year if month <= now.month else now.year - 1


# A date without a year is seldom further off than half a year; a verb of the wrong tense weighs this many days.
AGAINST_THE_VERB = 300


def by_day(shape: Shape, now: date, way: int | None) -> int:
    """The year of a day of the year in news: the nearest, but for the tense of the verb."""
    gaps: dict[int, int] = {}
    for year in (now.year - 1, now.year, now.year + 1):
        point = in_year(shape, year)
        if point is not None and point.earliest is not None:
            gaps[year] = (point.earliest - now).days

    def cost(year: int) -> int:
        against = (way == 1 and gaps[year] < 0) or (way == -1 and gaps[year] > 0)
        return abs(gaps[year]) + (AGAINST_THE_VERB if against else 0)

    return min(gaps, key=cost, default=now.year)


def season_year(season: str, now: date, way: int | None) -> int:
    start = cal.SEASON_START[season]
    if way == 1:
        return now.year if start + 2 >= now.month else now.year + 1
    if season == "WI" and now.month <= 3:
        return now.year - 1
    return now.year if start <= now.month + (1 if way is None else 0) else now.year - 1


def quarter_year(shape: Shape, now: date, way: int | None) -> int:
    first = shape.quarter * 3 - 2 if shape.quarter else (shape.half or 1) * 6 - 5
    if way == 1 or first <= now.month:
        return now.year
    return now.year - 1


def on_weekday(number: int, now: date, way: int | None) -> date | None:
    """The last such weekday, today included, or the next one with a future verb."""
    gap = (number - now.isoweekday()) % 7
    return cal.add_days(now, gap if way == 1 or gap == 0 else gap - 7)
