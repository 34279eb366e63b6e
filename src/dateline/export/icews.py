"""ICEWS's table of coded events: 20 columns, tab-separated, with a head. After the headers of the ICEWS releases.

Intensity is Goldstein's value of the CAMEO code, Event Text its label. Sectors are ICEWS's words for ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.answers import Party, Where
from dateline.export.cells import tabbed
from dateline.export.columns import Column, first_place, integer, real, text
from dateline.export.gdelt import day_of, number_of
from dateline.export.geo import city_of, district_of, province_of
from dateline.export.manner import Manner, flag, name_of
from dateline.export.pairs import Pair, pairs_of
from dateline.export.roles import icews_sectors
from dateline.export.sentences import sentence_counter
from dateline.handed import Happening
from dateline.lexicon.codes import Action, load_action_codes, load_states

LACKS = (
    "ICEWS has no column for whose word an event is, its status, tolls, claims, modes or contexts: these stay behind.",
    "An uncertain day is told by its earliest; Event ID and Story ID are numbers of ours, not of ICEWS's.",
    "Where one side is not told or may not be named, its cells are empty; ICEWS itself has both in every row.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A pair with its CAMEO action, its place and the number of its sentence."""

    pair: Pair
    action: Action | None
    place: Where | None
    sentence: int


def icews_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    codes, number = load_action_codes(), sentence_counter()

    def row(pair: Pair) -> Row:
        best = pair.happening.best
        action = codes.action(pair.cameo) if pair.cameo else None
        return Row(pair, action, first_place(pair.row), number(best.page.reading.article, best.event.sentence))

    return tabbed(COLUMNS, (row(pair) for h in happenings for pair in pairs_of(h, manner)), head=True)


def side(name: str, party: Callable[[Pair], Party | None]) -> tuple[Column, ...]:
    return (
        text(f"{name} Name", lambda row: _named(party(row.pair))),
        text(
            f"{name} Sectors", lambda row: icews_sectors(who, load_action_codes()) if (who := party(row.pair)) else None
        ),
        text(f"{name} Country", lambda row: _country(who.country if (who := party(row.pair)) else None)),
    )


def _named(party: Party | None) -> str | None:
    return f"{name_of(party)}{flag(party)}" if party else None


def _sectors(party: Party | None) -> str | None:
    return icews_sectors(party, load_action_codes()) if party else None


def _country(code: str | None) -> str | None:
    state = load_states().get(code or "")
    return state.icews_name if state else None


def at_place(name: str, cell: Callable[[Where], str | None]) -> Column:
    return text(name, lambda row: cell(row.place) if row.place else None)


COLUMNS = (
    integer("Event ID", lambda row: number_of(row.pair.happening)),
    text("Event Date", lambda row: day.isoformat() if (day := day_of(row.pair.row)) else None),
    *side("Source", lambda pair: pair.source),
    text("Event Text", lambda row: row.action.label if row.action else row.pair.row.type),
    text("CAMEO Code", lambda row: row.pair.cameo),
    real("Intensity", lambda row: row.action.goldstein if row.action else None),
    *side("Target", lambda pair: pair.target),
    integer("Story ID", lambda row: int(row.pair.row.page.id[:13], 16)),
    integer("Sentence Number", lambda row: row.sentence),
    text("Publisher", lambda row: row.pair.row.page.outlet),
    at_place("City", city_of),
    at_place("District", district_of),
    at_place("Province", province_of),
    at_place("Country", lambda where: _country(where.country)),
    real("Latitude", lambda row: row.place.lat if row.place else None),
    real("Longitude", lambda row: row.place.lon if row.place else None),
)
