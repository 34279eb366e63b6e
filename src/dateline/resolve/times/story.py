"""What a text has told so far, from which later times count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.resolve.times.calendar import Point


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


def signed(point: Point) -> int:
    return -(point.year or 0) if point.bc else (point.year or 0)


def story_year(month: int | None, story: Story) -> int | None:
    """The signed year of a date without one in a tale: that of the last date, or the next after a turn of the year."""
    if story.last is None or story.last.point.year is None:
        return None
    last = story.last.point
    year = signed(last)
    if month and last.month and last.month - month >= 7 and not last.bc:
        return year + 1
    if month and last.month and month - last.month >= 10 and not last.bc:
        return year - 1
    return year


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
