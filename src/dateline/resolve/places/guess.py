"""What the place stage's steps share: a name that may be a place's, and the page it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.lexicon.gazetteer import Gazetteer, Known
from dateline.lexicon.place_words import PlaceWords, ShortForm
from dateline.records import Span

ENOUGH = 0.6
"""How sure a name must be to be kept: weights below were set by reading errors on LGL's local news."""

PLACE_KINDS = frozenset({"gpe", "location", "facility"})

WIDE_KINDS = frozenset({"country", "region", "district", "continent"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that may be a place's. ``first`` and ``last`` are its tokens, both included.

    ``key`` is what to look up (the span without a word like "province"), ``kinds`` what the area
    word allows, ``within`` the position in the page's guesses of the place it is said to lie in, ``holds``
    that another is said to lie in it. ``sure`` sums the signs; ``personal``: a person on the page has that
    name. ``barred`` names are somebody's or something's and no place's whatever else the page says.
    ``local``: what follows is a town's ("Lebanon High School"). ``short`` are the states that an abbreviation
    may stand for.
    """

    sentence: int
    first: int
    last: int
    span: Span
    key: str
    sure: float
    known: bool
    kinds: tuple[str, ...] = ()
    within: int | None = None
    short: tuple[ShortForm, ...] = ()
    barred: bool = False
    facility: bool = False
    holds: bool = False
    personal: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What one look over the page gives to judge each name by."""

    text: str
    words: PlaceWords
    gazetteer: Gazetteer
    person_words: frozenset[str]


def lies_in(place: Known, area: Known) -> bool:
    """Whether a place lies in a country, region or district of the gazetteer, by its own table."""
    if place.number == area.number:
        return False
    if area.kind == "country":
        return place.kind != "country" and (place.country == area.country or area.country in place.within)
    if area.geonames_id is not None and area.geonames_id in (place.admin1_id, place.admin2_id):
        return True
    return place.country is not None and place.country == area.country and area.name in (place.admin1, place.admin2)
