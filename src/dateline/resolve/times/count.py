"""Counts shapes out to days: what year, which Monday, how long ago, from what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateline.resolve.times import calendar as cal
from dateline.resolve.times.calendar import Point
from dateline.resolve.times.shapes import Shape
from dateline.resolve.times.steps import DAYS_OF, MONTHS_OF, shift_years, unit_step, vague_shift
from dateline.resolve.times.story import Counted, Story, Told, signed, story_year
from dateline.resolve.times.years import by_day, by_month, in_year, on_weekday, quarter_year, season_year

NEAR = 60  # code points between an older date and one that goes on from it in the same sentence


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
                return signed(base.point), base.anchor
        if story.narrates or self._goes_on(story.last):
            return story_year(shape.month, story), "story"
        if self.now is None:
            return None, None
        if (shape.month and shape.day) or shape.holiday:
            return by_day(shape, self.now, self.way), "now"
        if shape.month:
            return by_month(shape.month, self.now, self.way), "now"
        if shape.season:
            return season_year(shape.season, self.now, self.way), "now"
        if shape.quarter or shape.half:
            return quarter_year(shape, self.now, self.way), "now"
        return self.now.year, "now"

    def _goes_on(self, last: Told | None) -> bool:
        """Whether news tells on from an older date just before: "In 2003 … Baghdad fell in April"."""
        if last is None or last.sentence != self.sentence or self.start - last.end > NEAR or last.point.year is None:
            return False
        return self.now is None or (self.way == -1 and last.point.year < self.now.year - 1)

    def _date(self, shape: Shape) -> Counted | None:
        if shape.decade is not None:
            return Counted(cal.decade_point(shape.decade, bc=shape.bc))
        if shape.century is not None:
            return Counted(cal.century_point(shape.century, bc=shape.bc))
        if shape.weekday is not None and shape.day is None:
            return self._on_weekday(shape)
        if shape.year is not None:
            counted, anchor = (-shape.year if shape.bc else shape.year), None
        elif shape.day is not None and shape.month is None:
            return self._nth(shape.day)
        else:
            found, anchor = self._open_year(shape)
            if found is None:
                return self._without_year(shape)
            counted = found
        point = in_year(shape, counted)
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
        point = in_year(Shape("date", month=last.point.month, day=number), signed(last.point))
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
        on = on_weekday(number, self.now, self.way)
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
        """ "The same month in 2019", "the same period last year": the last such time in another year."""
        base = self.count(shape.base) if shape.base is not None else None
        told = self.story.quarter or self.story.last
        if told is None or base is None or base.point.year is None:
            return None
        value, year = told.point.value, signed(base.point)
        if "-Q" in value:
            return Counted(cal.quarter_point(year, int(value[-1])), "story")
        if "-H" in value:
            return Counted(cal.half_point(year, int(value[-1])), "story")
        point = in_year(Shape("date", month=told.point.month, day=told.point.day), year)
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
        point = unit_step(shape.unit or "D", step, from_point)
        return Counted(point, anchor) if point is not None else self._unanchored(step)

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
        point = in_year(Shape("date", month=shape.month, season=shape.season), year)
        return Counted(point, anchor) if point else None

    def _shift(self, shape: Shape) -> Counted | None:
        """ "Two days ago", "three weeks later"."""
        step = shape.step or 1
        from_point, anchor = self._anchor(shape)
        if from_point is None or from_point.year is None:
            return self._unanchored(step)
        unit = shape.unit or "D"
        if shape.amount is None:
            return Counted(vague_shift(shape, from_point, step), anchor)
        n = shape.amount * step
        if unit == "2W":
            unit, n = "W", 2 * n
        if unit in MONTHS_OF and unit not in ("M", "Q"):
            point = shift_years(n * MONTHS_OF[unit] / 12, unit, from_point)
            return Counted(point, anchor) if point else self._unanchored(step)
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
