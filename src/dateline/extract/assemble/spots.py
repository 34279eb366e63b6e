"""Times, places and other findings laid on the sentences they stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.extract.assemble.ties import head_of_span
from dateline.records import Analysis, Span

T = TypeVar("T")
NEAREST = 24  # of one sentence's times or places that are considered for an act: no sentence has more but by mischief


@dataclass(frozen=True, slots=True)
class Spot(Generic[T]):
    """A finding, its span, and the token that heads it in its sentence."""

    item: T
    span: Span
    at: int


def by_sentence(found: Iterable[tuple[Span, T]], analysis: Analysis) -> dict[int, list[Spot[T]]]:
    """Findings by the index of the sentence they start in, in reading order; those in no sentence are left out."""
    starts = [s.span.start for s in analysis.sentences]
    laid: dict[int, list[Spot[T]]] = {}
    for span, item in sorted(found, key=lambda pair: pair[0]):
        k = bisect_right(starts, span.start) - 1
        if k < 0 or span.start >= analysis.sentences[k].span.end:
            continue
        at = head_of_span(analysis.sentences[k], span)
        if at is not None:
            laid.setdefault(k, []).append(Spot(item, span, at))
    return laid


def nearest(spots: Sequence[Spot[T]], at: int) -> Sequence[Spot[T]]:
    """The findings of a sentence that stand nearest to a token, in reading order; all where they are few."""
    if len(spots) <= NEAREST:
        return spots
    k = bisect_left(spots, at, key=lambda x: x.at)
    first = max(0, min(k - NEAREST // 2, len(spots) - NEAREST))
    return spots[first : first + NEAREST]
