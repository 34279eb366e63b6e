"""One event of all the tellings of an act: the best-told gives the fields, the others add what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.extract.assemble.costs import Toll
from dateline.extract.assemble.draft import MANY, Draft
from dateline.records import Count, Event, EventMention, EventPlace, EventTime, Participant, Why

ORDER = {"exact": 0, "near": 1, "admin2": 2, "admin1": 3, "country": 4}
REPEAT = 0.15  # how much of the doubt each further telling takes away


def make_event(drafts: Sequence[Draft], *, number: int) -> Event:
    """The event of one act's tellings, which are in reading order and not empty."""
    best = max(drafts, key=lambda d: (not d.is_denial, _told(d), -d.number))
    rest = [d for d in drafts if d is not best and d.is_denial == best.is_denial]
    t = best.telling
    return Event(
        id=f"e{number}",
        type=t.type,
        status=t.status.status,
        trigger=best.trigger,
        sentence=best.sentence.span,
        actor=best.actor or _first(d.actor for d in rest),
        recipient=best.recipient or _first(d.recipient for d in rest),
        mode=_union(t.mode, (d.telling.mode for d in rest)),
        context=_union(t.context, (d.telling.context for d in rest)),
        cameo=t.cameo,
        quad=t.quad,
        score=min((d.telling.score for d in drafts if d.telling.score is not None), key=_extreme, default=None),
        historical=any(d.is_historical for d in drafts),
        place=_places(best, rest),
        time=_time(best, rest),
        counts=_counts(toll for d in (best, *rest) for toll in d.tolls),
        instrument=best.instrument or next((d.instrument for d in rest if d.instrument), None),
        mentions=tuple(EventMention(d.trigger, d.sentence.span, _kind(d)) for d in drafts),
        confidence=_confidence(best, len(drafts)),
        why=Why(t.rule),
    )


def _told(d: Draft) -> float:
    """How fully a telling tells its act."""
    return (
        2.0 * _is_told(d, d.telling.actor, d.actor)
        + 2.0 * _is_told(d, d.telling.recipient, d.recipient)
        + 1.0 * bool(d.place)
        + 1.0 * bool(d.time and d.time.basis == "words")
        + 1.0 * (d.kind == "verb")
        + 0.5 * bool(d.tolls)
        - 2.0 * d.is_heading
        + d.telling.confidence
    )


def _is_told(d: Draft, heads: Sequence[int], parts: Sequence[Participant]) -> bool:
    return any(d.sentence.tokens[i].upos != "PRON" for i in heads) if heads else bool(parts)


def _first(roles: Iterable[tuple[Participant, ...]]) -> tuple[Participant, ...]:
    return next((r for r in roles if r), ())


def _union(own: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    seen = dict.fromkeys(own)
    for some in others:
        seen |= dict.fromkeys(some)
    return tuple(seen)


def _extreme(score: float) -> float:
    return -abs(score)


def _fields_from(best: Draft, rest: Sequence[Draft], has: Sequence[bool]) -> Sequence[Draft]:
    """All tellings of one act; of many acts told together only the first that tells, since each tells its own part."""
    every = (best, *rest)
    if best.many != MANY:
        return every
    return [d for d, told in zip(every, has, strict=True) if told][:1]


def _places(best: Draft, rest: Sequence[Draft]) -> tuple[EventPlace, ...]:
    """Every place told, the most exact first, each once."""
    kept: dict[str, EventPlace] = {}
    for d in _fields_from(best, rest, [bool(d.place) for d in (best, *rest)]):
        for p in d.place:
            kept.setdefault(p.id, p)
    return tuple(sorted(kept.values(), key=lambda p: ORDER.get(p.precision, 0)))


def _time(best: Draft, rest: Sequence[Draft]) -> EventTime | None:
    """The narrowest time that words tell and that agrees with the best-told one; else what the tense tells."""
    told = [d.time for d in _fields_from(best, rest, [d.time is not None for d in (best, *rest)]) if d.time]
    words = [t for t in told if t.basis == "words"]
    if not words:
        return min(told, key=lambda t: (t.basis == "published", _days(t)), default=None)
    first = words[0]
    agreeing = [t for t in words if t.earliest <= first.latest and first.earliest <= t.latest]
    return min(agreeing, key=_days)


def _days(t: EventTime) -> int:
    return (t.latest - t.earliest).days


def _counts(tolls: Iterable[Toll]) -> tuple[Count, ...]:
    """Every different number told; one person named counts only where no number is told."""
    kept: dict[tuple[str, int | None, int | None], Toll] = {}
    for toll in tolls:
        kept.setdefault((toll.count.what, toll.count.low, toll.count.high), toll)
    numbered = {toll.count.what for toll in kept.values() if not toll.is_implied}
    return tuple(t.count for t in kept.values() if not (t.is_implied and t.count.what in numbered))


def _kind(d: Draft) -> str:
    if d.is_denial:
        return "denial"
    return "caption" if d.sentence.block_kind == "caption" else d.kind


def _confidence(best: Draft, tellings: int) -> float:
    doubt = 1.0 - best.telling.confidence
    return round(1.0 - doubt * max(0.4, 1.0 - REPEAT * (tellings - 1)), 3)
