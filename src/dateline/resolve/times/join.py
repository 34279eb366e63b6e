"""Joins neighbours into one time: "early" + "March", "Monday" + "morning", "the second half" + "of next year"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.lexicon.times import Gaps
from dateline.records import Span
from dateline.resolve.times.shapes import Found, Shape

# From fine to coarse; a time may be part of a coarser one.
GRAINS = ("clock", "daypart", "weekday", "day", "holiday", "week", "month", "season", "quarter", "half", "year")
UNIT_GRAINS = {"D": "day", "W": "week", "WE": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade"}


def grain_of(shape: Shape) -> str | None:
    """The finest thing that a shape names."""
    if shape.clock:
        return "clock"
    if shape.daypart:
        return "daypart"
    if shape.kind == "step" and shape.unit and not shape.weekday and not shape.month:
        return UNIT_GRAINS.get(shape.unit)
    for name in ("day", "weekday", "holiday", "month", "season", "quarter", "half"):
        if getattr(shape, name) is not None:
            return name
    if shape.year is not None:
        return "year"
    return "decade" if shape.decade is not None else "century" if shape.century is not None else None


def _open_above(shape: Shape) -> bool:
    """Whether nothing coarser is said yet, so that it may be part of what follows."""
    return shape.kind == "date" and shape.base is None and not shape.is_dated


def fold_gap(text: str) -> str:
    """What stands between two times, blanks folded and lower case."""
    return " ".join(text.lower().split())


def _fits(left: Shape, right: Shape, gap: str, gaps: Gaps) -> Shape | None:
    """The two as one, or None."""
    if left.kind == "part":
        if right.kind in ("date", "step") and right.part is None and gap in gaps.after_part:
            return replace(right, part=left.part)
        return None
    if left.kind not in ("date", "step") or right.kind not in ("date", "step"):
        return None
    fine, coarse = grain_of(left), grain_of(right)
    if coarse is None or (fine is None and left.unit != "SAME"):
        return None
    if fine in ("clock", "daypart") and left.kind == "date" and left.base is None:
        near = gaps.clock_day if fine == "clock" else gaps.of_the_day
        if coarse in ("day", "weekday", "holiday") and gap in near:
            return replace(left, base=right)
        if fine == "clock" and coarse == "daypart" and not gap:
            return replace(left, base=right)
        return None
    if right.kind == "date" and right.base is None and coarse in ("clock", "daypart") and right.day is None:
        near = gaps.day_clock if coarse == "clock" else frozenset({""})
        if fine in ("day", "weekday", "holiday") and gap in near:
            return replace(right, base=left)
        return None
    if fine == "weekday" and coarse == "day" and gap in gaps.weekday_day:
        return replace(right, weekday=left.weekday) if left.kind == "date" and right.kind == "date" else None
    if coarse == "weekday" and fine == "day" and gap in gaps.day_weekday and right.kind == "date":
        return replace(left, weekday=right.weekday)
    if left.kind == "step" and left.unit == "Q" and left.step == -1 and right.kind == "date" and coarse == "year":
        return replace(right, quarter=4) if gap in gaps.year_of_part and gap else None
    if left.unit == "SAME" and left.base is None and right.kind in ("date", "step") and coarse == "year":
        return replace(left, base=right) if gap in gaps.same_in else None
    if not _open_above(left) or fine not in GRAINS or coarse not in GRAINS:
        return None
    finer = GRAINS.index(fine) < GRAINS.index(coarse)
    if finer and gap in gaps.part_of and right.kind == "step" and coarse != "day":
        if "in" in gap.split() and fine in ("weekday", "day"):
            return None
        return replace(left, base=right)
    if finer and right.kind == "date" and right.year is not None and coarse == "year" and fine != "weekday":
        if fine in ("day", "month") and gap not in gaps.year_of_date:
            return None
        if gap in gaps.year_of_part:
            return replace(left, year=right.year, bc=right.bc)
    if not gap and right.kind == "step" and coarse == "week" and fine == "weekday":
        return replace(left, base=right)
    return None


def join(text: str, found: Sequence[Found], *, gaps: Gaps) -> list[Found]:
    """Neighbours joined, from right to left so that parts of parts nest; parts of nothing are left out.

    ``text`` is the article's; the times don't overlap and stand in reading order.
    """
    out: list[Found] = []
    for one in reversed(found):
        while out:
            nearest = out[-1]
            gap = text[one.span.end : nearest.span.start]
            whole = _fits(one.shape, nearest.shape, fold_gap(gap), gaps) if len(gap) <= 12 else None
            if whole is None:
                break
            out.pop()
            lead = nearest.lead if one.shape.kind == "part" else one.lead
            if one.shape.kind == "part" and lead == "part":
                lead = None
            one = Found(Span(one.span.start, nearest.span.end), whole, one.rank, lead, one.name)
        out.append(one)
    out.reverse()
    return [one for one in out if one.shape.kind != "part"]
