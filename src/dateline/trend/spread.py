"""Putting what has an interval of days into periods, in time that does not grow with the intervals' lengths."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from dateline.answers import Dated

RULES = ("spread", "first", "skip")


@dataclass(frozen=True, slots=True)
class Filled:
    """What came into each period; ``spanning`` had days in several, ``skipped`` of them were left out."""

    amounts: tuple[float, ...]
    spanning: int
    undated: int
    outside: float
    skipped: int


def fill(dated: Iterable[Dated], bounds: Sequence[date], *, rule: str) -> Filled:
    """``bounds`` are the first days of the periods, and last the day after the last period.

    ``spread`` shares one out over the periods by its days in each; ``first`` puts it into the period of its first
    day; ``skip`` leaves one of several periods out. What lies outside the bounds is counted as such.
    """
    marks = [day.toordinal() for day in bounds]
    periods = len(marks) - 1
    whole, steps = [0.0] * periods, [0.0] * (periods + 1)  # put into one; a day's share from a period on
    spanning = undated = skipped = 0
    outside = 0.0
    for item in dated:
        if item.earliest is None or item.latest is None:
            undated += item.count
            continue
        first, last = item.earliest.toordinal(), item.latest.toordinal()
        i, j = bisect_right(marks, first) - 1, bisect_right(marks, last) - 1
        if i == j or rule == "first":
            spanning += item.count if i != j else 0
            if 0 <= i < periods:
                whole[i] += item.count
            else:
                outside += item.count
            continue
        spanning += item.count
        if rule == "skip":
            skipped += item.count
            continue
        share = item.count / (last - first + 1)
        for at, days in ((i, marks[i + 1] - first if i >= 0 else 0), (j, last - marks[j] + 1 if j < periods else 0)):
            if 0 <= at < periods:
                whole[at] += share * days
        if j > max(i + 1, 0):
            steps[max(i + 1, 0)] += share
            steps[min(j, periods)] -= share
        inside = min(last + 1, marks[-1]) - max(first, marks[0])
        outside += item.count - share * max(0, inside)
    daily = accumulate(steps[:-1])
    amounts = [w + d * (marks[k + 1] - marks[k]) for k, (w, d) in enumerate(zip(whole, daily, strict=True))]
    return Filled(tuple(round(max(0.0, a), 9) for a in amounts), spanning, undated, outside, skipped)
