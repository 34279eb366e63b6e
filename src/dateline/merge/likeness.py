"""In what two reports are alike: a number a reason, of which ``weigh`` makes the odds that both tell of one happening.

What rules it out is told apart: then nothing else counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from itertools import product
from math import log, sqrt

from dateline.distance import km_between
from dateline.merge.facts import Facts, PageFacts, Party, Spot, all_words
from dateline.records import EventTime, Interval

SLACK = timedelta(days=1)  # time zones, and days after midnight
LOOSE = timedelta(days=4)  # where a day was taken from a tense or the day of publication
LONG_DAYS = 7  # an interval longer than this is of several acts, or says little
SAME_KM = 2.0  # two names for one spot
NEAR_KM = 25.0  # within one town and its surroundings
APART_KM = 150.0  # as far apart as two pages may place one act
ENOUGH_WORDS = 0.45  # of two sentences in common, from which on they tell of one act as well as a shared victim does
ALIKE = 0.25  # cosine of two pages on one story, where neither has pages nearer
MOST_ALIKE = 1.2  # a copy tells no more
MONTH_DAYS = 30.0
SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})  # done by saying it: by each for himself
TOLL_SPREAD = 3.0  # tolls of one attack differ by up to this factor in its first days


@dataclass(frozen=True, slots=True)
class Likeness:
    """Each from 0 (nothing in common, or unknown) to about 1; those named ``un…`` speak against."""

    page: float  # what the pages are about: their cosine, measured by that of each to those nearest it
    sentence: float  # rare words of the sentences
    near: float  # rare words of who and what hangs from the triggers
    unnear: float  # both have such words, and none in common
    word: float  # the same trigger word
    type: float  # the same coded type
    unkind: float  # of one type, by words for different kinds of it ("gassed", "killed")
    day: float  # both are told of the same day or days, by words
    place: float  # the same place, or near
    country: float  # the same country, no nearer
    unplace: float  # two spots that are not the same one
    parties: float  # somebody named in both, in the same role
    people: float  # a person took part in both
    unpeople: float  # persons took part in both, and none in both
    unparties: float  # named sides of different countries
    unsayer: float  # a thing said, by two who are told by other names
    toll: float  # the same number of the same
    untoll: float  # numbers further apart than tolls of one act are
    unyear: float  # years named that the other does not name
    unother: float  # one is told as another than the one spoken of
    unpublished: float  # weeks between the days of publication, where no day is told by words
    unsolid: float  # two coded events of which no day, place, number, name or sentence says that they are one
    unstatus: float  # one is told as done, the other as in doubt; a quarter where it was only to come

    def pairs(self) -> Iterable[tuple[str, float]]:
        """The reasons that hold, by name."""
        return ((name, value) for name in NAMES if (value := getattr(self, name)))


NAMES = tuple(f.name for f in fields(Likeness))


def ruled_out(one: Facts, other: Facts) -> str | None:
    """Why two reports cannot be of one happening; None where they can."""
    if one.page == other.page:
        return "both are told on one page as two"
    if not (one.kinds & other.kinds or (one.type is not None and one.type == other.type)):
        return "they are of different kinds"
    if one.type is not None and other.type is not None and one.type != other.type:
        return "they are of different types"
    if (one.status == "negated") != (other.status == "negated"):
        return "one tells that it did not happen"
    if one.several != other.several:
        return "one tells of several together"
    if _apart(one.time, other.time):
        return "they are told of different days"
    if one.spots and other.spots and not any(_meet(a, b) for a, b in product(one.spots, other.spots)):
        return "they are told of different places"
    return None


def likeness(one: Facts, other: Facts, page: float, *, apart: float, weight: Mapping[str, float]) -> Likeness:
    """In what two reports that may be of one happening are alike.

    ``page`` is the likeness of their pages (see ``measured``), ``apart`` that of the days of publication
    (``months_apart``); ``weight`` tells how rare words are.
    """
    near = shared(one.near, other.near, weight)
    sentence = shared(one.words, other.words, weight)
    toll, untoll = _tolls(one, other)
    day = _same_days(one.time, other.time)
    place, unplace = _spots(one.spots, other.spots)
    parties, people = _named_alike(one, other), float(bool(one.people & other.people))
    solid = toll + place + people + parties + min(1.0, sentence / ENOUGH_WORDS) + (day if day == 1 else 0)
    return Likeness(
        page=page,
        sentence=sentence,
        near=near,
        unnear=float(bool(one.near and other.near) and near == 0),
        word=float(one.word == other.word),
        type=float(one.type is not None and one.type == other.type),
        unkind=float(not one.kinds & other.kinds),
        day=day,
        place=place,
        country=float(any(a.country == b.country is not None for a, b in product(one.spots, other.spots))),
        unplace=unplace,
        parties=parties,
        people=people,
        unpeople=float(bool(one.people and other.people) and not one.people & other.people),
        unparties=_named_apart(one, other),
        unsayer=float(one.type in SAID and _others(one.actors, other.actors)),
        toll=toll,
        untoll=untoll,
        unyear=float(bool(one.years ^ other.years) and not one.years & other.years),
        unother=float(one.other != other.other),
        unpublished=0.0 if day else apart,
        unsolid=max(0.0, 1.0 - solid) if one.type is not None and other.type is not None else 0.0,
        unstatus=_unlike(one.status, other.status),
    )


def shared(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> float:
    """The cosine of two sets of words, each weighing what it is worth; 0 where one is empty."""
    both = one & other
    if not both:
        return 0.0
    square = sum(weight[w] ** 2 for w in both)
    return square / sqrt(sum(weight[w] ** 2 for w in one) * sum(weight[w] ** 2 for w in other))


def dot(one: PageFacts, other: PageFacts, weight: Mapping[str, float]) -> float:
    """The product of what two pages are about: with their ``norm``s it gives their cosine."""
    counts = other.counts
    return sum(_tf(n) * _tf(counts[w]) * weight[w] ** 2 for w, n in one.counts.items() if w in counts)


def norm(page: PageFacts, weight: Mapping[str, float]) -> float:
    return sqrt(sum((_tf(n) * weight[w]) ** 2 for w, n in page.counts.items())) or 1.0


def measured(cosine: float, nearest: float, other_nearest: float) -> float:
    """A cosine of two pages against what is usual between pages on one story around them."""
    return min(MOST_ALIKE, cosine / max(ALIKE, min(nearest, other_nearest)))


def months_apart(one: Interval | None, other: Interval | None) -> float:
    """Between two days of publication, at most one; 0 where one is unknown or they are within some days."""
    if one is None or other is None:
        return 0.0
    days = max((one.earliest - other.latest).days, (other.earliest - one.latest).days)
    return min(1.0, days / MONTH_DAYS) if days > LONG_DAYS else 0.0


def _tf(count: int) -> float:
    return 1 + log(count)


def _apart(one: EventTime | None, other: EventTime | None) -> bool:
    if one is None or other is None:
        return False
    slack = SLACK if one.basis == other.basis == "words" else LOOSE
    return one.earliest > other.latest + slack or other.earliest > one.latest + slack


def _same_days(one: EventTime | None, other: EventTime | None) -> float:
    """1 where both are told of one day, less the longer their intervals are; 0 unless words tell both."""
    if one is None or other is None or not one.basis == other.basis == "words":
        return 0.0
    longest = max((t.latest - t.earliest).days for t in (one, other))
    return 1.0 if longest == 0 else 0.5 if longest <= LONG_DAYS else 0.0


def _meet(one: Spot, other: Spot) -> bool:
    """Whether two places can be one: within reach of one another, or one the country of the other."""
    if one.country and other.country and one.country != other.country:
        return False
    return _km(one, other) <= APART_KM


def _unlike(one: str, other: str) -> float:
    return 0.0 if one == other else 0.25 if {one, other} == {"actual", "future"} else 1.0


def _spots(one: Iterable[Spot], other: Iterable[Spot]) -> tuple[float, float]:
    """Whether two events share a spot, and whether theirs are apart: half within one town and its surroundings."""
    points = [(a, b) for a, b in product(one, other) if a.lat is not None and b.lat is not None]
    if any(a.country == b.country and (_km(a, b) <= SAME_KM or _one_name(a, b)) for a, b in points):
        return 1.0, 0.0
    return 0.0, min((0.5 if _km(a, b) <= NEAR_KM else 1.0 for a, b in points), default=0.0)


def _one_name(one: Spot, other: Spot) -> bool:
    """Whether one is called as the other, or as a part of it: "Pemba harbour", "Pemba"."""
    mine, yours = one.name.split(), other.name.split()
    return mine == yours or (_km(one, other) <= NEAR_KM and (set(mine) <= set(yours) or set(yours) <= set(mine)))


def _km(one: Spot, other: Spot) -> float:
    """0 where one is no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    return km_between(one.lat, one.lon, other.lat, other.lon)


