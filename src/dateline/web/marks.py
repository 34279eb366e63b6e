"""Where a text is marked: overlapping spans as pieces that follow one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from dateline.records import Block, Span

MOST = 12  # records that one piece names; more spans over one word are no longer told apart


@dataclass(frozen=True, slots=True)
class Mark:
    """A record's words. ``kind`` is event quote figure time place, or part: other words of an event."""

    span: Span
    kind: str
    of: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same marks throughout; ``begins`` are the records whose first words begin here."""

    span: Span
    kinds: tuple[str, ...]
    of: tuple[str, ...]
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A block of the page, or what stands between two; ``kind`` is None there."""

    span: Span
    kind: str | None


def sections_of(text: str, blocks: Sequence[Block]) -> list[Section]:
    """The whole text in order: its blocks, and what no block has but spaces."""
    found: list[Section] = []
    at = 0
    for block in sorted(blocks, key=lambda b: b.span):
        start, end = max(at, block.span.start), min(block.span.end, len(text))
        if text[at:start].strip():
            found.append(Section(Span(at, start), None))
        if start < end:
            found.append(Section(Span(start, end), block.kind))
        at = max(at, end)
    if text[at:].strip():
        found.append(Section(Span(at, len(text)), None))
    return found


def pieces_of(sections: Sequence[Section], marks: Iterable[Mark]) -> list[list[Piece]]:
    """The pieces of each section. One pass over all ends of spans, however they overlap."""
    all_ = [mark for mark in marks if mark.span.start < mark.span.end]
    starts: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for i, mark in enumerate(all_):
        starts[mark.span.start].append(i)
        ends[mark.span.end].append(i)
    edges = {edge for section in sections for edge in section.span}
    cuts = sorted({*starts, *ends, *edges})
    firsts = _firsts(all_)
    active: dict[int, Mark] = {}
    waiting: list[str] = []  # records whose first words begin where no section is
    found: list[list[Piece]] = [[] for _ in sections]
    at = 0
    for here, following in zip(cuts, [*cuts[1:], None], strict=True):
        for i in ends[here]:
            active.pop(i, None)
        for i in starts[here]:
            active[i] = all_[i]
            waiting += [all_[i].of] if firsts.get(all_[i].of) == i else []
        while at < len(sections) and sections[at].span.end <= here:
            at += 1
        if following is None or at == len(sections) or sections[at].span.start > here:
            continue
        on = list(islice(active.values(), MOST))
        kinds, of = tuple(dict.fromkeys(m.kind for m in on)), tuple(dict.fromkeys(m.of for m in on))
        found[at].append(Piece(Span(here, following), kinds, of, tuple(waiting)))
        waiting = []
    return found


def _firsts(marks: Sequence[Mark]) -> dict[str, int]:
    """For each record its first mark of its own kind, not of a part of it."""
    found: dict[str, int] = {}
    for i, mark in enumerate(marks):
        if mark.kind != "part" and (mark.of not in found or mark.span.start < marks[found[mark.of]].span.start):
            found[mark.of] = i
    return found
