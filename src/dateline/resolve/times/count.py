"""Counts shapes out to days: what year, which Monday, how long ago, from what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateline.resolve.times import calendar as cal
from dateline.resolve.times.calendar import Point
from dateline.resolve.times.shapes import Shape

NEAR = 60  # code points between an older date and one that goes on from it in the same sentence
MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS_OF = {"D": 1, "W": 7, "WE": 7, "2W": 14}


@dataclass(frozen=True, slots=True)
class Told:
    """A time told before, with its id, the sentence it stood in and where it ended."""

    point: Point
    id: str
    sentence: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """What the text has told so far. ``narrates`` where it tells of the past from within, not from today."""

    narrates: bool = False
    last: Told | None = None  # the last date of any grain
    on: Told | None = None  # the last date with a day
    quarter: Told | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A point and what it was counted from: "now", "story" or nothing."""

    point: Point
    anchor: str | None = None


def remember(story: Story, point: Point, *, id: str, sentence: int, end: int) -> Story:
    """The story after one more date."""
    if point.year is None:
        return story
    told = Told(point, id, sentence, end)
    last = story.last.point if story.last else None
    if point.grain == "year" and last is not None and last.month and (last.year, last.bc) == (point.year, point.bc):
        return story  # a year that says nothing new leaves the month that is told of
    on = told if point.day is not None else story.on
    if (
        on is not None
        and point.day is None
        and point.grain in ("month", "year", "season")
        and (point.year, point.month)
        != (
            on.point.year,
            on.point.month if point.month else None,
        )
    ):
        on = None if (point.year != on.point.year or point.month not in (None, on.point.month)) else on
    quarter = told if point.grain in ("quarter", "half") else story.quarter
    return replace(story, last=told, on=on, quarter=quarter)


def _signed(point: Point) -> int:
    return -(point.year or 0) if point.bc else (point.year or 0)


def _year(signed: int) -> Point | None:
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


def _by_month(month: int, now: date, way: int | None) -> int:
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


def _by_day(shape: Shape, now: date, way: int | None) -> int:
    """The year of a day of the year in news: the nearest, but for the tense of the verb."""
    gaps: dict[int, int] = {}
    for year in (now.year - 1, now.year, now.year + 1):
        point = _in_year(shape, year)
        if point is not None and point.earliest is not None:
            gaps[year] = (point.earliest - now).days

    def cost(year: int) -> int:
        against = (way == 1 and gaps[year] < 0) or (way == -1 and gaps[year] > 0)
        return abs(gaps[year]) + (AGAINST_THE_VERB if against else 0)

    return min(gaps, key=cost, default=now.year)


def _story_year(month: int | None, story: Story) -> int | None:
    """The signed year of a date without one in a tale: that of the last date, or the next after a turn of the year."""
    if story.last is None or story.last.point.year is None:
        return None
    last = story.last.point
    signed = _signed(last)
    if month and last.month and last.month - month >= 7 and not last.bc:
        return signed + 1
    if month and last.month and month - last.month >= 10 and not last.bc:
        return signed - 1
    return signed


def _weekday(number: int, now: date, way: int | None) -> date | None:
    """The last such weekday, today included, or the next one with a future verb."""
    gap = (number - now.isoweekday()) % 7
    return cal.add_days(now, gap if way == 1 or gap == 0 else gap - 7)


