"""Which of the places of one name is meant: the page decides, population only leans.

Every name spreads its weight over the places it may mean; countries, provinces, districts and
squares of the map gather that weight, and each candidate is judged again by what the
*other* names of the page brought together where it lies. Work grows with the number of
names and candidates, not with its square.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log, log1p

from dateline.lexicon.gazetteer import Candidate, Gazetteer, Known, fold_name
from dateline.lexicon.place_words import PlaceWords
from dateline.records import Analysis
from dateline.resolve.places.guess import WIDE_KINDS, Guess, lies_in
from dateline.resolve.places.prior import DEFAULT, Weights, prior

MOST_CANDIDATES = 120
"""Namesakes that are weighed for one name: there are over 300 towns called San José."""


Cell = tuple[str, str]
"""A level and an area of it: ("country", "IRQ"), ("admin1", "USA/Ohio"), ("admin2", "USA/Ohio/Union County")."""

HEATS = (4.0, 2.0, 1.0, 1.0)
"""Beliefs start nearly even and cool, so that two unlikely readings that bear each other out can win together."""

PHONE = re.compile(r"(?<![\d-])\(?([2-9]\d\d)\)?[-. /]{1,2}\d{3}[-. ]\d{4}(?!\d)")


@dataclass(slots=True)
class Group:
    """All mentions on the page that are taken for one name of one place."""

    key: str
    guesses: list[int]
    candidates: tuple[Candidate, ...]
    within: int | None = None  # another group
    priors: list[float] = field(default_factory=list)
    beliefs: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """A group's answer; ``place`` is None where the gazetteer has no such name.

    ``within`` is then the area that the page names for it, if any.
    """

    guesses: tuple[int, ...]
    place: Known | None
    confidence: float
    within: Known | None = None


def choose(
    guesses: Sequence[Guess],
    analysis: Analysis,
    *,
    gazetteer: Gazetteer,
    words: PlaceWords,
    home: str | None = None,
    weights: Weights = DEFAULT,
) -> list[Choice]:
    """The place of each name of the page, in the order of first mention.

    ``home`` is the country (alpha-3) where the outlet is at home, if known.
    """
    groups = _group(guesses, gazetteer)
    cues = _area_cues(analysis, gazetteer, words, weights)
    if home is not None:
        cues["country", home] = cues.get(("country", home), 0.0) + weights.outlet
    for group in groups:
        area = any(guesses[g].kinds for g in group.guesses)
        group.priors = [prior(c, weights, area=area) for c in group.candidates]
        _prefer_spelling(group, weights)
        if any(guesses[g].local for g in group.guesses):
            wide = [c.place.kind in ("country", "continent", "region", "water") for c in group.candidates]
            group.priors = [p - weights.local * is_wide for p, is_wide in zip(group.priors, wide, strict=True)]
        if not area:
            _prefer_seats(group, weights)
    for group in groups:
        if group.within is not None:
            group.priors = _held(group, groups[group.within], weights)
    scores = [group.priors for group in groups]
    for heat in HEATS:
        for group, score in zip(groups, scores, strict=True):
            group.beliefs = _softmax(score, weights.temperature * heat)
        scores = _weigh(groups, cues, weights)
    for group, score in zip(groups, scores, strict=True):
        group.beliefs = _softmax(score, weights.temperature)
    return [_choice(group, groups, score) for group, score in zip(groups, scores, strict=True)]


def _prefer_spelling(group: Group, w: Weights) -> None:
    """ "Canada" is not Cañada: before a country spelled just as the page spells, places with accents stand back."""
    if not any(c.place.kind == "country" and c.place.name == group.key for c in group.candidates):
        return
    for k, candidate in enumerate(group.candidates):
        if not candidate.place.name.isascii():
            group.priors[k] -= w.spelling


def _prefer_seats(group: Group, w: Weights) -> None:
    """Without a word like "province" a name means the town rather than the province called after it."""
    places = [c.place for c in group.candidates]
    towns = {(place.country, place.admin1) for place in places if place.kind == "city" and place.population > 0}
    for k, candidate in enumerate(group.candidates):
        place = candidate.place
        if place.kind in ("region", "district") and place.number > 0:
            first = place.name if place.kind == "region" else place.admin1
            if (place.country, first) in towns and place.country != "USA":
                group.priors[k] -= w.seat


def _group(guesses: Sequence[Guess], gazetteer: Gazetteer) -> list[Group]:
    """Mentions by name; one that is tied to its country or state draws the bare ones to it."""
    tied: dict[tuple[str, str], int] = {}
    bare: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    groups: list[Group] = []
    home: dict[int, int] = {}
    for k, guess in enumerate(guesses):
        key = fold_name(guess.key)
        if guess.within is None:
            bare.setdefault((key, guess.kinds if guess.holds else ()), []).append(k)
            continue
        mark = (key, fold_name(guesses[guess.within].key))
        if mark not in tied:
            tied[mark] = len(groups)
            groups.append(Group(guess.key, [], _candidates(guess, gazetteer)))
        groups[tied[mark]].guesses.append(k)
        home[k] = tied[mark]
    drawing: dict[str, int] = {}
    for (key, _), at in tied.items():
        if key not in drawing or len(groups[at].guesses) > len(groups[drawing[key]].guesses):
            drawing[key] = at
    for (key, kinds), members in bare.items():
        drawn = drawing.get(key) if not kinds else None
        at = len(groups) if drawn is None else drawn
        if drawn is None:
            groups.append(Group(guesses[members[0]].key, [], _candidates(_told_best(guesses, members), gazetteer)))
        groups[at].guesses.extend(members)
        for k in members:
            home[k] = at
    for k, guess in enumerate(guesses):
        if guess.within is not None:
            groups[home[k]].within = home[guess.within]
    return groups


def _told_best(guesses: Sequence[Guess], members: Sequence[int]) -> Guess:
    """The mention with a word for its kind of area, the first failing that."""
    return next((guesses[k] for k in members if guesses[k].kinds), guesses[members[0]])


def _candidates(guess: Guess, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    if not guess.known:
        return ()
    found = gazetteer.find(guess.key)
    if guess.short:
        meant = {(form.name, form.country) for form in guess.short}
        names = {name for name, _ in meant}
        found = tuple(
            c
            for name in sorted(names)
            for c in gazetteer.find(name)
            if c.place.kind in ("region", "country") and (name, c.place.country) in meant | {("Puerto Rico", "PRI")}
        )
    elif guess.kinds:
        found = tuple(c for c in found if c.place.kind in guess.kinds) or found
    if len(found) > MOST_CANDIDATES:
        found = tuple(sorted(found, key=lambda c: -prior(c, DEFAULT))[:MOST_CANDIDATES])
    return found


def _area_cues(analysis: Analysis, gazetteer: Gazetteer, words: PlaceWords, w: Weights) -> dict[Cell, float]:
    """Weight for areas from what is no place: "Iraqi", "Americans", words used in one country, telephone numbers."""
    peoples: Counter[str] = Counter()
    homes: Counter[str] = Counter()
    countries = gazetteer.countries
    for s in analysis.sentences:
        for t in s.tokens:
            if t.text in countries.by_adjective:
                peoples.update(c.alpha3 for c in countries.by_adjective[t.text])
            elif t.text in countries.by_people:
                peoples.update(c.alpha3 for c in countries.by_people[t.text])
            elif (home := words.home.get(t.text.lower())) is not None:
                homes[home] += 1
    cues: dict[Cell, float] = {("country", code): w.adjective * (1 + log(n)) for code, n in peoples.items()}
    for code, n in homes.items():
        cues["country", code] = cues.get(("country", code), 0.0) + w.home * (1 + log(n))
    phones = Counter(words.area_codes.get(code) for code in PHONE.findall(analysis.text))
    for told, n in phones.items():
        if told is not None:
            cell = ("admin1", f"{told[1]}/{told[0]}")
            cues[cell] = w.phone * (1 + log(n))
            cues["country", told[1]] = cues.get(("country", told[1]), 0.0) + w.phone
    return cues


def _held(group: Group, holder: Group, w: Weights) -> list[float]:
    """Priors with a bonus for what lies in the area named right after it."""
    areas = [c.place for c in holder.candidates if c.place.kind in WIDE_KINDS]
    return [
        score + (w.linked if any(lies_in(c.place, area) for area in areas) else 0.0)
        for c, score in zip(group.candidates, group.priors, strict=True)
    ]


def _softmax(scores: Sequence[float], temperature: float) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    odds = [exp((score - top) / temperature) for score in scores]
    total = sum(odds)
    return [x / total for x in odds]


def _homes(place: Known) -> tuple[list[Cell], list[tuple[int, int]]]:
    """The areas that gather this place's weight, and its square of one degree."""
    cells: list[Cell] = []
    for country in place.within or ((place.country,) if place.country else ()):
        cells.append(("country", country))
    first = place.name if place.kind == "region" else place.admin1
    if first and place.country:
        cells.append(("admin1", f"{place.country}/{first}"))
    second = place.name if place.kind == "district" else place.admin2
    if second and place.country:
        cells.append(("admin2", f"{place.country}/{first}/{second}"))
    square = [(round(place.lat), round(place.lon))] if place.lat is not None and place.lon is not None else []
    return cells, square if place.kind in ("city", "district", "site") else []


