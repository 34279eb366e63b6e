"""Pages as schema.org's NewsArticle, Event, Claim, Quotation and Place, in one JSON-LD document.

What somebody other than the outlet tells is a Claim of his about the event; so are a participant who is claimed,
suspected or denied, who stands in no Event, and speech that is told in other words. Of the participants an Event
is about those who are affirmed. A place or person whom many pages name may come again, under one @id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline import ids
from dateline.export import telling, wording
from dateline.export.geo import country_of
from dateline.export.linked import (
    Names,
    Tree,
    events_of,
    geonames_iri,
    known,
    listed_document,
    names_of,
    page_iri,
    shared_date,
    urn,
    web_address,
    without_repeats,
)
from dateline.export.manner import Manner
from dateline.handed import HandedPage
from dateline.records import Actor, Attribution, Event, Place, Quote

LACKS = (
    "schema-org: spans, figures and relations between actors are not in it, since schema.org has no terms for them.",
    "schema-org: an uncertain time is startDate to endDate, the days between which it was, not how long it took.",
    "schema-org: tolls, instruments and codes stand in an Event's description and keywords.",
)
HEAD, TAIL = '{"@context": "https://schema.org", "@graph": [', "]}"
LONGEST = 200  # of a name
KINDS = {
    "person": "Person",
    "group": "Organization",
    "organisation": "Organization",
    "government": "GovernmentOrganization",
    "country": "Country",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A page with what its record names."""

    page: HandedPage
    names: Names

    @property
    def key(self) -> str:
        return ids.page_key(self.page.reading.page)

    @property
    def article(self) -> Tree:
        return {"@id": page_iri(self.page.ref)}

    def event(self, event: Event) -> Tree:
        return {"@id": events_of(self.page, event)[0]}

    def actor(self, key: str | None) -> Tree | None:
        """A reference to an actor of the record; None where it has none such."""
        actor = self.names.actors.get(key or "")
        return {"@id": urn("actor", actor)} if actor else None

    def place(self, key: str) -> Tree | None:
        place = self.names.places.get(key)
        return {"@id": urn("place", place)} if place else None


def schema_org_lines(pages: Iterable[HandedPage], manner: Manner) -> Iterator[str]:
    """One JSON-LD document, a node a line."""
    return listed_document(HEAD, without_repeats(node for page in pages for node in nodes_of(page)), TAIL)


def nodes_of(page: HandedPage) -> Iterator[Tree]:
    """The article, what it tells, and whom and what it names."""
    reading, frame = page.reading, Frame(page, names_of(page))
    yield _article(frame)
    for event in page.events:
        yield _event(event, frame)
        yield from _claims(event, frame)
    yield from (_quote(quote, frame) for quote in reading.quotes)
    yield from (_actor(actor, frame) for actor in reading.actors)
    yield from (_place(place, frame) for place in reading.places)


def _article(frame: Frame) -> Tree:
    article, ref = frame.page.reading.article, frame.page.ref
    actors = [urn("actor", actor) for actor in dict.fromkeys(frame.names.actors.values())]
    places = [urn("place", place) for place in dict.fromkeys(frame.names.places.values())]
    return known(
        {
            "@type": "NewsArticle",
            **frame.article,
            "headline": article.headline,
            "description": article.standfirst,
            "datePublished": shared_date(ref.published.earliest, ref.published.latest) if ref.published else None,
            "author": [{"@type": "Person", "name": name} for name in article.byline],
            "publisher": {"@type": "Organization", "name": ref.outlet} if ref.outlet else None,
            "articleSection": article.section,
            "inLanguage": article.language,
            "url": web_address(ref.url),
            "identifier": f"sha256:{ref.id}",
            "isBasedOn": {"@id": urn("page", ref.copy_of)} if ref.copy_of else None,
            "mentions": [*map(frame.event, frame.page.events), *({"@id": iri} for iri in (*actors, *places))],
        }
    )