def _of_day(shape: Shape, base: Counted | None) -> Counted:
    """A time of day on a day, if one is known."""
    tail = shape.clock or f"T{shape.daypart}"
    if base is None or base.point.day is None:
        day = base.point.value if base is not None and base.point.value.startswith("XXXX") else "XXXX-XX-XX"
        return Counted(Point(day + tail, "time"), None)
    point = base.point
    value = point.value.split("T")[0] + tail
    return Counted(replace(point, value=value, grain="time"), base.anchor)


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts shapes of one place in a text: ``now`` is the day of publication, ``way`` what the verb tells."""

    story: Story
    now: date | None
    way: int | None
    sentence: int
    start: int = 0

    def count(self, shape: Shape) -> Counted | None:
        """The days of a date, step or shift; None where nothing can be counted from."""
        if shape.kind == "shift":
            return self._shift(shape)
        if shape.daypart or shape.clock:
            return _of_day(shape, self._day_of(shape))
        if shape.kind == "step":
            return self._step(shape)
        return self._date(shape)

    def _day_of(self, shape: Shape) -> Counted | None:
        if shape.base is not None:
            return self.count(shape.base)
        bare = replace(shape, daypart=None, clock=None)
        if shape.kind == "step":
            return self._step(bare)
        on = self.story.on
        if on is not None and (self.story.narrates or self.sentence - on.sentence <= 1):
            return Counted(on.point, "story")
        return Counted(cal.day_point(self.now), "now") if self.now and not self.story.narrates else None

    def _open_year(self, shape: Shape) -> tuple[int | None, str | None]:
        """Signed year of a date that names none, and what told it."""
        story = self.story
        if shape.base is not None:
            base = self.count(shape.base)
            if base is not None and base.point.year is not None:
                return _signed(base.point), base.anchor
        if story.narrates or self._goes_on(story.last):
            return _story_year(shape.month, story), "story"
        if self.now is None:
            return None, None
        if (shape.month and shape.day) or shape.holiday:
            return _by_day(shape, self.now, self.way), "now"
        if shape.month:
            return _by_month(shape.month, self.now, self.way), "now"
        if shape.season:
            return self._season_year(shape.season, self.now), "now"
        if shape.quarter or shape.half:
            return self._quarter_year(shape, self.now), "now"
        return self.now.year, "now"

    def _goes_on(self, last: Told | None) -> bool:
        """Whether news tells on from an older date just before: "In 2003 … Baghdad fell in April"."""
        if last is None or last.sentence != self.sentence or self.start - last.end > NEAR or last.point.year is None:
            return False
        return self.now is None or (self.way == -1 and last.point.year < self.now.year - 1)

    def _season_year(self, season: str, now: date) -> int:
        start = cal.SEASON_START[season]
        if self.way == 1:
            return now.year if start + 2 >= now.month else now.year + 1
        if season == "WI" and now.month <= 3:
            return now.year - 1
        return now.year if start <= now.month + (1 if self.way is None else 0) else now.year - 1

    def _quarter_year(self, shape: Shape, now: date) -> int:
        first = shape.quarter * 3 - 2 if shape.quarter else (shape.half or 1) * 6 - 5
        if self.way == 1 or first <= now.month:
            return now.year
        return now.year - 1

    def _date(self, shape: Shape) -> Counted | None:
        if shape.decade is not None:
            return Counted(cal.decade_point(shape.decade, bc=shape.bc))
        if shape.century is not None:
            return Counted(cal.century_point(shape.century, bc=shape.bc))
        if shape.weekday is not None and shape.day is None:
            return self._on_weekday(shape)
        if shape.year is not None:
            signed, anchor = (-shape.year if shape.bc else shape.year), None
        elif shape.day is not None and shape.month is None:
            return self._nth(shape.day)
        else:
            found, anchor = self._open_year(shape)
            if found is None:
                return self._without_year(shape)
            signed = found
        point = _in_year(shape, signed)
        return Counted(point, anchor) if point is not None else None

    def _without_year(self, shape: Shape) -> Counted | None:
        if shape.month and shape.day:
            return Counted(Point(f"XXXX-{shape.month:02}-{shape.day:02}", "day", month=shape.month, day=shape.day))
        if shape.month:
            return Counted(Point(f"XXXX-{shape.month:02}", "month", month=shape.month))
        if shape.season:
            return Counted(Point(f"XXXX-{shape.season}", "season"))
        return Counted(Point(f"XXXX-Q{shape.quarter}", "quarter")) if shape.quarter else None

    def _nth(self, number: int) -> Counted | None:
        """ "The 13th": of the month told last."""
        last = self.story.last
        if last is None or last.point.month is None or last.point.year is None:
            return None
        if not self.story.narrates and self.sentence - last.sentence > 1:
            return None
        point = _in_year(Shape("date", month=last.point.month, day=number), _signed(last.point))
        return Counted(point, "story") if point else None

    def _on_weekday(self, shape: Shape) -> Counted | None:
        number = shape.weekday or 1
        if shape.base is not None:
            week = self.count(shape.base)
            if week is not None and week.point.earliest is not None and week.point.grain in ("week", "weekend"):
                on = cal.add_days(cal.week_point(week.point.earliest).earliest or week.point.earliest, number - 1)
                return Counted(cal.day_point(on), week.anchor) if on else None
        told = self.story.on
        if self.story.narrates and told is not None and told.point.earliest is not None:
            on = cal.add_days(told.point.earliest, (number - told.point.earliest.isoweekday()) % 7)
            return Counted(cal.day_point(on), "story") if on else None
        if self.now is None:
            return Counted(Point(f"XXXX-WXX-{number}", "day"))
        on = _weekday(number, self.now, self.way)
        return Counted(cal.day_point(on), "now") if on else None

    def _anchor(self, shape: Shape) -> tuple[Point | None, str | None]:
        said_this = self.story.narrates and shape.step == 0
        if shape.anchor == "story" or said_this:
            told = self.story.on if shape.unit in ("D", "W", "WE") and self.story.on else self.story.last
            if told is not None and (self.story.narrates or self.sentence - told.sentence <= 6):
                return told.point, "story"
            if self.story.narrates and shape.unit != "Y":
                return None, None
        return (cal.day_point(self.now), "now") if self.now is not None else (None, None)

    def _unanchored(self, step: int) -> Counted:
        value = "PRESENT_REF" if step == 0 else "PAST_REF" if step < 0 else "FUTURE_REF"
        return Counted(Point(value, None))

    def _same(self, shape: Shape) -> Counted | None:
        """ "The same quarter in 2022", "the same period last year": the last such time in another year."""
        base = self.count(shape.base) if shape.base is not None else None
        told = self.story.quarter or self.story.last
        if told is None or base is None or base.point.year is None:
            return None
        value, year = told.point.value, _signed(base.point)
        if "-Q" in value:
            return Counted(cal.quarter_point(year, int(value[-1])), "story")
        if "-H" in value:
            return Counted(cal.half_point(year, int(value[-1])), "story")
        point = _in_year(Shape("date", month=told.point.month, day=told.point.day), year)
        return Counted(point, "story") if point else None

    def _step(self, shape: Shape) -> Counted | None:
        step = shape.step or 0
        if shape.unit == "SAME":
            return self._same(shape)
        if shape.anchor == "tense":
            now = self.now
            if now is None:
                return Counted(Point("XXXX-WXX-WE", "weekend"))
            back = 0 if self.way == 1 or now.isoweekday() >= 6 else -7
            at = cal.add_days(now, back)
            return Counted(cal.weekend_point(at), "now") if at else None
        if shape.month is not None or shape.weekday is not None or shape.season is not None:
            return self._step_by_name(shape, step)
        from_point, anchor = self._anchor(shape)
        if from_point is None or from_point.year is None:
            return self._unanchored(step)
        point = self._unit_step(shape.unit or "D", step, from_point)
        return Counted(point, anchor) if point is not None else self._unanchored(step)

    def _unit_step(self, unit: str, step: int, at: Point) -> Point | None:
        """The day, week, month … some steps from the one that holds a point."""
        if unit == "Y":
            return _year(_signed(at) + step)
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
                return (
                    Point(f"{at.year:04}-XX-XX", "day", at.earliest, at.latest, at.year, at.month) if at.year else None
                )
            # A week or day counted from a longer time goes from its end forwards, from its start back.
            start = at.latest if step > 0 and at.latest else at.earliest
            day = cal.add_days(start, step * DAYS_OF[unit])
            if day is None:
                return None
            return (
                cal.day_point(day) if unit == "D" else cal.weekend_point(day) if unit == "WE" else cal.week_point(day)
            )
        if unit == "M" and at.year:
            month = at.month or (
                at.latest.month if step > 0 and at.latest else at.earliest.month if at.earliest else None
            )
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

    def _step_by_name(self, shape: Shape, step: int) -> Counted | None:
        """ "Last August", "next Monday", "the following spring"."""
        from_point, anchor = self._anchor(replace(shape, unit="Y" if shape.weekday is None else "D"))
        at = from_point.earliest if from_point is not None else None
        if from_point is None or at is None:
            return self._date(replace(shape, kind="date")) or self._unanchored(step)
        if shape.weekday is not None:
            gap = (shape.weekday - at.isoweekday()) % 7
            if step < 0:
                gap = gap - 7
            elif step > 0:
                gap = gap or 7
            on = cal.add_days(at, gap)
            return Counted(cal.day_point(on), anchor) if on else None
        month = shape.month or cal.SEASON_START[shape.season or "SP"]
        here = at.month
        year = at.year
        if step < 0:
            year = year - 1 if month >= here and not (shape.season and month < here) else year
        elif step > 0:
            year = year + 1 if month <= here else year
        if shape.season == "WI" and step == 0 and here <= 2:
            year -= 1
        if shape.season == "WI" and step < 0 and here <= 2:
            year = at.year - 1
        point = _in_year(Shape("date", month=shape.month, season=shape.season), year)
        return Counted(point, anchor) if point else None

    def _shift(self, shape: Shape) -> Counted | None:
        """ "Two days ago", "three weeks later"."""
        step = shape.step or 1
        from_point, anchor = self._anchor(shape)
        if from_point is None or from_point.year is None:
            return self._unanchored(step)
        unit = shape.unit or "D"
        if shape.amount is None:
            return Counted(self._vague_shift(shape, from_point, step), anchor)
        n = shape.amount * step
        if unit == "2W":
            unit, n = "W", 2 * n
        if unit in MONTHS_OF and unit not in ("M", "Q"):
            return self._shift_years(n * MONTHS_OF[unit] / 12, unit, from_point, anchor, step)
        if from_point.bc:
            return self._unanchored(step)
        if unit in ("M", "Q"):
            month = from_point.month or (
                from_point.earliest.month if from_point.earliest and from_point.grain != "year" else None
            )
            if month is None or from_point.year is None:
                return Counted(replace(from_point, value=f"{from_point.year:04}-XX", grain="month"), anchor)
            there = cal.add_months(from_point.year, month, n * MONTHS_OF[unit])
            if there is None:
                return self._unanchored(step)
            return Counted(cal.month_point(*there), anchor)
        if unit.startswith("T"):
            return Counted(replace(from_point, grain="day"), anchor) if from_point.day else self._unanchored(step)
        if from_point.day is None:
            return Counted(
                Point(f"{from_point.year:04}-XX-XX", "day", from_point.earliest, from_point.latest, from_point.year),
                anchor,
            )
        start = from_point.earliest
        on = cal.add_days(start, n * DAYS_OF.get(unit, 1)) if start else None
        if on is None:
            return self._unanchored(step)
        return Counted(cal.week_point(on) if unit in ("W", "WE") else cal.day_point(on), anchor)

    def _shift_years(self, n: float, unit: str, at: Point, anchor: str | None, step: int) -> Counted:
        if abs(n) > 2 * cal.LAST_YEAR:
            return self._unanchored(step)
        if n != int(n) and at.month and at.year and not at.bc:
            there = cal.add_months(at.year, at.month, n * 12)
            return Counted(cal.month_point(*there), anchor) if there else self._unanchored(step)
        signed = _signed(at) + int(n)
        if (signed <= 0) != at.bc:
            signed -= 1 if n < 0 else -1  # there is no year nought
        point = _year(signed)
        if point is None:
            return self._unanchored(step)
        if unit == "DE":
            point = cal.decade_point((point.year or 0) // 10, bc=point.bc)
        return Counted(point, anchor)

    def _vague_shift(self, shape: Shape, at: Point, step: int) -> Point:
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


def _in_year(shape: Shape, signed: int) -> Point | None:
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


def between(one: Counted | None, two: Counted | None, middle: Counted | None) -> Counted | None:
    """One answer for a publication date that is an interval: from its first, last and middle day.

    Where the answers differ, a time shorter than a month is all that lies between them, and a
    longer one (or a week, where the interval is no longer than that) that of the middle day.
    """
    if one is None or two is None or middle is None or one.point == two.point:
        return two
    a, b = one.point, two.point
    if (
        None in (a.earliest, a.latest, b.earliest, b.latest)
        or a.earliest is None
        or b.latest is None
        or a.latest is None
    ):
        return middle
    if a.grain in ("day", "time"):
        return Counted(
            replace(b, earliest=min(a.earliest, b.earliest or a.earliest), latest=max(a.latest, b.latest)), two.anchor
        )
    return middle
