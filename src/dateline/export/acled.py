"""A table in the shape of ACLED's: 31 columns, comma-separated. After the ACLED codebook; it is no data of ACLED's.

What goes in: political violence, demonstrations and ceasefires that happened, known to a month and to a place
smaller than a country. Of an uncertain day the middle is told. The toll is the most conservative unless --rule says
otherwise, and what the reports tell stands in the notes.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateline.answers import EventRow, Where
from dateline.export.acled_actors import Named, interaction, named_sides
from dateline.export.acled_types import Coded, coded_of
from dateline.export.cells import commaed
from dateline.export.columns import first_place, integer, real, text
from dateline.export.geo import district_of, province_of
from dateline.export.manner import Manner
from dateline.export.notes import notes_of, outlets_of
from dateline.export.sides import Sides, side_reader, sides_of
from dateline.handed import Happening
from dateline.lexicon.codes import State, load_states
from dateline.tolls import toll_of

LACKS = (
    "ACLED-shaped, not ACLED's: event_id_cnty and source_scale are empty; the happening's id ends its notes.",
    "Rules applied: what happened, of political violence, demonstrations and ceasefires; known to a month and to a "
    "place smaller than a country; fatalities are the most conservative number told, 0 where none is.",
    "Direction is lost: actor1 is not the aggressor. Whose word it is, and numbers that differ, stand in the notes.",
)
PRECISION = {"exact": 1, "near": 2, "admin2": 2, "admin1": 3}
UNARMED = (6, 7)


@dataclass(frozen=True, slots=True)
class When:
    day: date
    precision: int  # 1 a day, 2 a week, 3 a month


@dataclass(frozen=True, slots=True)
class Row:
    happening: Happening
    coded: Coded
    when: When
    place: Where
    state: State
    one: Named
    other: Named
    fatalities: int


def acled_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    read = side_reader(manner)
    rows = (_row(happening, sides_of(happening, read), manner) for happening in happenings)
    return commaed(COLUMNS, (row for row in rows if row is not None))


def _row(happening: Happening, sides: Sides, manner: Manner) -> Row | None:
    """None, with the reason told, for what ACLED would not have."""
    best = happening.best
    actors, recipients = sides
    coded = coded_of(best.row, actors, recipients)
    when, place = when_of(best.row), first_place(best.row)
    if isinstance(coded, str):
        manner.tell(f"event left out: {coded}")
    elif when is None:
        manner.tell("event left out: not even its month is known")
    elif place is None or geo_precision(place) is None or place.country not in load_states():
        manner.tell("event left out: its place is not known, or no nearer than a country")
    else:
        country = place.country or ""
        one, other = named_sides(coded, actors, recipients, country)
        return Row(happening, coded, when, place, load_states()[country], one, other, fatalities(happening, manner))
    return None


def when_of(row: EventRow) -> When | None:
    """The middle day of what is known, which is a day, a week or a month."""
    if row.time is None:
        return None
    length = (row.time.latest - row.time.earliest).days + 1
    if length > 31:
        return None
    middle = row.time.earliest + timedelta(days=(length - 1) // 2)
    return When(middle, 1 if length == 1 else 2 if length <= 7 else 3)


def geo_precision(where: Where) -> int | None:
    """1 the place itself, 2 near it or a district, 3 a province; None for a country."""
    if where.kind == "country":
        return None
    if where.kind == "region":
        return 3
    return PRECISION.get(where.precision or "exact")


def fatalities(happening: Happening, manner: Manner) -> int:
    toll = toll_of(happening.rows, "killed", rule=manner.rule or "acled")
    return (toll.best if toll else None) or 0


def targets_civilians(row: Row) -> str | None:
    """As ACLED tells it: where civilians or unarmed protesters are the main or only target."""
    against = row.coded.sub_type == "Excessive force against protesters" or row.coded.type in (
        "Violence against civilians",
    )
    remote = row.coded.type == "Explosions/Remote violence" and row.other.inter in UNARMED
    mob = row.coded.sub_type == "Mob violence" and row.other.inter in UNARMED
    return "Civilian targeting" if against or remote or mob else None


def _tags(row: Row) -> str | None:
    """ACLED's tag for the size of a crowd, in the page's words."""
    if row.coded.mob is None:
        return None
    sizes = [t.words for t in row.happening.best.row.counts if t.what == "protesters"]
    return f"crowd size={sizes[0]}" if sizes else "crowd size=no report"


def _second(added: str) -> int:
    return calendar.timegm(datetime.fromisoformat(added.replace("Z", "+00:00")).timetuple())


COLUMNS = (
    text("event_id_cnty", lambda row: None),
    text("event_date", lambda row: row.when.day.isoformat()),
    integer("year", lambda row: row.when.day.year),
    integer("time_precision", lambda row: row.when.precision),
    text("disorder_type", lambda row: row.coded.disorder),
    text("event_type", lambda row: row.coded.type),
    text("sub_event_type", lambda row: row.coded.sub_type),
    text("actor1", lambda row: row.one.name),
    text("assoc_actor_1", lambda row: row.one.associated),
    integer("inter1", lambda row: row.one.inter),
    text("actor2", lambda row: row.other.name),
    text("assoc_actor_2", lambda row: row.other.associated),
    integer("inter2", lambda row: row.other.inter),
    integer("interaction", lambda row: interaction(row.one, row.other)),
    text("civilian_targeting", targets_civilians),
    integer("iso", lambda row: row.state.number),
    text("region", lambda row: row.state.acled_region),
    text("country", lambda row: row.state.acled_name),
    text("admin1", lambda row: province_of(row.place)),
    text("admin2", lambda row: district_of(row.place)),
    text("admin3", lambda row: None),
    text("location", lambda row: row.place.name),
    real("latitude", lambda row: row.place.lat),
    real("longitude", lambda row: row.place.lon),
    integer("geo_precision", lambda row: geo_precision(row.place)),
    text("source", lambda row: "; ".join(outlets_of(row.happening))),
    text("source_scale", lambda row: None),
    text("notes", lambda row: notes_of(row.happening)),
    integer("fatalities", lambda row: row.fatalities),
    text("tags", _tags),
    integer("timestamp", lambda row: _second(row.happening.best.page.added)),
)
