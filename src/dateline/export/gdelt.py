"""GDELT 2.0's table of events: 61 columns, tab-separated, no head. After the GDELT Event Codebook 2.0.

What stands in a cell that GDELT fills from sources we don't have is told in docs/exporting.md: no tone, no place of
the actors (Type 0, as GDELT has it where it found none), no numbers of its gazetteers but FIPS codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.answers import EventRow, Party, Where
from dateline.export.cells import tabbed
from dateline.export.columns import Column, first_place, integer, real, text
from dateline.export.geo import admin1_code, feature_id, fips, full_name, geo_kind
from dateline.export.manner import Manner
from dateline.export.pairs import Pair, pairs_of
from dateline.export.roles import ActorCode, cameo_actor
from dateline.handed import Happening, Report
from dateline.lexicon.codes import ActionCodes, load_action_codes

LACKS = (
    "GDELT has no column for whose word an event is, its status, tolls, claims, modes or contexts: these stay behind.",
    "AvgTone is empty, as no tone is measured; so are ethnic and religious codes and the places of the actors.",
    "An uncertain day is told by its earliest; the rows of one happening share a GLOBALEVENTID of ours, not GDELT's.",
)
QUADS = {"01": 1, "02": 1, "03": 1, "04": 1, "05": 1, "06": 2, "07": 2, "08": 2, "09": 3, "10": 3, "11": 3, "12": 3,
         "13": 3, "14": 4, "15": 4, "16": 4, "17": 4, "18": 4, "19": 4, "20": 4}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A pair with what its cells are made of, looked up once."""

    pair: Pair
    day: date | None
    actors: tuple[ActorCode | None, ActorCode | None]
    place: Where | None
    goldstein: float | None

    @property
    def event(self) -> EventRow:
        return self.pair.row


def gdelt_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    """A line a pair of actors."""
    codes = load_action_codes()
    rows = (_row(pair, codes) for happening in happenings for pair in pairs_of(happening, manner))
    return tabbed(COLUMNS, rows, head=False)


def _row(pair: Pair, codes: ActionCodes) -> Row:
    action = codes.action(pair.cameo) if pair.cameo else None
    who = (_actor(pair.source, codes), _actor(pair.target, codes))
    place = first_place(pair.row)
    place = None if place and place.kind == "region" and not place.country else place  # GDELT has no Middle East
    return Row(pair, day_of(pair.row), who, place, action.goldstein if action else None)


def _actor(party: Party | None, codes: ActionCodes) -> ActorCode | None:
    return cameo_actor(party, codes) if party else None


def day_of(row: EventRow) -> date | None:
    """The earliest day on which it can have been; the page's where nothing tells the event's."""
    if row.time:
        return row.time.earliest
    return row.page.published.earliest if row.page.published else None


def number_of(happening: Happening) -> int:
    """A number made of the happening's id, below 2**52: R and JavaScript hold it exactly."""
    return int(happening.id[:13], 16)


def second_of(added: str) -> int:
    """ "2024-01-05T06:07:08Z" as 20240105060708."""
    return int("".join(c for c in added if c.isdigit())[:14])


def fraction_of(day: date) -> float:
    """The codebook's formula: YYYY + (MONTH * 30 + DAY) / 365."""
    return round(day.year + (day.month * 30 + day.day) / 365, 4)


def of_day(name: str, cell: Callable[[date], int]) -> Column:
    return integer(name, lambda row: cell(row.day) if row.day else None)


def of_actor(number: int) -> tuple[Column, ...]:
    def column(name: str, cell: Callable[[ActorCode], str | None]) -> Column:
        return text(f"Actor{number}{name}", lambda row: who and cell(who) if (who := row.actors[number - 1]) else None)

    def role(at: int) -> Callable[[ActorCode], str | None]:
        return lambda who: who.roles[at] if len(who.roles) > at else None

    return (
        column("Code", lambda who: who.code),
        column("Name", lambda who: who.name.upper() + who.flag),
        column("CountryCode", lambda who: who.country),
        column("KnownGroupCode", lambda who: who.known_group),
        *(column(name, lambda who: None) for name in ("EthnicCode", "Religion1Code", "Religion2Code")),
        *(column(f"Type{at + 1}Code", role(at)) for at in range(3)),
    )


def of_place(side: str, place: Callable[[Row], Where | None]) -> tuple[Column, ...]:
    def cell(make: Callable[[str, Callable[[Any], Any]], Column], name: str, of: Callable[[Where], Any]) -> Column:
        return make(f"{side}Geo_{name}", lambda row: of(where) if (where := place(row)) else None)

    return (
        integer(f"{side}Geo_Type", lambda row: geo_kind(where) if (where := place(row)) else 0),
        cell(text, "FullName", full_name),
        cell(text, "CountryCode", fips),
        cell(text, "ADM1Code", admin1_code),
        cell(text, "ADM2Code", lambda where: None),
        cell(real, "Lat", lambda where: where.lat),
        cell(real, "Long", lambda where: where.lon),
        cell(text, "FeatureID", feature_id),
    )


def nowhere(row: Row) -> Where | None:
    """Where an actor is isn't read."""
    return None


def is_root(row: Row) -> int:
    """1 where a page tells it in its headline, standfirst or first paragraph."""
    return int(any(in_lead(report) for report in row.pair.happening.reports))


def in_lead(report: Report) -> bool:
    blocks = report.page.reading.article.blocks
    first = next((b.span.end for b in blocks if b.kind == "paragraph"), 0)
    return any(mention.span.start < first for mention in report.event.mentions)


def outlets_of(row: Row) -> int:
    """How many outlets tell it; pages of unknown outlets count by their source."""
    return len({report.row.page.outlet or report.row.page.source for report in row.pair.happening.reports})


def code_to(digits: int) -> Callable[[Row], str | None]:
    """The first digits of the code: EventBaseCode has three where there are as many, EventRootCode two."""
    return lambda row: row.pair.cameo and row.pair.cameo[:digits]


COLUMNS = (
    integer("GLOBALEVENTID", lambda row: number_of(row.pair.happening)),
    of_day("SQLDATE", lambda day: day.year * 10_000 + day.month * 100 + day.day),
    of_day("MonthYear", lambda day: day.year * 100 + day.month),
    of_day("Year", lambda day: day.year),
    real("FractionDate", lambda row: fraction_of(row.day) if row.day else None),
    *of_actor(1),
    *of_actor(2),
    integer("IsRootEvent", is_root),
    text("EventCode", code_to(4)),
    text("EventBaseCode", code_to(3)),
    text("EventRootCode", code_to(2)),
    integer("QuadClass", lambda row: QUADS.get((row.pair.cameo or "")[:2], row.event.quad)),
    real("GoldsteinScale", lambda row: row.goldstein),
    integer("NumMentions", lambda row: sum(max(r.row.tellings, 1) for r in row.pair.happening.reports)),
    integer("NumSources", outlets_of),
    integer("NumArticles", lambda row: len(row.pair.happening.reports)),
    real("AvgTone", lambda row: None),
    *of_place("Actor1", nowhere),
    *of_place("Actor2", nowhere),
    *of_place("Action", lambda row: row.place),
    integer("DATEADDED", lambda row: second_of(row.pair.happening.best.page.added)),
    text("SOURCEURL", lambda row: row.event.page.url or row.event.page.source),
)
