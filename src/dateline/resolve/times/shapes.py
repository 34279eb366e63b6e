"""What words of time say before anything is counted: partial dates, steps, lengths."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Span


@dataclass(frozen=True, slots=True)
class Shape:
    """The meaning of an expression on its own; None is what the words leave open.

    ``kind`` is date, step, shift, span, set, ref or part. ``anchor`` is what steps and shifts
    count from: "now" (the day of publication), "story" (the last date told) or "tense".
    ``base`` is the time that this one is a part of: the last year of "August of last year".
    """

    kind: str
    year: int | None = None
    bc: bool = False
    decade: int | None = None  # 199 for the 1990s
    century: int | None = None  # 19 for the twentieth
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    holiday: str | None = None
    daypart: str | None = None
    clock: str | None = None
    mod: str | None = None
    part: str | None = None  # START MID END EARLIER LATER PLAIN
    amount: float | None = None
    vague: tuple[int, int] | None = None
    unit: str | None = None
    step: int | None = None
    anchor: str | None = None
    value: str | None = None
    base: Shape | None = None

    @property
    def is_dated(self) -> bool:
        """Whether a year is said, here or in what it is a part of."""
        return self.year is not None or self.decade is not None or (self.base is not None and self.base.is_dated)


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text with its shape; ``rank`` is its pattern's place, the earlier the better."""

    span: Span
    shape: Shape
    rank: int = 0
    lead: str | None = None
    name: str = ""
