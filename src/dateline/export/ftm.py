"""Happenings as FollowTheMoney entities, a JSON object a line: Event, Article, Person, Organization, Mention …

A happening is an Event whose proof are the Articles that tell of it. Who took part is tied to it by UnknownLinks,
whose role tells how: "actor", "claimed to be actor, by Lurdes Vaz"; of these only who is affirmed is `involved`.
Names on pages are Mentions, resolved to the entity. The same entity may come again with more properties, as in any
stream of fragments; `ftm aggregate` joins them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from dateline import ids
from dateline.answers import EventRow
from dateline.export import telling, wording
from dateline.export.geo import country_of, full_name
from dateline.export.linked import Tree, row_makers, shared_date, tied, web_address, without_repeats
from dateline.export.manner import Manner, name_of
from dateline.handed import HandedPage, Happening, Report
from dateline.jsontext import one_line
from dateline.records import Actor, Attribution, Participant, Place
from dateline.rows import RowMaker, spot_of

LACKS = (
    "followthemoney: quotes, figures and spans are not in it; tolls and who says so stand in an Event's description.",
    "followthemoney: an uncertain time is startDate to endDate, the days between which it was, not how long it took.",
    "followthemoney: one name, kind and country on several pages is one entity: a likeness of names, no proof.",
)
KINDS = {"person": "Person", "group": "Organization", "organisation": "Organization", "government": "PublicBody"}
LANGUAGES = {"en": "eng"}  # FollowTheMoney has ISO 639-3; dateline reads English
LONGEST = 200  # code points of a name


Properties = Mapping[str, Iterable[str | None]]


def ftm_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    """An entity a line."""
    maker_of = row_makers()
    trees = (tree for h in happenings for tree in entities_of(h, maker_of, manner))
    return (one_line(tree) + "\n" for tree in without_repeats(trees))


def entities_of(happening: Happening, maker_of: Callable[[HandedPage], RowMaker], manner: Manner) -> Iterator[Tree]:
    """The articles that tell of it, its places, the event, and who took part in it or tells of it."""
    event = key_of("event", happening.id)
    yield from map(_article, happening.reports)
    best = happening.best
    places = [maker_of(best.page).places[p.id] for p in best.event.place if p.id in maker_of(best.page).places]
    yield from map(_address, places)
    yield _event(event, happening, places, maker_of(best.page))
    for report in happening.reports:
        maker = maker_of(report.page)
        for role, parts in (("actor", report.event.actor), ("recipient", report.event.recipient)):
            for part in parts:
                if tied(maker.party(part), manner):
                    yield from _taking_part(event, role, part, report, maker)
        for said in report.event.said_by:
            if said.id in maker.actors:
                yield from _telling(event, said, report, maker)


def key_of(kind: str, *parts: object) -> str:
    return f"dateline-{ids.content_id(kind, *parts)}"


def entity(key: str, schema: str, properties: Properties) -> Tree:
    """As FollowTheMoney has it: every value a text, every property a list; what is unknown isn't there."""
    told = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _article_key(report: Report) -> str:
    return key_of("article", report.page.ref.id)


def _article(report: Report) -> Tree:
    ref, article = report.page.ref, report.page.reading.article
    published = shared_date(ref.published.earliest, ref.published.latest) if ref.published else None
    properties: Properties = {
        "title": [ref.headline],
        "author": article.byline,
        "publishedAt": [published],
        "publisher": [ref.outlet],
        "sourceUrl": [web_address(ref.url)],
        "fileName": [PurePath(ref.source).name],
        "language": [LANGUAGES.get(article.language or "")],
        "retrievedAt": [report.page.added[:10]],
        "summary": [article.standfirst],
    }
    return entity(_article_key(report), "Article", properties)


def _event(key: str, happening: Happening, places: Sequence[Place], maker: RowMaker) -> Tree:
    best, rows = happening.best, [report.row for report in happening.reports]
    sure = [part for part in (*best.event.actor, *best.event.recipient) if part.polarity == "affirmed"]
    spots = [spot_of(place) for place in places]
    properties: Properties = {
        "name": [telling.title(best.row)],
        "summary": [best.row.sentence],
        "description": [f"{row.page.outlet or row.page.source}: {telling.event(row)}" for row in rows],
        **_days(best.row),
        "location": map(full_name, spots),
        "country": [_country(spot.country) for spot in spots],
        "addressEntity": [key_of("address", ids.place_id(place)) for place in places],
        "involved": [who.key for part in sure if (who := _whom(part, best, maker))],
        "keywords": [best.row.type, *best.row.mode],
        "proof": map(_article_key, happening.reports),
        "publisher": [row.page.outlet for row in rows],
        "sourceUrl": [web_address(row.page.url) for row in rows],
        "recordId": [happening.id],
    }
    return entity(key, "Event", properties)


