"""What was read from a page, a card a record: in words, with who says so and why, and the spans of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.export.readable import ReadingView
from dateline.export.wording import STATUS, amount, days
from dateline.records import Attribution, Event, Figure, Place, Quote, Reading, Span, Timex
from dateline.web.marks import Mark


@dataclass(frozen=True, slots=True)
class Line:
    """Something told of a record: "who says so", "the outlet's word"."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    kind: str  # event quote figure time place
    head: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


def cards_of(reading: Reading) -> list[Card]:
    """In the order of the record: events, quotes, figures, times, places."""
    view = ReadingView(reading)
    return [
        *(_event(e, view) for e in reading.events),
        *(_quote(q, view) for q in reading.quotes),
        *(_figure(f, view) for f in reading.figures),
        *(_time(t, view) for t in reading.times),
        *(_place(p, view) for p in reading.places),
    ]


def _lines(*pairs: tuple[str, str | None]) -> tuple[Line, ...]:
    return tuple(Line(name, words) for name, words in pairs if words)


def _spans(said_by: Iterable[Attribution]) -> Iterator[Span | None]:
    for said in said_by:
        yield said.span
        yield said.cue


def _marks(of: str, kind: str, own: Iterable[Span | None], parts: Iterable[Span | None] = ()) -> tuple[Mark, ...]:
    told = [Mark(span, kind, of) for span in own if span is not None]
    return tuple(dict.fromkeys([*told, *(Mark(span, "part", of) for span in parts if span is not None)]))


# ---------------------------------------------------------------- events


def _event(e: Event, view: ReadingView) -> Card:
    standing = [STATUS.get(e.status, e.status)] + (["background"] if e.historical else [])
    where = "; ".join(view.places[p.id].name + f" ({p.precision})" for p in e.place if p.id in view.places)
    by = {"tense": " (by its tense)", "published": " (by its page)"}
    when = f"{days(e.time.earliest, e.time.latest)}{by.get(e.time.basis, '')}" if e.time else None
    lines = _lines(
        ("standing", ", ".join(filter(None, standing))),
        ("who", view.side(e.actor) if e.actor else None),
        ("to whom", view.side(e.recipient) if e.recipient else None),
        ("when", when),
        ("where", where),
        ("how many", "; ".join(_count(c.what, c.low, c.high, c.said_by, view) for c in e.counts)),
        ("with", e.instrument.text if e.instrument else None),
        ("called", "; ".join(f"{c.what} ({view.whose_word(c.said_by)})" for c in e.claims)),
        ("who says so", view.whose_word(e.said_by)),
        ("told", f"{len(e.mentions)} times" if len(e.mentions) > 1 else None),
        ("why", _why(e)),
    )
    own = [e.trigger, *(m.span for m in e.mentions)]
    return Card(e.id, "event", f"{e.type} {'/'.join(e.mode)}".rstrip(), lines, _marks(e.id, "event", own, _parts(e)))


def _parts(e: Event) -> Iterator[Span | None]:
    for party in (*e.actor, *e.recipient):
        yield party.span
        yield from _spans(party.said_by)
    yield from (place.span for place in e.place)
    yield e.time.span if e.time else None
    yield e.instrument.span if e.instrument else None
    for count in e.counts:
        yield count.span
        yield from _spans(count.said_by)
    for claim in e.claims:
        yield claim.span
        yield from _spans(claim.said_by)
    yield from _spans(e.said_by)


def _count(what: str, low: int | None, high: int | None, said_by: tuple[Attribution, ...], view: ReadingView) -> str:
    said = f" ({view.whose_word(said_by)})" if said_by else ""
    return f"{what} {amount(low, high)}{said}"


def _why(e: Event) -> str:
    told = [f"rule {e.why.rule}" if e.why.rule else "no rule"]
    if e.why.model is not None:
        told.append(f"the judge's probability of the type {e.why.model:.2f}")
    if e.why.judged is not None:
        told.append("it holds that nothing passes" if e.why.judged == "NONE" else f"it holds {e.why.judged} likelier")
    if e.confidence is not None:
        told.append(f"such events were right {e.confidence:.0%} of the time")
    return "; ".join(told)


# ---------------------------------------------------------------- the others


def _quote(q: Quote, view: ReadingView) -> Card:
    lines = _lines(
        ("words", view.words(q.span)),
        ("kind", f"{q.kind}, {q.cue_kind}" + (f" (“{view.words(q.cue)}”)" if q.cue else "")),
        ("to", view.words(q.addressee) if q.addressee else None),
        ("note", None if q.closed else "its mark is never closed"),
    )
    parts = [q.speaker.span if q.speaker else None, q.cue, q.addressee]
    return Card(q.id, "quote", view.speaker(q), lines, _marks(q.id, "quote", [q.span], parts))


def _figure(f: Figure, view: ReadingView) -> Card:
    about = "about " if f.approximate and f.low == f.high else ""
    whose = view.actors.get(f.whose or "")
    lines = _lines(
        ("unit", f.unit),
        ("change", f.change),
        ("whose", whose.name if whose else None),
        ("where", "; ".join(view.places[p].name for p in f.place if p in view.places)),
        ("when", days(f.time.earliest, f.time.latest) if f.time else None),
        ("held against", days(f.compared_to.earliest, f.compared_to.latest) if f.compared_to else None),
        ("who says so", view.whose_word(f.said_by)),
    )
    head = f"{about}{amount(f.low, f.high)} {f.what or f.unit or ''}".rstrip()
    return Card(f.id, "figure", head, lines, _marks(f.id, "figure", [f.span], _spans(f.said_by)))


def _time(t: Timex, view: ReadingView) -> Card:
    told = days(t.earliest, t.latest) if t.earliest and t.latest else "no days"
    lines = _lines(("days", told), ("TIMEX3", f"{t.timex.type} {t.timex.value}"), ("counts from", t.counts_from))
    return Card(t.id, "time", view.words(t.span), lines, _marks(t.id, "time", [t.span]))


def _place(p: Place, view: ReadingView) -> Card:
    at = f"{p.lat:.3f}, {p.lon:.3f}" if p.lat is not None and p.lon is not None else None
    lines = _lines(("kind", p.kind), ("region", p.admin1), ("country", p.country), ("at", at))
    return Card(p.id, "place", p.name, lines, _marks(p.id, "place", [m.span for m in p.mentions]))
