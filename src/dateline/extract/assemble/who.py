"""The participants of a telling as spans and actors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.lookup import Cast
from dateline.records import Participant, Sentence, Span
from dateline.syntax import noun_phrase

MOST_WORDS = 15  # a longer span names nobody: it is cut back to what stands before and at its head


def participants(heads: Sequence[int], s: Sentence, *, cast: Cast) -> tuple[Participant, ...]:
    """One participant a head word, in the order given, nobody twice; () where there are no heads."""
    found: dict[Span | str, Participant] = {}
    spans: set[Span] = set()
    for head in heads:
        actor = cast.headed(s.tokens[head].start)
        span = phrase(s, head)
        if span not in spans:
            spans.add(span)
            found.setdefault(actor.id if actor else span, Participant(actor.id if actor else None, span))
    return tuple(found.values())


def phrase(s: Sentence, head: int) -> Span:
    """The noun phrase of a head word, at most 15 words; the head word alone when even that is too long."""
    for span in (noun_phrase(s, head), noun_phrase(s, head, post=False)):
        first = bisect_left(s.tokens, span.start, key=lambda t: t.start)
        if bisect_left(s.tokens, span.end, key=lambda t: t.start) - first <= MOST_WORDS:
            return span
    return s.tokens[head].span
