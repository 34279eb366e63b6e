"""Steps and shifts from one time to another: the week after, two years before."""

from __future__ import annotations

from dataclasses import replace

from dateline.resolve.times import calendar as cal
from dateline.resolve.times.calendar import Point
from dateline.resolve.times.shapes import Shape
from dateline.resolve.times.story import signed

MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS_OF = {"D": 1, "W": 7, "WE": 7, "2W": 14}


def year(signed: int) -> Point | None:
    if signed == 0 or abs(signed) > cal.LAST_YEAR:
        return None
    return cal.year_point(abs(signed), bc=signed < 0)


def length_value(amount: float | None, unit: str) -> str:
    """A TIMEX3 duration: P2Y, PT30M, P2.5Y, PXD for an unknown number of days."""
    if unit == "2W":
        unit, amount = "W", None if amount is None else amount * 2
    if amount == 0.5:
        halves = {
            "Y": (6.0, "M"),
            "TH": (30.0, "TM"),
            "DE": (5.0, "Y"),
            "CE": (50.0, "Y"),
            "D": (12.0, "TH"),
            "TM": (30.0, "TS"),
        }
        amount, unit = halves.get(unit, (amount, unit))
    number = "X" if amount is None else f"{amount:.10g}"
    return f"PT{number}{unit[1:]}" if unit.startswith("T") else f"P{number}{unit}"


def unit_step(unit: str, step: int, at: Point) -> Point | None:
    """The day, week, month … some steps from the one that holds a point."""
    if unit == "Y":
        return year(signed(at) + step)
    if unit == "DE":
        return cal.decade_point((at.year or 0) // 10 + (-step if at.bc else step), bc=at.bc)
    if unit == "CE":
        return cal.century_point(((at.year or 1) - 1) // 100 + 1 + (-step if at.bc else step), bc=at.bc)
    if at.bc:
        if unit == "D" and at.month and at.day:
            return cal.bc_day_point(at.year or 0, at.month, at.day + step)
        return at if step == 0 else None
    if unit in ("D", "W", "WE", "2W"):
        if at.earliest is None or (at.day is None and unit == "D"):
            return Point(f"{at.year:04}-XX-XX", "day", at.earliest, at.latest, at.year, at.month) if at.year else None
        # A week or day counted from a longer time goes from its end forwards, from its start back.
        start = at.latest if step > 0 and at.latest else at.earliest
        day = cal.add_days(start, step * DAYS_OF[unit])
        if day is None:
            return None
        return cal.day_point(day) if unit == "D" else cal.weekend_point(day) if unit == "WE" else cal.week_point(day)
    if unit == "M" and at.year:
        month = at.month or (at.latest.month if step > 0 and at.latest else at.earliest.month if at.earliest else None)
        there = cal.add_months(at.year, month, step) if month else None
        return cal.month_point(*there) if there else None
    if unit == "Q" and at.year:
        if at.grain == "quarter" and step == 0:
            return at
        month = at.month or (at.earliest.month if at.earliest else 1)
        there = cal.add_months(at.year, month, 3 * step)
        return cal.quarter_point(there[0], (there[1] + 2) // 3) if there else None
    if unit.startswith("T"):
        return replace(at, value=at.value.split("T")[0], grain="day") if at.day else None
    return None


def shift_years(n: float, unit: str, at: Point) -> Point | None:
    """The year or decade some years on; None outside the calendar."""
    if abs(n) > 2 * cal.LAST_YEAR:
        return None
    if n != int(n) and at.month and at.year and not at.bc:
        there = cal.add_months(at.year, at.month, n * 12)
        return cal.month_point(*there) if there else None
    there_year = signed(at) + int(n)
    if (there_year <= 0) != at.bc:
        there_year -= 1 if n < 0 else -1  # there is no year nought
    point = year(there_year)
    if point is None:
        return None
    if unit == "DE":
        point = cal.decade_point((point.year or 0) // 10, bc=point.bc)
    return point


def vague_shift(shape: Shape, at: Point, step: int) -> Point:
    """A few days ago, some years later: the days between the nearest and the furthest that the words allow."""
    value = "PAST_REF" if step < 0 else "FUTURE_REF"
    unit, bounds = shape.unit or "D", shape.vague
    if at.earliest is None or at.latest is None or bounds is None:
        return Point(value, None)
    days = MONTHS_OF[unit] * 30.4 if unit in MONTHS_OF else DAYS_OF.get(unit, 0)
    near, far = (at.earliest, at.latest) if step < 0 else (at.latest, at.earliest)
    one, two = cal.add_days(near, step * days * bounds[1]), cal.add_days(far, step * days * bounds[0])
    if one is None or two is None:
        return Point(value, None)
    return Point(value, None, min(one, two), max(one, two))
