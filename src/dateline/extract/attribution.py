"""Whose word a stretch of text is: chains of speakers for events, counts and figures."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records import Attribution, Quote, Span


def said_by_at(span: Span, quotes: Sequence[Quote]) -> tuple[Attribution, ...]:
    """Who says what stands at a span, outermost first; () for the outlet's own word."""
    around = [q for q in quotes if q.span.contains(span) and q.speaker is not None]
    around.sort(key=lambda q: (q.span.start - q.span.end, q.span.start))
    return tuple(Attribution(q.speaker.id, q.speaker.span, q.cue, q.cue_kind) for q in around if q.speaker is not None)
