"""Rows as GeoJSON (RFC 7946): one Feature a row, longitude first, WGS 84; geometry null where no place is known.

A Feature's properties are the row's record. ``precision`` on top of them tells how near the point is to what
happened: a point of precision "country" is only some middle of a country. With several places the geometry is a
MultiPoint, and ``precision`` a list in its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from dateline.answers import EventRow, FigureRow, PlaceRow, Where
from dateline.errors import UsageError
from dateline.jsontext import one_line, plain

PLACED = (EventRow, FigureRow, PlaceRow)


def check_placed(kind: type) -> None:
    """Raises UsageError for a kind of row that has no place."""
    if kind not in PLACED:
        raise UsageError("--geojson: these have no place; events, figures and places have; take --json or --csv")


def write_geojson(out: TextIO, rows: Iterable[EventRow | FigureRow | PlaceRow]) -> int:
    """One FeatureCollection, a Feature a line; gives their number."""
    count = 0
    out.write('{"type": "FeatureCollection", "features": [')
    for count, row in enumerate(rows, 1):
        out.write(("\n" if count == 1 else ",\n") + one_line(feature(row)))
    out.write("\n]}\n" if count else "]}\n")
    return count


def feature(row: EventRow | FigureRow | PlaceRow) -> dict[str, Any]:
    spots: Sequence[Where | PlaceRow] = (row,) if isinstance(row, PlaceRow) else row.place
    spots = [spot for spot in spots if spot.lat is not None and spot.lon is not None]
    points = [[spot.lon, spot.lat] for spot in spots]
    told = [spot.precision for spot in spots if isinstance(spot, Where)]
    geometry: dict[str, Any] | None = None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif points:
        geometry = {"type": "MultiPoint", "coordinates": points}
    properties = plain(row)
    if told:
        properties = {"precision": told[0] if len(told) == 1 else told, **properties}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
