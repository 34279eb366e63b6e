"""The type of what passes between a given actor and recipient."""

from __future__ import annotations

from dateline.extract.events.find import tellings_of
from dateline.lexicon.events import EventRules
from dateline.lexicon.status import StatusWords
from dateline.records import Analysis, Coding, Sentence, Span, Telling, Why
from dateline.syntax import noun_phrase


def code_pair(
    analysis: Analysis, actor: Span, recipient: Span | None, *, rules: EventRules, status: StatusWords
) -> Coding:
    """The best telling that relates two spans; type None where the sentences of the actor tell none.

    A telling with both on their own sides comes first, then one with either of them, then
    any other in the actor's sentence; among equals the more certain, then the earlier one.
    """
    best: tuple[float, int, Telling] | None = None
    for s in analysis.sentences:
        if not s.span.overlaps(actor) and not (recipient and s.span.overlaps(recipient)):
            continue
        for t in tellings_of(s, rules=rules, status=status, page=None):
            rank = _rank(s, t, actor, recipient)
            if best is None or rank > best[0]:
                best = (rank, s.index, t)
    if best is None:
        return Coding(None)
    t = best[2]
    return Coding(
        type=t.type,
        mode=t.mode,
        status=t.status.status,
        quad=t.quad,
        score=t.score,
        confidence=t.confidence,
        why=Why(t.rule),
    )


def _rank(s: Sentence, t: Telling, actor: Span, recipient: Span | None) -> float:
    a = _touch(s, t.actor, actor)
    rank = 3 * a
    if recipient is not None:
        r = _touch(s, t.recipient, recipient)
        both = _touch(s, t.actor, recipient)
        rank += 3 * max(r, both)
        if not a and not r:
            rank += _touch(s, t.recipient, actor)
    return rank + t.confidence - 0.001 * t.trigger


def _touch(s: Sentence, heads: tuple[int, ...], span: Span) -> float:
    """1 where a head word stands in the span, 0.6 where its phrase overlaps it, else 0."""
    best = 0.0
    for h in heads:
        if s.tokens[h].span.overlaps(span):
            return 1.0
        if noun_phrase(s, h).overlaps(span):
            best = 0.6
    return best
