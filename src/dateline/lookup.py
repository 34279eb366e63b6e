"""Which of the mentions, times or places stands at a span, found by bisection.

Asking costs a bisection and a step for each item back to the first that may reach the span: few where
spans are short, as mentions are; one very long item makes every later question look back to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.records import Actor, Mention, Span

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Items by span. Spans may nest or overlap; ``at`` gives those that overlap, in reading order."""

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [span.start for span, _ in self._items]
        self._reach: list[int] = []  # the furthest end so far: tells how far back a search must look
        furthest = 0
        for span, _ in self._items:
            furthest = max(furthest, span.end)
            self._reach.append(furthest)

    def at(self, span: Span) -> list[tuple[Span, T]]:
        """Items that overlap ``span``, in reading order; [] where there are none."""
        found: list[tuple[Span, T]] = []
        k = bisect_right(self._starts, span.end - 1) - 1
        while k >= 0 and self._reach[k] > span.start:
            if self._items[k][0].end > span.start:
                found.append(self._items[k])
            k -= 1
        found.reverse()
        return found


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a page, found by the start of a mention's head word or by span."""

    actors: tuple[Actor, ...]
    by_id: dict[str, Actor]
    by_head: dict[int, tuple[Actor, Mention]]
    by_span: SpanIndex[tuple[Actor, Mention]]

    def headed(self, start: int) -> Actor | None:
        """The actor whose mention has its head word at this offset."""
        found = self.by_head.get(start)
        return found[0] if found else None


def make_cast(actors: tuple[Actor, ...]) -> Cast:
    """An index over actors; where two mentions share a head word the longer one is kept."""
    by_head: dict[int, tuple[Actor, Mention]] = {}
    pairs: list[tuple[Span, tuple[Actor, Mention]]] = []
    for actor in actors:
        for mention in actor.mentions:
            pairs.append((mention.span, (actor, mention)))
            if mention.head is None:
                continue
            old = by_head.get(mention.head)
            if old is None or len(range(*mention.span)) > len(range(*old[1].span)):
                by_head[mention.head] = (actor, mention)
    return Cast(actors, {a.id: a for a in actors}, by_head, SpanIndex(pairs))