def _named_alike(one: Facts, other: Facts) -> float:
    """Whether a side of one, by name, is the same side of the other."""
    sides = ((one.actors, other.actors), (one.recipients, other.recipients))
    return 0.5 * sum(any(_same(a, b) for a, b in product(*side)) for side in sides)


def _same(one: Party, other: Party) -> bool:
    return one.named and other.named and bool(one.words & other.words)


def _named_apart(one: Facts, other: Facts) -> float:
    """Whether the sides that both tell as a fact are of different countries; claims may well differ."""
    return 0.5 * sum(
        _strangers([p for p in a if p.affirmed], [p for p in b if p.affirmed])
        for a, b in ((one.actors, other.actors), (one.recipients, other.recipients))
    )


def _others(one: Iterable[Party], other: Iterable[Party]) -> bool:
    """Whether those told on both sides have no word of their names in common."""
    mine, yours = (all_words(p for p in side if p.affirmed) for side in (one, other))
    return bool(mine and yours) and not mine & yours


def _strangers(one: list[Party], other: list[Party]) -> bool:
    theirs = {p.country for p in other if p.country}
    ours = {p.country for p in one if p.country}
    return bool(ours and theirs and not ours & theirs and not all_words(one) & all_words(other))


def _tolls(one: Facts, other: Facts) -> tuple[float, float]:
    """Whether a toll is the same in both, and whether one is too far from the other's."""
    same = apart = False
    for (what, low, high), (of, least, most) in product(one.counts, other.counts):
        mine, yours = low or high, least or most
        if what != of or not mine or not yours:
            continue
        same = same or mine == yours
        apart = apart or max(mine, yours) > TOLL_SPREAD * min(mine, yours) + 2
    return float(same), float(apart and not same)
