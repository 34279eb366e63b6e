"""Places in GDELT's terms: FIPS 10-4 countries, kinds of place by number, full names."""

from __future__ import annotations

from dateline.answers import Where
from dateline.lexicon.codes import load_action_codes
from dateline.lexicon.countries import Country, load_countries

GAZA_EAST = 34.7  # degrees: the Strip ends before it, the West Bank begins behind it
COUNTRY, US_STATE, US_CITY, WORLD_CITY, WORLD_STATE = 1, 2, 3, 4, 5


def country_of(code: str | None) -> Country | None:
    return load_countries().by_alpha3.get("XKX" if code == "KOS" else code or "")


def country_name(code: str | None) -> str | None:
    """The name of a country by ISO alpha-3 code, None for codes beyond the states."""
    return row.name if (row := country_of(code)) else None


def geo_kind(where: Where) -> int:
    """GDELT's number: what is no country or region counts as a city or landmark."""
    if where.kind == "country":
        return COUNTRY
    if where.kind == "region":
        return US_STATE if where.country == "USA" else WORLD_STATE
    return US_CITY if where.country == "USA" else WORLD_CITY


def full_name(where: Where) -> str:
    """ "Pemba, Cabo Delgado, Mozambique"; parts that are the same stand once."""
    parts = (where.name, where.admin1 if geo_kind(where) not in (COUNTRY,) else None, country_name(where.country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def fips(where: Where) -> str | None:
    """FIPS 10-4's country; it has the Gaza Strip (GZ) and the West Bank (WE) as two."""
    if where.country == "PSE" and where.lon is not None and where.lon < GAZA_EAST:
        return "GZ"
    return row.fips if (row := country_of(where.country)) else None


def admin1_code(where: Where) -> str | None:
    """FIPS: of a country its own code, in the USA "US" and the state's letters; of others None, as it isn't known."""
    if where.kind == "country":
        return fips(where)
    if where.country != "USA":
        return None
    state = _state(where)
    return f"US{state}" if state else None


def feature_id(where: Where) -> str | None:
    """As GDELT has it for countries (FIPS) and states of the USA (letters); its gazetteers' numbers are not known."""
    if where.kind == "country":
        return fips(where)
    return _state(where) if geo_kind(where) == US_STATE else None


def _state(where: Where) -> str | None:
    states = load_action_codes().us_states
    return states.get(where.admin1 or "") or (states.get(where.name) if where.kind == "region" else None)


def city_of(where: Where) -> str | None:
    """The place itself where it is a town, a site or the like."""
    return None if where.kind in ("country", "region", "district", "water") else where.name


def district_of(where: Where) -> str | None:
    return where.name if where.kind == "district" else None


def province_of(where: Where) -> str | None:
    """The first-order region that it is or lies in."""
    return where.name if where.kind == "region" and where.country else where.admin1
