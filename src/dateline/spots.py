"""Places of which one may lie in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dateline.answers import PlaceRow, Where

Spot = TypeVar("Spot", Where, PlaceRow, Where | PlaceRow)


def innermost(spots: Sequence[Spot]) -> list[Spot]:
    """Without countries and regions that another of them lies in: "in Kerman, Iran" is one place, not two."""
    countries = {spot.country for spot in spots if spot.kind != "country" and spot.country}
    regions = {(spot.country, spot.admin1) for spot in spots if spot.kind not in ("country", "region")}
    return [
        spot
        for spot in spots
        if not (spot.kind == "country" and spot.country in countries)
        and not (spot.kind == "region" and (spot.country, spot.name) in regions)
    ]
