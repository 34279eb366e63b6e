"""A table in the shape of UCDP GED: 49 columns, comma-separated. After the GED codebook; it is no data of UCDP's.

What goes in: violence that killed at least one by UCDP's rule, of organised actors: a state's government or forces,
or a group that has a name, against one another (1 state-based, 2 non-state) or against civilians (3 one-sided).
Ids and names of conflicts and dyads that UCDP gives are empty; PRIO-GRID's cell is worked out from the position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import floor

from dateline.answers import EventRow, When, Where
from dateline.export import wording
from dateline.export.cells import commaed
from dateline.export.columns import Column, first_place, integer, real, text
from dateline.export.ged_sides import Dyad, dyad_of
from dateline.export.ged_tolls import Deaths, deaths_of
from dateline.export.geo import district_of, province_of
from dateline.export.manner import Manner
from dateline.export.notes import flags_of, outlet_of, outlets_of
from dateline.export.sides import Sides, side_reader, sides_of
from dateline.handed import Happening
from dateline.lexicon.codes import State, load_states

LACKS = (
    "GED-shaped, not UCDP's: ids, active_year, code_status and conflicts' names are empty; the happening's id ends "
    "source_article.",
    "Rules applied: what happened; at least one killed by the best number told; one side organised, the other "
    "organised or civilians; known to a country.",
    "Low and high are the least and greatest told, best by UCDP's reading of sources; a total beyond the sides' own "
    "numbers stands in deaths_unknown.",
)
WHERE = {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "country": 6}
KINDS = {"country": 6, "region": 4, "district": 3}
CELLS_A_DEGREE, CELLS_A_ROW = 2, 720


@dataclass(frozen=True, slots=True)
class Row:
    happening: Happening
    dyad: Dyad
    deaths: Deaths
    when: When
    place: Where
    state: State | None

    @property
    def event(self) -> EventRow:
        return self.happening.best.row


def ged_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    read = side_reader(manner)
    rows = (_row(happening, sides_of(happening, read), manner) for happening in happenings)
    return commaed(COLUMNS, (row for row in rows if row is not None))


def _row(happening: Happening, sides: Sides, manner: Manner) -> Row | None:
    """None, with the reason told, for what UCDP would not have."""
    reason, row = None, happening.best.row
    if row.status != "actual":
        reason = "did not happen, or not yet"
    elif row.type != "ASSAULT":
        reason = "not violence"
    else:
        dyad = dyad_of(*sides)
        place = first_place(row)
        if isinstance(dyad, str):
            reason = dyad
        elif not (deaths := deaths_of(happening, dyad, rule=manner.rule or "ucdp")).best:
            reason = "nobody is told to have been killed"
        elif row.time is None or place is None or (not place.country and place.kind != "water"):
            reason = "its time or country is not known"
        else:
            return Row(happening, dyad, deaths, row.time, place, load_states().get(place.country or ""))
    manner.tell(f"event left out: {reason}")
    return None


def where_prec(where: Where) -> int:
    """1 exact, 2 near, 3 second-order and 4 first-order region, 5 a river or the like, 6 country, 7 the sea."""
    if where.kind == "water":
        return 5 if where.country else 7
    return max(KINDS.get(where.kind or "", 1), WHERE.get(where.precision or "exact", 1))


def date_prec(when: When) -> int:
    """1 the day is known, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    days = (when.latest - when.earliest).days + 1
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def clarity(row: EventRow) -> int:
    """2 where several acts are told as one: several attacks are counted, or a plural spans more than a day."""
    several = any(t.what == "attacks" and (t.low or 0) > 1 for t in row.counts)
    spans = row.time is not None and row.time.earliest != row.time.latest
    return 2 if several or (spans and _is_plural(row)) else 1


def _is_plural(row: EventRow) -> bool:
    return row.trigger.lower().endswith("s") and not row.trigger.lower().endswith("ss")


