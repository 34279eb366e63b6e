"""One event of all the tellings of an act: the best-told gives the fields, the others add what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.extract.assemble.costs import Toll
from dateline.extract.assemble.draft import MANY, Draft
from dateline.lexicon.assemble import CastWords
from dateline.lookup import Cast
from dateline.records import Count, Event, EventMention, EventPlace, EventTime, Participant, Why

ORDER = {"exact": 0, "near": 1, "admin2": 2, "admin1": 3, "country": 4}
HARMFUL = frozenset({"ASSAULT", "COERCE"})
SUFFERED = frozenset(
    {"killed", "injured", "casualties", "missing", "arrested", "abducted", "captured", "deported", "displaced"}
)
SUFFERED |= {"raped", "tortured", "evacuated"}
GRAVE = 1.5  # a killing names an act rather than a wounding, even where the day stands beside the wounded
REPEAT = 0.15  # how much of the doubt each further telling takes away


def make_event(drafts: Sequence[Draft], *, number: int, cast: Cast, words: CastWords) -> Event:
    """The event of one act's tellings, which are in reading order and not empty."""
    best = max(drafts, key=lambda d: (not d.is_denial, _told(d) + GRAVE * (d.lemma in words.grave), -d.number))
    rest = [d for d in drafts if d is not best and d.is_denial == best.is_denial]
    t = best.telling
    return Event(
        id=f"e{number}",
        type=t.type,
        status=t.status.status,
        trigger=best.trigger,
        sentence=best.sentence.span,
        actor=_actors(best, rest),
        recipient=_recipients(best, rest, cast=cast, words=words),
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
        why=Why(t.rule, None if t.model is None else round(t.model, 3), t.judged),
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


def _actors(best: Draft, rest: Sequence[Draft]) -> tuple[Participant, ...]:
    """The best telling's doers, else those of the first that tells any; of a protest else those counted in it."""
    found = best.actor or _first(d.actor for d in rest)
    if best.telling.type == "CONSULT":  # who met is best told where most are
        found = max((found, *(d.actor for d in rest if not d.is_heading)), key=len)
    if found or best.telling.type != "PROTEST":
        return found
    return _counted((best, *rest), frozenset({"protesters"}))


def _recipients(best: Draft, rest: Sequence[Draft], *, cast: Cast, words: CastWords) -> tuple[Participant, ...]:
    """All whom the best telling and those beside it in its sentence name, and those whom other tellings name by name;
    where nobody is named, those counted, and at last the place that was hit."""
    every = (best, *rest)
    found = list(best.recipient or _first(d.recipient for d in rest))
    near = [d for d in rest if d.sentence is best.sentence and best.recipient and best.many != MANY]
    for d in near if best.telling.type in HARMFUL else ():
        for p, head in zip(d.recipient, d.telling.recipient, strict=False):
            x = d.sentence.tokens[head]
            is_place = any(place.span.contains(x.span) for place in d.place)
            if x.upos != "PRON" and not is_place and not _is_known(p, found, best.actor):
                found.append(p)
    for d in rest if best.telling.type in HARMFUL and best.many != MANY and found else ():
        found += [p for p in d.recipient if _is_person(p, cast) and not _is_known(p, found, best.actor)]
    if found or best.telling.type not in HARMFUL:
        return tuple(found)
    found = [p for p in _counted(every, SUFFERED) if not _is_known(p, [], best.actor)]
    return tuple(found) or _first(d.target for d in every)


def _is_known(p: Participant, found: Sequence[Participant], actors: Sequence[Participant]) -> bool:
    """Whether somebody is told already, as victim or as doer."""
    told = (*found, *actors)
    return any(p.span.overlaps(x.span) or (p.id is not None and p.id == x.id) for x in told)


def _is_person(p: Participant, cast: Cast) -> bool:
    """Whether a participant is told by the name of a person."""
    actor = cast.by_id.get(p.id) if p.id else None
    return actor is not None and actor.kind == "person" and actor.named


def _counted(drafts: Sequence[Draft], kinds: frozenset[str]) -> tuple[Participant, ...]:
    kept: list[Participant] = []
    for d in drafts:
        for toll in d.tolls:
            if toll.victim is not None and toll.count.what in kinds and not _is_known(toll.victim, kept, ()):
                kept.append(toll.victim)
        if kept:
            break
    return tuple(kept)


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
    """Every different number told, "four" and "at least four" being one; a person named counts only where no number
    is told."""
    kept: dict[tuple[str, int | None, int | None], Toll] = {}
    for toll in tolls:
        low, high = toll.count.low, toll.count.high
        key = (toll.count.what, low, None) if low is not None else (toll.count.what, None, high)
        kept.setdefault(key, toll)
    numbered = {toll.count.what for toll in kept.values() if not toll.is_implied}
    return tuple(t.count for t in kept.values() if not (t.is_implied and t.count.what in numbered))


def _kind(d: Draft) -> str:
    if d.is_denial:
        return "denial"
    return "caption" if d.sentence.block_kind == "caption" else d.kind


def _confidence(best: Draft, tellings: int) -> float:
    doubt = 1.0 - best.telling.confidence
    return round(1.0 - doubt * max(0.4, 1.0 - REPEAT * (tellings - 1)), 3)
