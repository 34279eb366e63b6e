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
    wrong ones well enough (see benchmarks/judge.md); its doubt is for the reader to see, and a sign among others of how
    far an event is to be trusted.
    """
    tellings = tuple(tellings)
    pairings = [_pairing(analysis.sentences[t.sentence], analysis.text, t) for t in tellings]
    told: dict[Pairing, set[str]] = {}
    for telling, pairing in zip(tellings, pairings, strict=True):
        if pairing:
            told.setdefault(pairing, set()).add(telling.type)
    opinions = dict(zip(told, judge.opinions(told), strict=True))
    return tuple(
        _with_word(t, opinions[p], beside=told[p] - {t.type}) if p else t
        for t, p in zip(tellings, pairings, strict=True)
    )


def _pairing(s: Sentence, text: str, telling: Telling) -> Pairing | None:
    """The sentence with the first actor and recipient marked; of two who act together the second is the recipient."""
    actor = next(iter(telling.actor), None)
    other = next(iter(telling.recipient or telling.actor[1:]), None)
    if actor is None and other is None:
        return None
    return Pairing(s.span.words(text), _within(s, actor), _within(s, other))


def _within(s: Sentence, head: int | None) -> Span | None:
    """The phrase of a head word, counted from the sentence's own start."""
    if head is None:
        return None
    phrase = noun_phrase(s, head)
    return Span(phrase.start - s.span.start, phrase.end - s.span.start)


def _with_word(telling: Telling, opinion: Opinion, *, beside: set[str]) -> Telling:
    """The telling with the judge's word; ``beside``: the other acts told of the same two in the sentence.

    Of those the judge, which names one act a pair, has its answer elsewhere: they are left out of account.
    """
    shares = {kind: share for kind, share in opinion.types if kind not in beside}
    best = max(shares, key=lambda kind: shares[kind])
    sure = shares.get(telling.type, 0.0) / sum(shares.values())
    return replace(telling, model=sure, judged=best if best != telling.type else None)
