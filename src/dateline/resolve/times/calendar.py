"""Days of the calendar: from years 1 to 9999, with None for what lies outside. No function here raises."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# Months of the northern seasons of meteorology; winter begins in December of the year before.
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Point:
    """A time that has been counted: its TIMEX3 value, its days where the calendar has them, its grain.

    ``year``, ``month`` and ``day`` are what is known of it; ``bc`` marks years before Christ, which have no days.
    """

    value: str
    grain: str | None
    earliest: date | None = None
    latest: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    bc: bool = False


def day(year: int, month: int, number: int) -> date | None:
    if not 1 <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        return None
    return date(year, month, number)


def add_days(start: date, n: float) -> date | None:
    """A day n days on; None outside the calendar."""
    if abs(n) > 4_000_000:
        return None
    at = start.toordinal() + round(n)
    return date.fromordinal(at) if 1 <= at <= date.max.toordinal() else None


def add_months(year: int, month: int, n: float) -> tuple[int, int] | None:
    """Year and month n months on; None outside the calendar."""
    if abs(n) > 200_000:
        return None
    at = year * 12 + month - 1 + round(n)
    return (at // 12, at % 12 + 1) if 12 <= at < (LAST_YEAR + 1) * 12 else None


def year_point(year: int, *, bc: bool = False) -> Point:
    if bc:
        return Point(f"BC{year:04}", "year", year=year, bc=True)
    return Point(f"{year:04}", "year", day(year, 1, 1), day(year, 12, 31), year)


def month_point(year: int, month: int, *, bc: bool = False) -> Point:
    if bc:
        return Point(f"BC{year:04}-{month:02}", "month", year=year, month=month, bc=True)
    last = monthrange(year, month)[1] if 1 <= year <= LAST_YEAR else 28
    return Point(f"{year:04}-{month:02}", "month", day(year, month, 1), day(year, month, last), year, month)


def day_point(on: date) -> Point:
    return Point(on.isoformat(), "day", on, on, on.year, on.month, on.day)


def bc_day_point(year: int, month: int, number: int) -> Point:
    return Point(f"BC{year:04}-{month:02}-{number:02}", "day", year=year, month=month, day=number, bc=True)


def week_point(within: date) -> Point:
    """The ISO week, Monday to Sunday, that holds a day."""
    year, week, weekday = within.isocalendar()
    start = add_days(within, 1 - weekday)
    end = add_days(within, 7 - weekday)
    return Point(f"{year:04}-W{week:02}", "week", start, end, within.year, within.month)


def weekend_point(within: date) -> Point:
    """Saturday and Sunday of the ISO week that holds a day."""
    year, week, weekday = within.isocalendar()
    start, end = add_days(within, 6 - weekday), add_days(within, 7 - weekday)
    return Point(f"{year:04}-W{week:02}-WE", "weekend", start, end, within.year, within.month)


def _months(value: str, grain: str, year: int, month: int, n: int) -> Point:
    end = add_months(year, month, n - 1)
    latest = month_point(*end).latest if end else None
    return Point(value, grain, day(year, month, 1), latest, year)


def quarter_point(year: int, quarter: int) -> Point:
    return _months(f"{year:04}-Q{quarter}", "quarter", year, quarter * 3 - 2, 3)


def half_point(year: int, half: int) -> Point:
    return _months(f"{year:04}-H{half}", "half", year, half * 6 - 5, 6)


def season_point(year: int, season: str, *, bc: bool = False) -> Point:
    """A season of a year; its winter is the one that begins in its December."""
    if bc:
        return Point(f"BC{year:04}-{season}", "season", year=year, bc=True)
    return _months(f"{year:04}-{season}", "season", year, SEASON_START[season], 3)


def decade_point(decade: int, *, bc: bool = False) -> Point:
    """Ten years: 199 is the 1990s."""
    if bc:
        return Point(f"BC{decade:03}", "decade", year=decade * 10, bc=True)
    return Point(f"{decade:03}", "decade", day(max(decade * 10, 1), 1, 1), day(decade * 10 + 9, 12, 31), decade * 10)


def century_point(century: int, *, bc: bool = False) -> Point:
    """A hundred years: 20 is the twentieth century, TIMEX3's "19" (1901 to 2000)."""
    if bc:
        return Point(f"BC{century - 1:02}", "century", bc=True)
    return Point(f"{century - 1:02}", "century", day(century * 100 - 99, 1, 1), day(century * 100, 12, 31))


def easter(year: int) -> date | None:
    """Western Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    n = h + k - 7 * m + 114
    return day(year, n // 31, n % 31 + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day that a rule of the holidays' table names in a year; None where there is none."""
    if rule.startswith("easter"):
        sunday = easter(year)
        return add_days(sunday, int(rule.split()[1])) if sunday else None
    if "-" in rule[1:3]:
        fixed, number = rule.split("-")
        return day(year, int(fixed), int(number))
    month, weekday, nth = (int(n) for n in rule.split())
    first = day(year, month, 1)
    if first is None:
        return None
    if nth > 0:
        return add_days(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def part_of(earliest: date, latest: date, part: str, grain: str | None) -> tuple[date, date]:
    """The days of the early, middle or late third of an interval; a month's thirds begin on the 1st, 11th and 21st."""
    n = (latest - earliest).days + 1
    if n < 3:
        return earliest, latest
    third = 10 if grain == "month" else max(n // 3, 1)
    first, second = earliest + timedelta(days=third), earliest + timedelta(days=2 * third)
    if part == "START":
        return earliest, first - timedelta(days=1)
    if part == "MID":
        return first, second - timedelta(days=1)
    if part == "END":
        return second, latest
    return earliest, latest