def _event(event: Event, frame: Frame) -> Tree:
    row = frame.names.maker.event(event)
    sides = [frame.actor(p.id) for p in (*event.actor, *event.recipient) if p.polarity == "affirmed"]
    return known(
        {
            "@type": "Event",
            **frame.event(event),
            "sameAs": list(events_of(frame.page, event)[1:]),
            "name": telling.title(row),
            "description": telling.event(row),
            "startDate": row.time.earliest.isoformat() if row.time else None,
            "endDate": row.time.latest.isoformat() if row.time else None,
            "location": [place for p in event.place if (place := frame.place(p.id))],
            "about": [side for i, side in enumerate(sides) if side and side not in sides[:i]],
            "keywords": [row.type, *row.mode, *row.context, f"status: {row.status}"],
            "subjectOf": frame.article,
        }
    )


def _claims(event: Event, frame: Frame) -> Iterator[Tree]:
    """The event as somebody tells it, who is said to have taken part, and what is said of it."""
    row, about = frame.names.maker.event(event), [frame.event(event)]
    if event.said_by:
        yield _claim(telling.event(row), row.sentence, event.said_by, about, frame)
    for role, parts, parties in (("actor", event.actor, row.actor), ("recipient", event.recipient, row.recipient)):
        for part, party in zip(parts, parties, strict=True):
            if part.polarity != "affirmed":
                whom = frame.actor(part.id)
                told = telling.participant(party, role, row)
                yield _claim(told, row.sentence, part.said_by, [*about, whom] if whom else about, frame)
    for claim in event.claims:
        yield _claim(claim.what, frame.names.maker.words(claim.span), claim.said_by, about, frame)


def _claim(name: str, words: str, said_by: Sequence[Attribution], about: list[Tree], frame: Frame) -> Tree:
    """``name`` tells it in our words, ``text`` in the page's; the author is the innermost of those who say so."""
    return known(
        {
            "@type": "Claim",
            "@id": urn("claim", ids.content_id(about[0]["@id"], name, words)),
            "name": name,
            "text": words,
            "author": frame.actor(said_by[-1].id) if said_by else None,
            "creditText": wording.whose_word(frame.names.maker.tellers(said_by)),
            "about": about,
            "appearance": frame.article,
        }
    )


def _quote(quote: Quote, frame: Frame) -> Tree:
    """The speaker's own words are a Quotation; those that the outlet puts it in are a Claim."""
    row, own = frame.names.maker.quote(quote), quote.kind != "indirect"
    by = frame.actor(quote.speaker.id) if quote.speaker else None
    return known(
        {
            "@type": "Quotation" if own else "Claim",
            "@id": urn("quote", ids.content_id(frame.key, *quote.span)),
            "text": row.words,
            "creator" if own else "author": by,
            "creditText": wording.who(row.speaker) if row.speaker else None,
            "isPartOf" if own else "appearance": frame.article,
        }
    )


def _actor(actor: Actor, frame: Frame) -> Tree:
    """Whom the page only describes is a person or a thing: who says that there is such an organisation?"""
    known_as = actor.kind == "person" or actor.id in frame.names.named
    kind = KINDS.get(actor.kind, "Thing") if known_as else "Thing"
    code = " ".join(filter(None, (actor.country, "/".join(actor.sector))))
    nation = country_of(actor.country) if kind == "Person" else None
    return known(
        {
            "@type": kind,
            "@id": urn("actor", frame.names.actors[actor.id]),
            "name": wording.short(actor.name, LONGEST),
            "jobTitle": actor.title if kind == "Person" else None,
            "nationality": {"@type": "Country", "name": nation.name} if nation else None,
            "description": code or None,
        }
    )


def _place(place: Place, frame: Frame) -> Tree:
    nation = country_of(place.country)
    address = known({"addressCountry": nation.alpha2 if nation else None, "addressRegion": place.admin1})
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return known(
        {
            "@type": "Country" if place.kind == "country" else "Place",
            "@id": urn("place", frame.names.places[place.id]),
            "name": place.name,
            "sameAs": geonames_iri(place.geonames_id) if place.geonames_id is not None else None,
            "address": {"@type": "PostalAddress", **address} if address else None,
            "geo": geo if place.lat is not None and place.lon is not None else None,
        }
    )