def _weigh(groups: Sequence[Group], cues: dict[Cell, float], w: Weights) -> list[list[float]]:
    """Each candidate's score with what the other names bring where it lies."""
    mass = dict(cues)
    near: dict[tuple[int, int], float] = {}
    given: list[tuple[dict[Cell, float], dict[tuple[int, int], float]]] = []
    for group in groups:
        cells: dict[Cell, float] = {}
        squares: dict[tuple[int, int], float] = {}
        weight = 1 + 0.3 * log(len(group.guesses)) if group.guesses else 0.0
        for candidate, belief in zip(group.candidates, group.beliefs, strict=True):
            if belief < 0.005:
                continue
            homes, square = _homes(candidate.place)
            for cell in homes:
                cells[cell] = cells.get(cell, 0.0) + belief * weight
            for at in square:
                squares[at] = squares.get(at, 0.0) + belief * weight
        given.append((cells, squares))
        for cell, value in cells.items():
            mass[cell] = mass.get(cell, 0.0) + value
        for at, value in squares.items():
            near[at] = near.get(at, 0.0) + value
    names = max(1.0, float(len(groups)))
    return [
        [
            score + _support(c.place, mass, near, own, names, w)
            for c, score in zip(group.candidates, group.priors, strict=True)
        ]
        for group, own in zip(groups, given, strict=True)
    ]