def _days(row: EventRow) -> dict[str, list[str | None]]:
    if row.time is None:
        return {}
    if row.time.earliest == row.time.latest:
        return {"date": [row.time.earliest.isoformat()]}
    return {"startDate": [row.time.earliest.isoformat()], "endDate": [row.time.latest.isoformat()]}


def _address(place: Place) -> Tree:
    properties: Properties = {
        "full": [full_name(spot_of(place))],
        "city": [place.name if place.kind == "city" else None],
        "state": [place.admin1],
        "country": [_country(place.country)],
        "latitude": [None if place.lat is None else str(place.lat)],
        "longitude": [None if place.lon is None else str(place.lon)],
    }
    return entity(key_of("address", ids.place_id(place)), "Address", properties)


@dataclass(frozen=True, slots=True)
class Whom:
    """An entity that a participant is: an actor of the record, or words that stand for nobody known there."""

    key: str
    schema: str
    name: str
    actor: Actor | None


def _whom(part: Participant, report: Report, maker: RowMaker) -> Whom | None:
    """None for a pronoun that stands for nobody known."""
    page, actor = report.page.ref.id, maker.actors.get(part.id or "")
    if actor is not None:
        return _known(actor, page)
    name = name_of(maker.party(part))
    return Whom(key_of("words", page, *part.span), "LegalEntity", name, None) if name else None


def _known(actor: Actor, page: str) -> Whom:
    """A group that is only described is no organisation; who says that there is one?"""
    schema = KINDS.get(actor.kind, "LegalEntity") if ids.is_named(actor) or actor.kind == "person" else "LegalEntity"
    return Whom(key_of("actor", ids.actor_id(actor, page)), schema, wording.short(actor.name, LONGEST), actor)


def _taking_part(event: str, role: str, part: Participant, report: Report, maker: RowMaker) -> Iterator[Tree]:
    if (who := _whom(part, report, maker)) is None:
        return
    party = maker.party(part)
    how = role
    if party.polarity != "affirmed":
        how = f"{party.polarity} to be {role}, by {wording.chain(party.said_by) or 'somebody unnamed'}"
    yield from _entities(who, report, maker)
    yield _link(who, event, how, part.polarity, telling.participant(party, role, report.row), report)


def _telling(event: str, said: Attribution, report: Report, maker: RowMaker) -> Iterator[Tree]:
    who = _known(maker.actors[said.id or ""], report.page.ref.id)
    yield from _entities(who, report, maker)
    yield _link(who, event, f"tells of it: {said.kind}", "teller", report.row.sentence, report)


def _link(who: Whom, event: str, role: str, status: str, summary: str, report: Report) -> Tree:
    article = _article_key(report)
    properties: Properties = {
        "subject": [who.key],
        "object": [event],
        "role": [role],
        "status": [status],
        "summary": [summary],
        "proof": [article],
        **_days(report.row),
    }
    return entity(key_of("link", who.key, event, role, article), "UnknownLink", properties)


def _entities(who: Whom, report: Report, maker: RowMaker) -> Iterator[Tree]:
    """The entity, and each way in which the page names it."""
    actor = who.actor
    if actor is None:
        yield entity(who.key, who.schema, {"name": [who.name]})
        return
    country, title = _country(actor.country), "position" if who.schema == "Person" else "description"
    about: Properties = {"name": [who.name], "country": [country], title: [actor.title], "sector": actor.sector}
    yield entity(who.key, who.schema, about)
    for words in dict.fromkeys(maker.words(m.span) for m in actor.mentions if m.kind == "name"):
        mention: Properties = {
            "document": [_article_key(report)],
            "resolved": [who.key],
            "name": [wording.short(words, LONGEST)],
            "detectedSchema": [who.schema],
            "contextCountry": [country],
        }
        yield entity(key_of("mention", _article_key(report), who.key, words), "Mention", mention)


def _country(code: str | None) -> str | None:
    """ISO 3166-1 alpha-2 in small letters."""
    return row.alpha2.lower() if (row := country_of(code)) else None