def grid_cell(where: Where) -> int | None:
    """PRIO-GRID's number: cells of half a degree, counted from 90° south, 180° west, east first (Tollefsen 2012)."""
    if where.lat is None or where.lon is None:
        return None
    row = min(floor((where.lat + 90) * CELLS_A_DEGREE), CELLS_A_ROW // 2 - 1)
    return row * CELLS_A_ROW + floor((where.lon + 180) * CELLS_A_DEGREE) % CELLS_A_ROW + 1


def _wkt(row: Row) -> str | None:
    where = row.place
    return None if where.lat is None or where.lon is None else f"POINT ({where.lon!r} {where.lat!r})"


def midnight(day: date) -> str:
    """As GED's files write days."""
    return f"{day.isoformat()} 00:00:00.000"


def sources(row: Row) -> str:
    """As GED names them: “outlet,day,headline”, the best first; then the happening's id."""
    told = []
    for report in row.happening.reports:
        page = report.row.page
        parts = (outlet_of(report.row), page.published and page.published.earliest.isoformat(), page.headline)
        told.append('"' + ",".join(part.replace('"', "'") for part in parts if part) + '"')
    return f"{';'.join(dict.fromkeys(told))} [dateline {row.happening.id}]"


def original(row: Row) -> str:
    """Whom the best report has it from, or the number of the killed; who says it of those whom no report affirms."""
    tellers = [row.event.said_by, *(t.said_by for t in row.event.counts if t.what == "killed")]
    chains = [wording.chain(said_by) for said_by in tellers if said_by]
    told = [*(chains or [outlet_of(row.event)]), *flags_of(row.happening)]
    return "; ".join(dict.fromkeys(told))


def _published(row: Row) -> str | None:
    published = row.event.page.published
    return midnight(published.earliest) if published else None


def empty(*names: str) -> tuple[Column, ...]:
    """What only UCDP can give."""
    return tuple(text(name, lambda row: None) for name in names)


def deaths(name: str, number: Callable[[Deaths], int]) -> Column:
    return integer(name, lambda row: number(row.deaths))


COLUMNS = (
    *empty("id", "relid"),
    integer("year", lambda row: row.when.earliest.year),
    *empty("active_year", "code_status"),
    integer("type_of_violence", lambda row: row.dyad.violence),
    *empty("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id"),
    text("dyad_name", lambda row: f"{row.dyad.a.name} - {row.dyad.b.name}"),
    *empty("side_a_dset_id", "side_a_new_id"),
    text("side_a", lambda row: row.dyad.a.name),
    *empty("side_b_dset_id", "side_b_new_id"),
    text("side_b", lambda row: row.dyad.b.name),
    integer("number_of_sources", lambda row: len(list(outlets_of(row.happening)))),
    text("source_article", sources),
    text("source_office", lambda row: ";".join(outlets_of(row.happening))),
    text("source_date", _published),
    text("source_headline", lambda row: row.event.page.headline),
    text("source_original", original),
    integer("where_prec", lambda row: where_prec(row.place)),
    text("where_coordinates", lambda row: row.place.name),
    text("where_description", lambda row: "; ".join(wording.where(p) for p in row.event.place)),
    text("adm_1", lambda row: province_of(row.place)),
    text("adm_2", lambda row: district_of(row.place)),
    real("latitude", lambda row: row.place.lat),
    real("longitude", lambda row: row.place.lon),
    text("geom_wkt", _wkt),
    integer("priogrid_gid", lambda row: grid_cell(row.place)),
    text("country", lambda row: row.state and row.state.gw_name),
    integer("country_id", lambda row: row.state and row.state.gw),
    text("region", lambda row: row.state and row.state.ged_region),
    integer("event_clarity", lambda row: clarity(row.event)),
    integer("date_prec", lambda row: date_prec(row.when)),
    text("date_start", lambda row: midnight(row.when.earliest)),
    text("date_end", lambda row: midnight(row.when.latest)),
    deaths("deaths_a", lambda told: told.a),
    deaths("deaths_b", lambda told: told.b),
    deaths("deaths_civilians", lambda told: told.civilians),
    deaths("deaths_unknown", lambda told: told.unknown),
    deaths("best", lambda told: told.best),
    deaths("high", lambda told: told.high),
    deaths("low", lambda told: told.low),
    integer("gwnoa", lambda row: row.dyad.a.gw),
    integer("gwnob", lambda row: row.dyad.b.gw),
)
