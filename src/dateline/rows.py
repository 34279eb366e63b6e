"""A record's events, quotes and figures as rows (dateline.answers): every name, place and teller looked up.

The store answers with equal rows, which it makes in SQL for many pages at once; these are made from one record,
without a store. An id that the record doesn't explain is passed over: the words that it stood for are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dateline.answers import Charge, EventRow, FigureRow, PageRef, Party, QuoteRow, Tally, Teller, When, Where, Who
from dateline.records import (
    Actor,
    Attribution,
    Count,
    Event,
    EventPlace,
    EventTime,
    Figure,
    Interval,
    Participant,
    Place,
    Quote,
    Reading,
    Span,
)


def ref_of(reading: Reading) -> PageRef:
    """The page of a record, as far as the record knows it: not whether it is a copy."""
    article = reading.article
    when = article.published
    published = Interval(when.earliest, when.latest) if when else None
    return PageRef(
        reading.page.id, reading.page.source, article.outlet, article.headline, article.url, published
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowMaker:
    """What makes rows of one record; ``ref`` is the page that each of them names."""

    ref: PageRef
    text: str
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]

    def event(self, event: Event) -> EventRow:
        time, tool = event.time, event.instrument
        claims = tuple(Charge(c.what, self.words(c.span), self.tellers(c.said_by)) for c in event.claims)
        return EventRow(
            id=event.id,
            type=event.type,
            status=event.status,
            page=self.ref,
            time=self._when(time) if time else None,
            actor=tuple(map(self.party, event.actor)),
            recipient=tuple(map(self.party, event.recipient)),
            place=self._where(event.place),
            counts=tuple(map(self._tally, event.counts)),
            said_by=self.tellers(event.said_by),
            claims=claims,
            mode=event.mode,
            context=event.context,
            quad=event.quad,
            score=event.score,
            cameo=event.cameo,
            historical=event.historical,
            instrument=tool.text if tool else None,
            trigger=self.words(event.trigger),
            sentence=self.words(event.sentence),
            tellings=len(event.mentions),
            confidence=event.confidence,
            rule=event.why.rule,
        )

    def quote(self, quote: Quote) -> QuoteRow:
        speaker = quote.speaker
        return QuoteRow(
            id=quote.id,
            kind=quote.kind,
            words=self.words(quote.span),
            speaker=self.who(speaker.id, self.words(speaker.span)) if speaker else None,
            cue=quote.cue and self.words(quote.cue),
            cue_kind=quote.cue_kind,
            closed=quote.closed,
            part_of=quote.part_of,
            addressee=quote.addressee and self.words(quote.addressee),
            page=self.ref,
        )

    def figure(self, figure: Figure) -> FigureRow:
        known = self.actors.get(figure.whose or "")
        return FigureRow(
            id=figure.id,
            words=self.words(figure.span),
            low=figure.low,
            high=figure.high,
            approximate=figure.approximate,
            unit=figure.unit,
            what=figure.what,
            change=figure.change,
            whose=self.who(known.id, known.name) if known else None,
            place=tuple(spot_of(self.places[p]) for p in figure.place if p in self.places),
            time=figure.time,
            compared_to=figure.compared_to,
            said_by=self.tellers(figure.said_by),
            page=self.ref,
        )

    def words(self, span: Span) -> str:
        return span.words(self.text)

    def who(self, actor: str | None, words: str) -> Who:
        known = self.actors.get(actor or "")
        return Who(words, known.name, known.kind, known.country, known.sector, known.title) if known else Who(words)

    def party(self, part: Participant) -> Party:
        who = self.who(part.id, self.words(part.span))
        told = self.tellers(part.said_by)
        return Party(who.words, who.name, who.kind, who.country, who.sector, who.title, part.polarity, told)

    def tellers(self, said_by: Iterable[Attribution]) -> tuple[Teller, ...]:
        return tuple(map(self._teller, said_by))

    def _teller(self, said: Attribution) -> Teller:
        known = self.actors.get(said.id or "")
        named = said.id is not None or said.cue is None or said.cue.start != said.span.start
        cue = None if said.cue is None else self.words(said.cue)
        return Teller(known.name if known else None, self.words(said.span), said.kind, cue, named)

    def _when(self, time: EventTime) -> When:
        words = self.words(time.span) if time.span is not None and time.basis == "words" else None
        return When(time.earliest, time.latest, time.basis, words)

    def _tally(self, count: Count) -> Tally:
        whose = self.actors.get(count.whose or "")
        told = self.tellers(count.said_by)
        return Tally(count.what, count.low, count.high, self.words(count.span), whose.name if whose else None, told)

    def _where(self, places: Iterable[EventPlace]) -> tuple[Where, ...]:
        return tuple(
            replace(spot_of(self.places[p.id]), precision=p.precision, words=self.words(p.span))
            for p in places
            if p.id in self.places
        )


def row_maker(reading: Reading, *, ref: PageRef | None = None) -> RowMaker:
    """The maker for a record. ``ref`` is what the store knows of its page; else what the record does."""
    actors = {actor.id: actor for actor in reading.actors}
    places = {place.id: place for place in reading.places}
    return RowMaker(ref or ref_of(reading), reading.article.text, actors, places)


def spot_of(place: Place) -> Where:
    return Where(place.name, place.kind, place.country, place.admin1, place.lat, place.lon, place.geonames_id)
