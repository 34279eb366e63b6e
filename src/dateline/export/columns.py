"""Rows as flat cells, the same for CSV, Parquet and data frames: a table of columns for each kind of row.

Lists are joined with "; ". A participant who is not affirmed stands with who says so, his country and sectors with
his polarity: no column tells an accusation as a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from dateline.answers import (
    ActorRow,
    EventRow,
    FigureRow,
    Hit,
    PageRef,
    PageRow,
    Party,
    Period,
    PlaceRow,
    QuoteRow,
    SqlAnswer,
    Where,
)
from dateline.export import wording
from dateline.happening import HappeningRow, PartyTold

Cell = str | int | float | bool | date | None
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` is text, int, real, flag or day."""

    name: str
    kind: str
    cell: Callable[[Any], Cell]


def text(name: str, cell: Callable[[Any], str | None]) -> Column:
    return Column(name, "text", lambda row: cell(row) or None)


def integer(name: str, cell: Callable[[Any], int | None]) -> Column:
    return Column(name, "int", cell)


def real(name: str, cell: Callable[[Any], float | None]) -> Column:
    return Column(name, "real", lambda row: None if (value := cell(row)) is None else float(value))


def flag(name: str, cell: Callable[[Any], bool]) -> Column:
    return Column(name, "flag", cell)


def day(name: str, cell: Callable[[Any], date | None]) -> Column:
    return Column(name, "day", cell)


def joined(items: Iterable[str]) -> str:
    return BETWEEN.join(filter(None, items))


def own(name: str, kind: str = "text") -> Column:
    """The field of the same name."""
    if kind == "real":
        return real(name, lambda row: getattr(row, name))
    return Column(name, kind, lambda row: getattr(row, name) if kind != "text" else getattr(row, name) or None)


def span_of(name: str, field: str) -> tuple[Column, Column]:
    """The two days of an interval."""
    return (
        day(f"{name}_earliest", lambda row: (when := getattr(row, field)) and when.earliest),
        day(f"{name}_latest", lambda row: (when := getattr(row, field)) and when.latest),
    )


def codes_of(parts: Iterable[Party], field: str) -> str:
    """Countries or sectors of participants, each with the polarity of one who is not affirmed."""
    found = []
    for part in parts:
        value = getattr(part, field)
        code = "/".join(value) if isinstance(value, tuple) else value
        if code:
            found.append(code if part.polarity == "affirmed" else f"{code} ({part.polarity})")
    return joined(dict.fromkeys(found))


def side_of(field: str) -> tuple[Column, ...]:
    return (
        text(field, lambda row: wording.side(getattr(row, field), BETWEEN)),
        text(f"{field}_country", lambda row: codes_of(getattr(row, field), "country")),
        text(f"{field}_sector", lambda row: codes_of(getattr(row, field), "sector")),
    )


def first_place(row: Any) -> Where | None:
    """The first place that has a position, else the first."""
    return next((p for p in row.place if p.lat is not None), row.place[0] if row.place else None)


def at_place(row: Any, field: str) -> str | None:
    return getattr(first_place(row), field, None)


def tally_of(what: str, end: str) -> Column:
    def cell(row: EventRow) -> int | None:
        return next((getattr(c, end) for c in row.counts if c.what == what), None)

    return integer(f"{what}_{end}", cell)


def page_columns(page: Callable[[Any], PageRef]) -> tuple[Column, ...]:
    def published(row: Any, end: str) -> date | None:
        when = page(row).published
        return getattr(when, end) if when else None

    return (
        text("outlet", lambda row: page(row).outlet),
        text("headline", lambda row: page(row).headline),
        text("url", lambda row: page(row).url),
        text("source", lambda row: page(row).source),
        day("published_earliest", lambda row: published(row, "earliest")),
        day("published_latest", lambda row: published(row, "latest")),
        text("page_id", lambda row: page(row).id),
        text("copy_of", lambda row: page(row).copy_of),
    )


def of_page(row: Any) -> PageRef:
    page: PageRef = row.page
    return page


def told_codes(parts: Iterable[PartyTold], field: str) -> str:
    """Countries or sectors of a happening's participants, each with how it is told unless all tell it as a fact."""
    found = []
    for part in parts:
        value = getattr(part, field)
        code = "/".join(value) if isinstance(value, tuple) else value
        ways = dict.fromkeys(said.polarity for said in part.said)
        if code:
            found.append(code if list(ways) == ["affirmed"] else f"{code} ({', '.join(ways)})")
    return joined(dict.fromkeys(found))


def told_side_of(field: str) -> tuple[Column, ...]:
    return (
        text(field, lambda row: wording.told_side(getattr(row, field), BETWEEN)),
        text(f"{field}_country", lambda row: told_codes(getattr(row, field), "country")),
        text(f"{field}_sector", lambda row: told_codes(getattr(row, field), "sector")),
    )


def toll_of(what: str, end: str) -> Column:
    return integer(f"{what}_{end}", lambda row: next((getattr(t, end) for t in row.tolls if t.what == what), None))


def told_at(row: HappeningRow, field: str) -> Any:
    """Of the first place that has a position, else of the first."""
    spots = [told.place for told in row.place]
    spot = next((spot for spot in spots if spot.lat is not None), spots[0] if spots else None)
    return getattr(spot, field, None)


def first_page(row: HappeningRow) -> PageRef:
    return row.report(row.first).event.page


