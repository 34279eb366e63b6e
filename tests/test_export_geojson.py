"""Happenings as GeoJSON, read back by shapely."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dateline.answers import Where
from dateline.export.geojson import feature_lines, happening_feature
from dateline.export.manner import Manner
from dateline.handed import Happening
from tests.handed_on import PLAIN, happened, told_twice


def features(happenings: list[Happening], manner: Manner = PLAIN) -> list[Any]:
    tree = json.loads("".join(feature_lines(happenings, manner)))
    assert tree["type"] == "FeatureCollection"
    found: list[Any] = tree["features"]
    return found


def placed(happening: Happening, *places: Where) -> Happening:
    """The same with other places in its only report."""
    report = happening.best
    return replace(happening, reports=(replace(report, row=replace(report.row, place=places)),))


def test_shapely_reads_points_with_longitude_first() -> None:
    geometry = pytest.importorskip("shapely.geometry")
    shapes = [geometry.shape(f["geometry"]) for f in features(happened()) if f["geometry"]]
    assert (shapes[0].x, shapes[0].y) == (40.518, -12.974)
    assert all(shape.is_valid and -180 <= shape.x <= 180 and -90 <= shape.y <= 90 for shape in shapes)


def test_where_no_place_is_known_the_geometry_is_null() -> None:
    (made,) = features([placed(happened()[0])])
    assert made["geometry"] is None
    assert "precision" not in made["properties"]


def test_a_place_off_the_globe_is_no_place() -> None:
    assert happening_feature(placed(happened()[0], Where("Nowhere", lat=100.0, lon=0.0)), PLAIN)["geometry"] is None


def test_the_precision_tells_what_the_point_is_worth() -> None:
    told = {f["properties"]["trigger"]: f["properties"]["precision"] for f in features(happened())}
    assert (told["killed"], told["shelled"], told["agreed"]) == ("exact", "admin1", "country")


def test_several_places_are_several_points_in_order() -> None:
    here, there = Where("Here", lat=1.0, lon=2.0, precision="exact"), Where("There", lat=3.0, lon=4.0, precision="near")
    (made,) = features([placed(happened()[0], here, there)])
    assert made["geometry"] == {"type": "MultiPoint", "coordinates": [[2.0, 1.0], [4.0, 3.0]]}
    assert made["properties"]["precision"] == ["exact", "near"]


def test_a_country_that_another_place_lies_in_is_no_point_of_its_own() -> None:
    town = Where("Palma", "city", "MOZ", "Cabo Delgado", -10.78, 40.47, precision="exact")
    region = Where("Cabo Delgado", "region", "MOZ", "Cabo Delgado", -12.5, 39.5, precision="admin1")
    country = Where("Mozambique", "country", "MOZ", None, -18.25, 35.0, precision="country")
    other = Where("Tanzania", "country", "TZA", None, -6.0, 35.0, precision="country")
    (made,) = features([placed(happened()[0], town, region, country, other)])
    assert made["geometry"]["coordinates"] == [[40.47, -10.78], [35.0, -6.0]]
    assert made["properties"]["precision"] == ["exact", "country"]
    assert made["properties"]["place"] == "Palma; Cabo Delgado; Mozambique; Tanzania"


def test_properties_are_flat_and_those_of_every_feature() -> None:
    made = features([*happened(), told_twice()])
    assert len({frozenset(f["properties"]) for f in made if f["geometry"]}) == 1
    assert all(isinstance(v, str | int | float | None) for f in made for v in f["properties"].values())


def test_two_reports_are_one_feature_with_the_toll_of_both() -> None:
    (made,) = features([told_twice()])
    told = made["properties"]
    assert (made["id"], told["reports"], told["outlets"]) == ("f" * 16, 2, "Harbour Wire; Evening Post")
    assert (told["killed_low"], told["killed_best"], told["killed_high"]) == (4, 6, 6)
    (acled,) = features([told_twice()], Manner(rule="acled"))
    assert acled["properties"]["killed_best"] == 4


def test_a_place_that_only_the_second_report_knows_is_told() -> None:
    first, second = told_twice().reports
    nowhere = replace(first, row=replace(first.row, place=()))
    made = happening_feature(Happening("id", (nowhere, second)), PLAIN)
    assert made["geometry"]["coordinates"] == [40.518, -12.974]
    assert made["properties"]["place"] == "Pemba"


def test_the_claimed_stand_with_who_claims() -> None:
    assert features(happened())[0]["properties"]["actor"].startswith("Gunmen (claimed by Inspector Lurdes Vaz)")
