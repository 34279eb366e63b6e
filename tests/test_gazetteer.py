"""The index of places, the rows that lie over it, and the tables behind them."""

from __future__ import annotations

import csv
import importlib.util
import sqlite3
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.lexicon.countries import load_countries
from dateline.lexicon.gazetteer import FORMAT, Gazetteer, fold_name, load_gazetteer
from dateline.lexicon.place_words import load_place_words

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("São Paulo", "sao paulo"),
        ("N’Djamena", "ndjamena"),
        ("Łódź", "lodz"),
        ("St. Louis", "st louis"),
        ("Saint Louis", "st louis"),
        ("Port-au-Prince", "port au prince"),
        ("U.S.", "us"),
        ("—", ""),
    ],
)
def test_names_fold_to_one_key_whatever_their_spelling(name: str, key: str) -> None:
    assert fold_name(name) == key


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Baghdad", "city", "IRQ"),
        ("Anbar", "region", "IRQ"),
        ("Nineveh", "region", "IRQ"),
        ("Tigray", "region", "ETH"),
        ("North Kivu", "region", "COD"),
        ("Helmand", "region", "AFG"),
        ("Darfur", "region", "SDN"),
        ("Crimea", "region", "UKR"),
        ("Donbas", "region", "UKR"),
        ("West Bank", "region", "PSE"),
        ("Gaza Strip", "region", "PSE"),
        ("Guantánamo", "site", "CUB"),
        ("Kiev", "city", "UKR"),
        ("Rapides Parish", "district", "USA"),
        ("U.K.", "country", "GBR"),
    ],
)
def test_the_gazetteer_knows_what_news_names(gazetteer: Gazetteer, name: str, kind: str, country: str) -> None:
    assert (kind, country) in {(c.place.kind, c.place.country) for c in gazetteer.find(name)}


def test_all_namesakes_are_given(gazetteer: Gazetteer) -> None:
    found = {(c.place.country, c.place.admin1) for c in gazetteer.find("Alexandria") if not c.other_name}
    assert {("USA", "Virginia"), ("USA", "Louisiana"), ("EGY", "Al Iskandarīyah")} <= found


def test_an_unknown_name_gives_nothing_and_is_no_near_match(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Baghdaad-on-Thames") == ()
    assert not gazetteer.knows("Baghdaad-on-Thames")
    assert gazetteer.find("") == ()


def test_our_own_row_takes_the_place_of_the_index_row_of_one_id(gazetteer: Gazetteer) -> None:
    ids = [c.place.geonames_id for c in gazetteer.find("Ontario") if c.place.kind == "region"]
    assert ids == [6093943]


def test_every_own_row_has_a_position_and_a_source() -> None:
    with (files("dateline") / "lexicons" / "places.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 600
    assert [r["name"] for r in rows] == sorted(r["name"] for r in rows)
    for row in rows:
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["source"], row
        assert row["kind"] in {"region", "water", "site", "city", "continent"}, row


def test_countries_have_unique_codes_and_names() -> None:
    countries = load_countries()
    assert len(countries.by_alpha3) == len(countries.by_alpha2) == len(countries.rows) > 190
    assert countries.by_name["U.S."].alpha3 == "USA"
    assert countries.by_name["UAE"].alpha3 == "ARE"
    assert countries.by_adjective["Iraqi"][0].alpha3 == "IRQ"
    assert {c.alpha3 for c in countries.by_people["Congolese"]} == {"COD", "COG"}
    assert countries.by_capital["Tehran"].alpha3 == "IRN"


def test_every_short_form_names_a_known_region(gazetteer: Gazetteer) -> None:
    for short, forms in load_place_words().short_forms.items():
        for form in forms:
            assert any(c.place.kind in ("region", "country") for c in gazetteer.find(form.name)), short


def test_area_codes_name_known_regions(gazetteer: Gazetteer) -> None:
    for region, country in set(load_place_words().area_codes.values()):
        assert any(c.place.kind == "region" and c.place.country == country for c in gazetteer.find(region)), region


def test_an_index_of_another_layout_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    db = sqlite3.connect(other)
    db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    db.commit()
    db.close()
    with pytest.raises(LexiconError, match=r"run scripts/build_gazetteer\.py"):
        load_gazetteer(other)


def _script() -> object:
    spec = importlib.util.spec_from_file_location("build_gazetteer", ROOT / "scripts" / "build_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_gazetteer"] = module
    spec.loader.exec_module(module)
    return module


def test_the_script_writes_the_same_bytes_twice_and_sees_a_difference(tmp_path: Path) -> None:
    build = _script()
    town = {"kind": "city", "population": 10, "fame": 1, "admin1": None, "admin2": None}

    def rows(name: str) -> list[object]:
        return [build.Row(geonames_id=1, name=name, country="IRQ", lat=1.0, lon=2.0, names={"Other"}, **town)]  # type: ignore[attr-defined]

    a, b, c = (tmp_path / n for n in ("a", "b", "c"))
    for path, name in ((a, "Town"), (b, "Town"), (c, "Village")):
        build.write(rows(name), path)  # type: ignore[attr-defined]
    assert a.read_bytes() == b.read_bytes()
    assert build.differences(a, b) == []  # type: ignore[attr-defined]
    assert build.differences(a, c)  # type: ignore[attr-defined]


def test_machine_transliterations_and_airport_codes_are_left_out() -> None:
    usable = _script().is_usable  # type: ignore[attr-defined]
    assert [name for name in ("London", "lndn", "LON", "Лондон", "Londres") if usable(name)] == ["London", "Londres"]
