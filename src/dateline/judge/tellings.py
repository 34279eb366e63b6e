"""What the judge says of the acts that rules saw on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.judge.encode import Pairing
from dateline.judge.model import Judge, Opinion
from dateline.records import Analysis, Sentence, Span, Telling
from dateline.syntax import noun_phrase


def second_opinion(tellings: Iterable[Telling], analysis: Analysis, *, judge: Judge) -> tuple[Telling, ...]:
    """The tellings with the judge's word on each; one that names nobody has none, since there is no pair to judge.

    It drops and changes nothing: on events that rules see in whole pages the judge could not tell the right from the
    wrong ones well enough (see benchmarks/judge.md); its doubt is for the reader to see.
    """
    tellings = tuple(tellings)
    pairings = [_pairing(analysis.sentences[t.sentence], analysis.text, t) for t in tellings]
    asked = list(dict.fromkeys(p for p in pairings if p))
    opinions = dict(zip(asked, judge.opinions(asked), strict=True))
    return tuple(_with_word(t, opinions[p]) if p else t for t, p in zip(tellings, pairings, strict=True))


def _pairing(s: Sentence, text: str, telling: Telling) -> Pairing | None:
    """The sentence with the first actor and recipient marked; of two who act together the second is the recipient."""
    actors = [noun_phrase(s, i) for i in telling.actor]
    others = [noun_phrase(s, i) for i in telling.recipient] or actors[1:]
    if not actors and not others:
        return None
    return Pairing(
        s.span.words(text), _within(s, actors[0]) if actors else None, _within(s, others[0]) if others else None
    )


def _within(s: Sentence, span: Span) -> Span:
    return Span(span.start - s.span.start, span.end - s.span.start)


def _with_word(telling: Telling, opinion: Opinion) -> Telling:
    judged = opinion.best if opinion.best != telling.type else None
    return replace(telling, model=opinion.of(telling.type), judged=judged)
