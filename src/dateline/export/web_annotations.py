"""Pages as W3C Web Annotations (Web Annotation Data Model, Recommendation of 23 February 2017), in JSON-LD.

One AnnotationCollection with its annotations in one AnnotationPage. Each points at words by what they are
(TextQuoteSelector, with what stands around them) and by where they stand (TextPositionSelector, half-open code
points). Positions count in the article's text, whose hash is the target's state; in the HTML of a page they mean
nothing, the quotes do. A body tells in one line what is said and who says so: neither can be shown alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline import ids
from dateline.answers import Party, Where
from dateline.export import telling, wording
from dateline.export.linked import Tree, events_of, geonames_iri, known, listed_document, page_iri, urn
from dateline.export.manner import Manner
from dateline.handed import HandedPage
from dateline.records import Event, Figure, Participant, Place, Quote, Span, Timex
from dateline.rows import RowMaker, row_maker, spot_of

LACKS = (
    "annotations: positions count in the article's text as `dateline read` gives it, not in a page's HTML.",
    "annotations: scores, counts and codes stand in words and tags, since Web Annotation has no fields for them.",
)
AROUND = 32  # code points before and after, as Hypothesis and most clients have it
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
HEAD = (
    f'{{"@context": "{CONTEXT}", "id": "urn:dateline:annotations", "type": "AnnotationCollection", '
    '"label": "What news pages tell, read by dateline", '
    '"first": {"id": "urn:dateline:annotations:1", "type": "AnnotationPage", "partOf": "urn:dateline:annotations", '
    '"startIndex": 0, "items": ['
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of some words. ``about`` are IRIs of the event that they belong to, ``same_as`` a web address."""

    kind: str  # event participant quote figure time place
    spans: tuple[Span, ...]
    told: str
    tags: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    same_as: str | None = None


def annotation_lines(pages: Iterable[HandedPage], manner: Manner) -> Iterator[str]:
    """One JSON document, an annotation a line. Whoever is claimed to have taken part is told with who claims it."""
    return listed_document(HEAD, (tree for page in pages for tree in annotations_of(page)), "]}}")


def annotations_of(page: HandedPage) -> Iterator[Tree]:
    """The annotations of one page, in the order of its record."""
    source, state = _source(page), _state(page)
    generator = {"type": "Software", "name": f"dateline {page.reading.made_by.program}"}
    for remark in remarks_of(page):
        targets = [
            {"type": "SpecificResource", "source": source, "state": state, "selector": selectors(page, span)}
            for span in remark.spans
        ]
        yield {
            "id": urn(
                "annotation",
                ids.content_id(
                    ids.page_key(page.reading.page), remark.kind, *remark.about[:1], remark.told, *remark.spans
                ),
            ),
            "type": "Annotation",
            "motivation": "identifying" if remark.kind in ("participant", "time", "place") else "describing",
            "generator": generator,
            "body": list(_bodies(remark)),
            "target": targets[0] if len(targets) == 1 else targets,
        }


def selectors(page: HandedPage, span: Span) -> list[Tree]:
    """The two ways to find words again; what stands around them ends where the text does."""
    text = page.reading.article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.words(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
    return [quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _source(page: HandedPage) -> Tree:
    form = "text/plain" if page.reading.page.media_type == "application/json" else page.reading.page.media_type
    language = page.reading.article.language
    return known({"id": page_iri(page.ref), "type": "Text", "format": form, "language": language})


def _state(page: HandedPage) -> Tree:
    """When the page was so, and the text in which positions count, by its hash."""
    text = ids.content_id("text", page.reading.article.text)
    return {"type": "TimeState", "sourceDate": page.added, "cached": urn("text", text)}


def _bodies(remark: Remark) -> Iterator[Tree]:
    told = {"type": "TextualBody", "purpose": "describing", "value": remark.told}
    yield {**told, "format": "text/plain", "language": "en"}
    for tag in dict.fromkeys(remark.tags):
        yield {"type": "TextualBody", "purpose": "tagging", "value": tag}
    for event in remark.about:
        yield {"type": "SpecificResource", "purpose": "linking", "source": event}
    if remark.same_as is not None:
        yield {"type": "SpecificResource", "purpose": "identifying", "source": remark.same_as}


def remarks_of(page: HandedPage) -> Iterator[Remark]:
    """All that is said of a page's words; only of the events asked for. What has no words has no annotation."""
    maker = row_maker(page.reading, ref=page.ref)
    found: list[Remark] = []
    for event in page.events:
        found += _of_event(event, page, maker)
    found += [_of_quote(quote, maker) for quote in page.reading.quotes]
    found += [_of_figure(figure, maker) for figure in page.reading.figures]
    found += [_of_time(time) for time in page.reading.times]
    found += [_of_place(place) for place in page.reading.places]
    return (remark for remark in found if remark.spans and all(span.start < span.end for span in remark.spans))


def _of_event(event: Event, page: HandedPage, maker: RowMaker) -> Iterator[Remark]:
    row, about = maker.event(event), events_of(page, event)
    spans = tuple(dict.fromkeys([event.trigger, *(mention.span for mention in event.mentions)]))
    tags = ("event", row.type, *row.mode, *row.context, f"status: {row.status}")
    tags += ("background",) if row.historical else ()
    yield Remark("event", spans, telling.event(row), tags, about)
    for role, parts, parties in (("actor", event.actor, row.actor), ("recipient", event.recipient, row.recipient)):
        for part, party in zip(parts, parties, strict=True):
            yield _of_participant(part, party, role, telling.participant(party, role, row), about)


def _of_participant(part: Participant, party: Party, role: str, told: str, about: tuple[str, ...]) -> Remark:
    tags = ("participant", role, part.polarity, *filter(None, (party.country, *party.sector)))
    return Remark("participant", (part.span,), told, tags, about)


def _of_quote(quote: Quote, maker: RowMaker) -> Remark:
    return Remark("quote", (quote.span,), telling.quote(maker.quote(quote)), ("quote", quote.kind))


def _of_figure(figure: Figure, maker: RowMaker) -> Remark:
    tags = ("figure", *filter(None, (figure.unit, figure.change)))
    return Remark("figure", (figure.span,), telling.figure(maker.figure(figure)), tags)


def _of_time(time: Timex) -> Remark:
    days = wording.days(time.earliest, time.latest) if time.earliest and time.latest else "no days known"
    told = f"time: {days} (TIMEX3 {time.timex.type} {time.timex.value}{f' {time.timex.mod}' if time.timex.mod else ''})"
    return Remark("time", (time.span,), told, ("time", time.timex.type))


def _of_place(place: Place) -> Remark:
    spot = spot_of(place)
    told = f"place: {wording.where(spot)}{f', {_degrees(spot)}' if spot.lat is not None else ''}"
    same_as = geonames_iri(place.geonames_id) if place.geonames_id is not None else None
    tags = ("place", place.kind, *filter(None, (place.country,)))
    return Remark("place", tuple(mention.span for mention in place.mentions), told, tags, (), same_as)


def _degrees(spot: Where) -> str:
    return f"latitude {spot.lat}, longitude {spot.lon}"
