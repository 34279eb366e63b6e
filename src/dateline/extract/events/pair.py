"""The type of what passes between a given actor and recipient."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.events.acts import in_place_of
from dateline.extract.events.find import tellings_of
from dateline.lexicon.events import EventRules
from dateline.lexicon.status import StatusWords
from dateline.records import Analysis, Coding, Sentence, Span, Telling, Why
from dateline.syntax import noun_phrase


def code_pair(
    analysis: Analysis,
    actor: Span,
    recipient: Span | None,
    *,
    rules: EventRules,
    status: StatusWords,
    taught: Sequence[Telling] = (),
) -> Coding:
    """The best telling that relates two spans; type None where no sentence of theirs tells any.

    A telling with both on their own sides comes first, then one with either of them, then one
    whose words stand above the other in the tree, then any other in their sentences; among
    equals the more certain, then the earlier one. Who is pointed at counts as an actor whatever
    its words. ``taught`` are tellings of types that a user taught. A promise to yield is AGREE
    here: what passes between the two is the promise.
    """
    best: tuple[float, Telling] | None = None
    for s in analysis.sentences:
        if not s.span.overlaps(actor) and not (recipient and s.span.overlaps(recipient)):
            continue
        ours = _tokens(s, actor)
        theirs = _tokens(s, recipient) if recipient else frozenset()
        told = tellings_of(s, rules=rules, status=status, page=None, known=ours | theirs)
        for t in in_place_of(told, (t for t in taught if t.sentence == s.index)):
            rank = _rank(s, t, actor, recipient)
            if best is None or rank > best[0]:
                best = (rank, t)
    if best is None:
        return Coding(None)
    t = best[1]
    kind, quad, score = t.type, t.quad, t.score
    if kind == "CONCEDE" and t.rule.endswith("(announced)") and "agree" in rules.types:
        kind, quad, score = "AGREE", rules.types["agree"].quad, rules.types["agree"].score
    return Coding(kind, t.mode, t.status.status, quad, score, t.confidence, Why(t.rule, t.model))


def _tokens(s: Sentence, span: Span) -> frozenset[int]:
    return frozenset(t.i for t in s.tokens if t.span.overlaps(span))


def _rank(s: Sentence, t: Telling, actor: Span, recipient: Span | None) -> float:
    rank = t.confidence - 0.001 * t.trigger
    a = _touch(s, t.actor, actor)
    rank += 3 * a
    if recipient is None:
        return rank
    r = max(_touch(s, t.recipient, recipient), _touch(s, t.actor, recipient))
    rank += 3 * r
    if not a and not r:
        rank += _touch(s, t.recipient, actor)
    if not a or not r:  # how far below the trigger the one that it lacks stands
        missing = _tokens(s, recipient if a else actor)
        steps = min((k for i in missing if (k := _steps(s, i, t.trigger)) is not None), default=None)
        if steps is not None:
            rank += 1.5 / (1 + 0.3 * steps)
    return rank


def _steps(s: Sentence, i: int, above: int) -> int | None:
    """How many steps up a token lies below another; None where it does not."""
    n = 0
    while i >= 0:
        if i == above:
            return n
        i = s.tokens[i].head
        n += 1
    return None


def _touch(s: Sentence, heads: tuple[int, ...], span: Span) -> float:
    """1 where a head word stands in the span, 0.6 where its phrase overlaps it, else 0."""
    best = 0.0
    for h in heads:
        if s.tokens[h].span.overlaps(span):
            return 1.0
        if noun_phrase(s, h).overlaps(span):
            best = 0.6
    return best
