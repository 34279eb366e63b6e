"""GeoJSON (RFC 7946): one Feature a row, longitude first, WGS 84; geometry null where no place is known.

A row's properties are its record. ``precision`` on top of them tells how near the point is to what happened: a
point of precision "country" is only some middle of a country. With several places the geometry is a MultiPoint, and
``precision`` a list in its order; a place that another lies in is no point of its own. A happening's properties are
flat, for programs of maps: those of the best-told report as in CSV, how many reports there are, and the toll of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TextIO

from dateline.answers import EventRow, FigureRow, PlaceRow, Where
from dateline.errors import UsageError
from dateline.export.columns import columns_of
from dateline.export.linked import Tree, listed_document
from dateline.export.manner import Manner
from dateline.handed import Happening
from dateline.happening import HappeningRow
from dateline.jsontext import plain
from dateline.spots import innermost
from dateline.tolls import toll_of

PLACED = (EventRow, FigureRow, PlaceRow, HappeningRow)
Placed = EventRow | FigureRow | PlaceRow | HappeningRow
HEAD, TAIL = '{"type": "FeatureCollection", "features": [', "]}"
LACKS = (
    "geojson: a feature tells the best-told report; of the others only tolls, ids and addresses.",
    "geojson: an area is a point in its middle; `precision` tells where the point is no more than that.",
)


def check_placed(kind: type) -> None:
    """Raises UsageError for a kind of row that has no place."""
    if kind not in PLACED:
        raise UsageError(
            "--geojson: these have no place; events, happenings, figures and places have; take --json or --csv"
        )


def write_geojson(out: TextIO, rows: Iterable[Placed]) -> int:
    """One FeatureCollection, a Feature a line; gives their number."""
    lines = sum(out.write(line) > 0 for line in listed_document(HEAD, map(feature, rows), TAIL))
    return lines - 2


def feature_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    """One FeatureCollection, a happening a line."""
    return listed_document(HEAD, (happening_feature(h, manner) for h in happenings), TAIL)


def feature(row: Placed) -> Tree:
    if isinstance(row, HappeningRow):
        return _feature([told.place for told in row.place], plain(row))
    return _feature((row,) if isinstance(row, PlaceRow) else row.place, plain(row))


def happening_feature(happening: Happening, manner: Manner) -> Tree:
    """A happening as its best-told report has it, where the first report has it that knows a place."""
    rows = [report.row for report in happening.reports]
    spots = next((row.place for row in rows if any(map(_placed, row.place))), rows[0].place)
    best = replace(rows[0], place=spots)
    told = {c.name: plain(c.cell(best)) for c in columns_of(EventRow) if c.name not in ("lat", "lon", "precision")}
    properties = {**told, "id": happening.id, **_tolls(rows, manner), **_reports(rows)}
    return {**_feature(spots, properties), "id": happening.id}


def _tolls(rows: Sequence[EventRow], manner: Manner) -> Tree:
    """Low, best and high of those killed and injured, by UCDP's rule where none is asked for."""
    found: Tree = {}
    for what in ("killed", "injured"):
        toll = toll_of(rows, what, rule=manner.rule or "ucdp")
        found |= {f"{what}_{end}": toll and getattr(toll, end) for end in ("low", "best", "high")}
    return found


def _reports(rows: Sequence[EventRow]) -> Tree:
    pages = [row.page for row in rows]
    outlets = dict.fromkeys(page.outlet for page in pages if page.outlet)
    return {
        "reports": len(rows),
        "outlets": "; ".join(outlets) or None,
        "urls": "; ".join(page.url or page.source for page in pages),
    }


def _placed(spot: Where | PlaceRow) -> bool:
    """Whether it lies on the globe that RFC 7946 knows."""
    return spot.lat is not None and spot.lon is not None and abs(spot.lat) <= 90 and abs(spot.lon) <= 180


def _feature(spots: Sequence[Where | PlaceRow], properties: Tree) -> Tree:
    spots = innermost([spot for spot in spots if _placed(spot)])
    points = [[spot.lon, spot.lat] for spot in spots]
    told = [spot.precision for spot in spots if isinstance(spot, Where)]
    geometry: Any = None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif points:
        geometry = {"type": "MultiPoint", "coordinates": points}
    if told:
        properties = {"precision": told[0] if len(told) == 1 else told, **properties}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
