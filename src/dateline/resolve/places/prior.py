"""How likely a name means a place before the page is looked at, and the weights of what the page adds."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from dateline.lexicon.gazetteer import Candidate


@dataclass(frozen=True, slots=True)
class Weights:
    """In units of a logarithm of odds.

    Set by coordinate search on half of LGL (local news), held back by a second aim: that names of
    countries, capitals and great cities in world news and histories stay what they are.
    """

    country_prior: float = 14.0
    region_prior: float = -2.5
    region_per_digit: float = 2.1
    district_prior: float = 0.5
    own_prior: float = 14.0
    per_digit: float = 1.2
    per_fame: float = 0.03
    other_name: float = 3.3
    small_other_name: float = 2.0
    area_word: float = 4.0
    linked: float = 12.0
    in_country: float = 1.2
    in_admin1: float = 4.2
    in_admin2: float = 11.0
    nearby: float = 1.4
    temperature: float = 1.5
    adjective: float = 0.4
    home: float = 0.5
    capital: float = 4.2
    seat: float = 4.0
    spelling: float = 4.0
    outlet: float = 1.0
    local: float = 3.0
    phone: float = 0.8
    most: float = 1.6
    share: float = 0.19


DEFAULT = Weights()


def prior(candidate: Candidate, w: Weights, *, area: bool = False) -> float:
    """How likely a name means this place before the page is looked at. ``area``: a word like "county" follows."""
    place, known_as = candidate.place, not candidate.other_name
    size = w.per_digit * log10(place.population + 100)
    if place.kind in ("country", "continent"):
        return w.country_prior
    if place.kind == "region":
        score = w.region_prior + w.region_per_digit * log10(place.population + 100)
    elif place.kind == "district":
        score = w.district_prior + size * 0.5 + (w.area_word if area else 0.0)
    elif place.kind == "city":
        score = size + w.per_fame * min(place.fame, 110) + (w.capital if place.capital and known_as else 0.0)
    else:
        score = w.own_prior
    if place.number < 0 and place.kind != "city":
        score = max(score, w.own_prior)
    if not known_as and place.kind not in ("region", "district"):
        score -= w.other_name + (w.small_other_name if place.population < 20_000 else 0.0)
    return score