PLACES = (
    text("place", lambda row: joined(p.name for p in row.place)),
    text("place_country", lambda row: at_place(row, "country")),
    text("place_admin1", lambda row: at_place(row, "admin1")),
    real("lat", lambda row: p.lat if (p := first_place(row)) else None),
    real("lon", lambda row: p.lon if (p := first_place(row)) else None),
)
EVENT = (
    own("id"), own("type"), text("mode", lambda row: joined(row.mode)), own("status"), *span_of("time", "time"),
    text("time_basis", lambda row: row.time and row.time.basis), *side_of("actor"), *side_of("recipient"), *PLACES,
    text("precision", lambda row: at_place(row, "precision")),
    text("counts", lambda row: joined(map(wording.tally, row.counts))),
    tally_of("killed", "low"), tally_of("killed", "high"), tally_of("injured", "low"), tally_of("injured", "high"),
    text("said_by", lambda row: wording.chain(row.said_by)),
    text("claims", lambda row: joined(f"{c.what} ({wording.whose_word(c.said_by)})" for c in row.claims)),
    own("instrument"), text("context", lambda row: joined(row.context)), own("quad", "int"), own("score", "real"),
    own("cameo"), own("historical", "flag"), own("trigger"), own("sentence"), own("tellings", "int"),
    own("confidence", "real"), own("rule"), *page_columns(of_page), own("happening"),
)  # fmt: skip
QUOTE = (
    own("id"), own("kind"), text("speaker", lambda row: row.speaker and wording.who(row.speaker)),
    text("speaker_country", lambda row: row.speaker and row.speaker.country),
    text("speaker_sector", lambda row: joined(row.speaker.sector) if row.speaker else None), own("cue"),
    own("cue_kind"), own("words"), own("closed", "flag"), own("part_of"), own("addressee"), *page_columns(of_page),
)  # fmt: skip
FIGURE = (
    own("id"), own("words"), own("low", "real"), own("high", "real"), own("approximate", "flag"), own("unit"),
    own("what"), own("change"), text("whose", lambda row: row.whose and wording.who(row.whose)), *PLACES,
    *span_of("time", "time"), *span_of("compared_to", "compared_to"),
    text("said_by", lambda row: wording.chain(row.said_by)), *page_columns(of_page),
)  # fmt: skip
ACTOR = (
    own("name"), own("kind"), own("country"), text("sector", lambda row: joined(row.sector)), own("title"),
    own("pages", "int"), own("as_actor", "int"), own("as_recipient", "int"), own("quotes", "int"), own("first", "day"),
    own("last", "day"),
)  # fmt: skip
PLACE = (
    own("name"), own("kind"), own("country"), own("admin1"), own("geonames_id", "int"), own("lat", "real"),
    own("lon", "real"), own("pages", "int"), own("events", "int"), own("first", "day"), own("last", "day"),
)  # fmt: skip
PAGE = (
    own("outlet"), own("headline"), *span_of("published", "published"), own("basis"), own("language"),
    own("events", "int"), own("quotes", "int"), own("figures", "int"), own("url"), own("source"), own("id"),
    own("copy_of"), own("added"),
)  # fmt: skip
HIT = (own("snippet"), own("rank", "real"), *page_columns(of_page))
PERIOD = (
    own("label"), own("first", "day"), own("last", "day"), own("events", "real"), own("pages", "real"),
    own("value", "real"), own("year_before", "real"), own("change", "real"), own("p_value", "real"),
)  # fmt: skip
HAPPENING = (
    own("id"), own("type"), own("status"), own("count", "int"), own("outlets", "int"), own("copies", "int"),
    *span_of("time", "time"), *span_of("agreed", "agreed"), *told_side_of("actor"), *told_side_of("recipient"),
    text("place", lambda row: joined(wording.where(told.place) for told in row.place)),
    text("place_country", lambda row: told_at(row, "country")), real("lat", lambda row: told_at(row, "lat")),
    real("lon", lambda row: told_at(row, "lon")), text("precision", lambda row: told_at(row, "precision")), own("rule"),
    *(toll_of(what, end) for what in ("killed", "injured") for end in ("low", "best", "high")),
    text("tolls", lambda row: joined(map(wording.toll, row.tolls))), text("differs", lambda row: joined(row.differs)),
    own("sentence"), text("first_outlet", lambda row: first_page(row).outlet),
    day("first_published", lambda row: when.earliest if (when := first_page(row).published) else None),
    text("outlet_names", lambda row: joined(dict.fromkeys(r.event.page.outlet or "" for r in row.reports))),
    text("urls", lambda row: joined(dict.fromkeys(r.event.page.url or r.event.page.source for r in row.reports))),
    text("reports", lambda row: joined(r.id for r in row.reports)),
)  # fmt: skip
COLUMNS: Mapping[type, tuple[Column, ...]] = {
    EventRow: EVENT,
    QuoteRow: QUOTE,
    FigureRow: FIGURE,
    ActorRow: ACTOR,
    PlaceRow: PLACE,
    PageRow: PAGE,
    HappeningRow: HAPPENING,
    Hit: HIT,
    Period: PERIOD,
}


def columns_of(kind: type) -> tuple[Column, ...]:
    """The columns of a kind of row, in order."""
    return COLUMNS[kind]


def sql_columns(answer: SqlAnswer) -> tuple[Column, ...]:
    """The columns of an answer in SQL, whose rows are tuples; bytes are told in hexadecimal."""

    def at(i: int) -> Callable[[Any], Cell]:
        def cell(row: tuple[Any, ...]) -> Cell:
            value = row[i]
            if isinstance(value, float) and not isfinite(value):
                return None
            return value.hex() if isinstance(value, bytes) else value

        return cell

    kinds = [{type(row[i]) for row in answer.rows} - {type(None)} for i in range(len(answer.columns))]
    return tuple(Column(name, _kind(kinds[i]), at(i)) for i, name in enumerate(answer.columns))


def _kind(found: set[type]) -> str:
    if found == {int}:
        return "int"
    return "real" if found and found <= {int, float} else "mixed" if found - {str, bytes} else "text"
