"""POLECAT's table: 40 columns, tab-separated, with a head, ``None`` where nothing is known.

After the headers of the POLECAT releases; types, modes, contexts, sectors and scores are PLOVER's, as ours are.
Several values of a cell have "; " between them. Countries are ISO alpha-3 with PLOVER's codes beyond the states,
Actor COW and Recipient COW the Correlates of War's numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from dateline import __version__
from dateline.answers import Party, Where
from dateline.export.cells import tabbed
from dateline.export.columns import BETWEEN, Column, first_place, integer, real, text
from dateline.export.gdelt import day_of
from dateline.export.geo import city_of, country_of, district_of, province_of
from dateline.export.manner import Manner, flag, name_of
from dateline.export.pairs import Pair, pairs_of
from dateline.handed import Happening
from dateline.records import Actor

LACKS = (
    "POLECAT has no column for whose word an event is, its status, tolls or claims: these stay behind.",
    "An uncertain day is told by its earliest; Event ID is ours, the rows of one happening share it.",
    "Wikipedia's ids, Feature Type and whatever else is not read stand as None.",
)
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
LANGUAGES = {"en": "English"}
MOST = 100  # people or places of a story that are listed
LOOKED_AT = 1_000  # actors of a page, which every one of its rows looks through


@dataclass(frozen=True, slots=True)
class Row:
    pair: Pair
    place: Where | None


def polecat_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    rows = (Row(pair, first_place(pair.row)) for happening in happenings for pair in pairs_of(happening, manner))
    return tabbed(COLUMNS, rows, head=True, unknown="None")


def listed(names: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(names))


def side(name: str, party: Callable[[Pair], Party | None]) -> tuple[Column, ...]:
    def column(head: str, cell: Callable[[Party], str | None]) -> Column:
        return text(head, lambda row: cell(who) if (who := party(row.pair)) else None)

    return (
        column(f"{name} Name", lambda who: f"{name_of(who)}{flag(who)}"),
        column(f"{name} Country", lambda who: who.country),
        column(f"{name} COW", _cow),
        column(f"Primary {name} Sector", lambda who: who.sector[0] if who.sector else None),
        column(f"{name} Sectors", lambda who: listed(who.sector)),
        column(f"{name} Title", lambda who: who.title),
        column(f"{name} Name Raw", lambda who: who.words),
        column(f"Wikipedia {name} ID", lambda who: None),
    )


def _cow(who: Party) -> str | None:
    country = country_of(who.country)
    return str(country.cow) if country and country.cow else None


def at_place(name: str, cell: Callable[[Where], str | None]) -> Column:
    return text(name, lambda row: cell(row.place) if row.place else None)


def story(wanted: Callable[[Actor], bool]) -> Callable[[Row], str]:
    """The names of the page's actors of a kind, of those who have one."""

    def cell(row: Row) -> str:
        actors = row.pair.happening.best.page.reading.actors[:LOOKED_AT]
        named = (a.name for a in actors if wanted(a) and a.named)
        return listed(islice(named, MOST))

    return cell


def _places(row: Row) -> str:
    return listed([p.name for p in row.pair.happening.best.page.reading.places[:MOST]])


def _language(row: Row) -> str | None:
    code = row.pair.happening.best.page.reading.article.language
    return LANGUAGES.get(code or "", code)


def _published(row: Row) -> str | None:
    published = row.pair.row.page.published
    return published.earliest.isoformat() if published else None


COLUMNS = (
    text("Event ID", lambda row: row.pair.happening.id),
    text("Event Date", lambda row: day.isoformat() if (day := day_of(row.pair.row)) else None),
    text("Event Type", lambda row: row.pair.row.type),
    text("Event Mode", lambda row: listed(row.pair.row.mode)),
    real("Intensity", lambda row: row.pair.row.score),
    text("Quad Code", lambda row: QUADS.get(row.pair.row.quad)),
    text("Contexts", lambda row: listed(row.pair.row.context)),
    *side("Actor", lambda pair: pair.source),
    *side("Recipient", lambda pair: pair.target),
    at_place("Placename", lambda where: where.name),
    at_place("City", city_of),
    at_place("District", district_of),
    at_place("Province", province_of),
    at_place("Country", lambda where: where.country),
    real("Latitude", lambda row: row.place.lat if row.place else None),
    real("Longitude", lambda row: row.place.lon if row.place else None),
    integer("GeoNames ID", lambda row: row.place.geonames_id if row.place else None),
    at_place("Raw Placename", lambda where: where.words),
    text("Feature Type", lambda row: None),
    text("Source", lambda row: row.pair.row.page.outlet or row.pair.row.page.source),
    text("Publication Date", _published),
    text("Story People", story(lambda actor: actor.kind == "person")),
    text("Story Organizations", story(lambda actor: actor.kind in ("organisation", "government"))),
    text("Story Locations", _places),
    text("Language", _language),
    text("Version", lambda row: f"dateline {__version__}"),
)
