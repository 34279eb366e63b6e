"""Happenings as FollowTheMoney entities, a JSON object a line: Event, Article, Person, Organization, Mention …

A happening is an Event whose proof are the Articles that tell of it. Who took part is tied to it by UnknownLinks,
whose role tells how: "actor", "claimed to be actor, by Lurdes Vaz"; of these only who is affirmed is `involved`.
Names on pages are Mentions, resolved to the entity. The same entity may come again with more properties, as in any
stream of fragments; `ftm aggregate` joins them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from dateline import ids
from dateline.answers import EventRow
from dateline.export import telling, wording
from dateline.export.geo import country_of, full_name
from dateline.export.linked import Names, Recent, Tree, names_keeper, shared_date, tied, web_address, without_repeats
from dateline.export.manner import Manner, name_of
from dateline.handed import Happening, Report
from dateline.jsontext import one_line
from dateline.records import Actor, Attribution, Participant, Place
from dateline.rows import spot_of

LACKS = (
    "followthemoney: quotes, figures and spans are not in it; tolls and who says so stand in an Event's description.",
    "followthemoney: an uncertain time is startDate to endDate, the days between which it was, not how long it took.",
    "followthemoney: one name, kind and country on several pages is one entity: a likeness of names, no proof.",
)
KINDS = {"person": "Person", "group": "Organization", "organisation": "Organization", "government": "PublicBody"}
LANGUAGES = {"en": "eng"}  # FollowTheMoney has ISO 639-3; dateline reads English
LONGEST = 200  # code points of a name


Properties = Mapping[str, Iterable[str | None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """One report with what its page names; ``told`` are the actors whose names it has told lately."""

    report: Report
    names: Names
    told: Recent

    @property
    def article(self) -> str:
        return key_of("article", ids.page_key(self.report.page.reading.page))


def ftm_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    """An entity a line."""
    names_of, told = names_keeper(), Recent()
    scenes = ((h, [Scene(report, names_of(report.page), told) for report in h.reports]) for h in happenings)
    trees = (tree for happening, reports in scenes for tree in entities_of(happening, reports, manner))
    return (one_line(tree) + "\n" for tree in without_repeats(trees))


def entities_of(happening: Happening, reports: Sequence[Scene], manner: Manner) -> Iterator[Tree]:
    """The articles that tell of it, its places, the event, and who took part in it or tells of it."""
    event, known = key_of("event", happening.id), reports[0].names.maker.places
    yield from map(_article, reports)
    places = [known[p.id] for p in happening.best.event.place if p.id in known]
    yield from map(_address, places)
    yield _event(event, happening.id, reports, places)
    for scene in reports:
        told = scene.report.event
        for role, parts in (("actor", told.actor), ("recipient", told.recipient)):
            for part in parts:
                if tied(scene.names.maker.party(part), manner):
                    yield from _taking_part(event, role, part, scene)
        for said in told.said_by:
            if said.id in scene.names.actors:
                yield from _telling(event, said, scene)


def key_of(kind: str, *parts: object) -> str:
    return f"dateline-{ids.content_id(kind, *parts)}"


def entity(key: str, schema: str, properties: Properties) -> Tree:
    """As FollowTheMoney has it: every value a text, every property a list; what is unknown isn't there."""
    told = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _article(scene: Scene) -> Tree:
    ref, article = scene.report.page.ref, scene.report.page.reading.article
    published = shared_date(ref.published.earliest, ref.published.latest) if ref.published else None
    properties: Properties = {
        "title": [ref.headline],
        "author": article.byline,
        "publishedAt": [published],
        "publisher": [ref.outlet],
        "sourceUrl": [web_address(ref.url)],
        "fileName": [PurePath(ref.source).name],
        "language": [LANGUAGES.get(article.language or "")],
        "retrievedAt": [scene.report.page.added[:10]],
        "summary": [article.standfirst],
    }
    return entity(scene.article, "Article", properties)