def _support(
    place: Known,
    mass: dict[Cell, float],
    near: dict[tuple[int, int], float],
    own: tuple[dict[Cell, float], dict[tuple[int, int], float]],
    names: float,
    w: Weights,
) -> float:
    """What the other names bring where a place lies.

    A weight counts by its share of the page too: every long page has a few names that Ohio also has.
    """
    rates = {"country": w.in_country, "admin1": w.in_admin1, "admin2": w.in_admin2}
    homes, square = _homes(place)
    best: dict[str, float] = {}
    for cell in homes:
        value = _gain(mass.get(cell, 0.0) - own[0].get(cell, 0.0), names, w)
        best[cell[0]] = max(best.get(cell[0], 0.0), value)
    total = sum(rates[level] * value for level, value in best.items())
    for lat, lon in square:
        squares = [(lat + a, lon + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        around = sum(near.get(at, 0.0) - own[1].get(at, 0.0) for at in squares)
        total += w.nearby * _gain(around, names, w)
    return total


def _gain(weight: float, names: float, w: Weights) -> float:
    return min(w.most, log1p(weight)) * float(min(1.0, weight / names) ** w.share) if weight > 0 else 0.0


def _choice(group: Group, groups: Sequence[Group], scores: Sequence[float]) -> Choice:
    members = tuple(sorted(group.guesses))
    if not group.candidates:
        holder = groups[group.within] if group.within is not None else None
        held = _best(holder) if holder is not None and holder.candidates else None
        return Choice(members, None, 0.1, held)
    at = max(range(len(scores)), key=lambda k: (scores[k], group.candidates[k].place.population))
    place = group.candidates[at].place
    # A town and the district called after it are one answer on the map.
    weighed = zip(group.candidates, group.beliefs, strict=True)
    sure = sum(belief for c, belief in weighed if is_same_spot(c.place, place))
    return Choice(members, place, sure)


def is_same_spot(a: Known, b: Known) -> bool:
    """Whether two places lie within about half a degree of each other in one country, or are the same."""
    if a.number == b.number:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None or a.country != b.country:
        return False
    return abs(a.lat - b.lat) < 0.5 and abs(a.lon - b.lon) < 0.5


def _best(group: Group) -> Known:
    return group.candidates[max(range(len(group.beliefs)), key=group.beliefs.__getitem__)].place
