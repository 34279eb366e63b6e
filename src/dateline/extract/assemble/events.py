"""Tellings in, events out: who, when, where, at what cost, and which tellings are of one act."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.assemble.who import participants
from dateline.lexicon.assemble import CostWords
from dateline.lookup import Cast
from dateline.numbers import NumberWords
from dateline.records import (
    Analysis,
    Article,
    Event,
    EventMention,
    Place,
    Span,
    Telling,
    Timex,
    Why,
)


def make_events(
    tellings: Sequence[Telling],
    analysis: Analysis,
    article: Article,
    *,
    cast: Cast,
    times: Sequence[Timex],
    places: Sequence[Place],
    words: CostWords,
    numbers: NumberWords,
) -> tuple[Event, ...]:
    """The page's events in reading order of their first telling; () where nothing is told.

    Every telling outside pull quotes ends in exactly one event.
    """
    events = []
    kept = [t for t in tellings if analysis.sentences[t.sentence].block_kind != "pull_quote"]
    kept.sort(key=lambda t: (t.sentence, t.trigger, t.type))
    for number, t in enumerate(kept, start=1):
        s = analysis.sentences[t.sentence]
        trigger = Span(s.tokens[t.trigger].start, s.tokens[t.trigger].end)
        kind = "caption" if s.block_kind == "caption" else t.kind
        events.append(
            Event(
                id=f"e{number}",
                type=t.type,
                status=t.status.status,
                trigger=trigger,
                sentence=s.span,
                actor=participants(t.actor, s, cast=cast),
                recipient=participants(t.recipient, s, cast=cast),
                mode=t.mode,
                context=t.context,
                cameo=t.cameo,
                quad=t.quad,
                score=t.score,
                mentions=(EventMention(trigger, s.span, kind),),
                confidence=t.confidence,
                why=Why(t.rule),
            )
        )
    return tuple(events)