def _event(key: str, happening: str, reports: Sequence[Scene], places: Sequence[Place]) -> Tree:
    best, rows = reports[0], [scene.report.row for scene in reports]
    told = best.report.event
    sure = [part for part in (*told.actor, *told.recipient) if part.polarity == "affirmed"]
    spots = [spot_of(place) for place in places]
    properties: Properties = {
        "name": [telling.title(rows[0])],
        "summary": [rows[0].sentence],
        "description": [f"{row.page.outlet or row.page.source}: {telling.event(row)}" for row in rows],
        **_days(rows[0]),
        "location": map(full_name, spots),
        "country": [_country(spot.country) for spot in spots],
        "addressEntity": [key_of("address", ids.place_id(place)) for place in places],
        "involved": [who.key for part in sure if (who := _whom(part, best))],
        "keywords": [rows[0].type, *rows[0].mode],
        "proof": [scene.article for scene in reports],
        "publisher": [row.page.outlet for row in rows],
        "sourceUrl": [web_address(row.page.url) for row in rows],
        "recordId": [happening],
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


def _whom(part: Participant, scene: Scene) -> Whom | None:
    """None for a pronoun that stands for nobody known."""
    maker = scene.names.maker
    actor = maker.actors.get(part.id or "")
    if actor is not None:
        return _known(actor, scene)
    name = name_of(maker.party(part))
    return Whom(key_of("words", maker.ref.id, *part.span), "LegalEntity", name, None) if name else None


def _known(actor: Actor, scene: Scene) -> Whom:
    """A group that is only described is no organisation; who says that there is one?"""
    known_as = actor.kind == "person" or actor.id in scene.names.named
    schema = KINDS.get(actor.kind, "LegalEntity") if known_as else "LegalEntity"
    return Whom(key_of("actor", scene.names.actors[actor.id]), schema, wording.short(actor.name, LONGEST), actor)


def _taking_part(event: str, role: str, part: Participant, scene: Scene) -> Iterator[Tree]:
    if (who := _whom(part, scene)) is None:
        return
    party = scene.names.maker.party(part)
    how = role
    if party.polarity != "affirmed":
        how = f"{party.polarity} to be {role}, by {wording.chain(party.said_by) or 'somebody unnamed'}"
    yield from _entities(who, scene)
    yield _link(who, event, how, part.polarity, telling.participant(party, role, scene.report.row), scene)


def _telling(event: str, said: Attribution, scene: Scene) -> Iterator[Tree]:
    who = _known(scene.names.maker.actors[said.id or ""], scene)
    yield from _entities(who, scene)
    yield _link(who, event, f"tells of it: {said.kind}", "teller", scene.report.row.sentence, scene)


def _link(who: Whom, event: str, role: str, status: str, summary: str, scene: Scene) -> Tree:
    properties: Properties = {
        "subject": [who.key],
        "object": [event],
        "role": [role],
        "status": [status],
        "summary": [summary],
        "proof": [scene.article],
        **_days(scene.report.row),
    }
    return entity(key_of("link", who.key, event, role, scene.article), "UnknownLink", properties)


def _entities(who: Whom, scene: Scene) -> Iterator[Tree]:
    """The entity, and each way in which the page names it; nothing where its page has told that lately."""
    if not scene.told.is_new(f"{scene.article} {who.key}"):
        return
    if who.actor is None:
        yield entity(who.key, who.schema, {"name": [who.name]})
        return
    actor, country = who.actor, _country(who.actor.country)
    title = "position" if who.schema == "Person" else "description"
    about: Properties = {"name": [who.name], "country": [country], title: [actor.title], "sector": actor.sector}
    yield entity(who.key, who.schema, about)
    words = (scene.names.maker.words(mention.span) for mention in actor.mentions if mention.kind == "name")
    for name in dict.fromkeys(words):
        mention: Properties = {
            "document": [scene.article],
            "resolved": [who.key],
            "name": [wording.short(name, LONGEST)],
            "detectedSchema": [who.schema],
            "contextCountry": [country],
        }
        yield entity(key_of("mention", scene.article, who.key, name), "Mention", mention)


def _country(code: str | None) -> str | None:
    """ISO 3166-1 alpha-2 in small letters."""
    return row.alpha2.lower() if (row := country_of(code)) else None
