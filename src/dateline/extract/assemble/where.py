"""Where an act happened: the places that its own words or a clause that carries it put it in.

A place elsewhere in the sentence is not the act's. Where nothing tells, the paragraph's scene is taken,
and for the first news of a page its dateline (see ``events``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.extract.assemble.spots import Spot, nearest
from dateline.extract.assemble.ties import SAID, STEPS, WITH, Tie, governors, holds, marks_of
from dateline.lexicon.assemble import ActWords
from dateline.lookup import Cast
from dateline.records import EventPlace, Place, Sentence, Telling
from dateline.syntax import kids

PRECISION = {"country": "country", "region": "admin1", "admin1": "admin1", "state": "admin1", "province": "admin1"}
PRECISION |= {"admin2": "admin2", "district": "admin2", "county": "admin2", "continent": "country", "area": "admin1"}


def precision_of(place: Place) -> str:
    """How exactly a place tells where something was; a region of no one country is as wide as a country."""
    found = PRECISION.get(place.kind, "exact")
    return "country" if found == "admin1" and place.country is None else found


def where(
    telling: Telling,
    s: Sentence,
    spots: Sequence[Spot[Place]],
    *,
    cast: Cast,
    triggers: frozenset[int],
    words: ActWords,
    text: str,
) -> tuple[EventPlace, ...]:
    """Places of one telling's act, in reading order; () where its words name none."""
    if not spots:
        return ()
    spoken = telling.type in words.said_acts
    spots = [replace(x, at=_area(s, x.at, words)) for x in nearest(spots, telling.trigger)]
    for tie in (Tie(telling.trigger, WITH), *governors(s, telling.trigger, words)):
        if tie.kind != WITH and not (tie.kind == SAID and spoken):
            continue
        inside = [x for x in spots if holds(s, tie.at, x.at, triggers=triggers, words=words)]
        found = [(x, p) for x in inside if (p := _precision(x, s, telling, tie.at, cast=cast, words=words))]
        if found:
            least = min(_depth(s, tie.at, x.at) for x, _ in found)
            near = [(x, p) for x, p in found if _depth(s, tie.at, x.at) == least]
            return _finest(_with_list(near, spots, text))
    return ()


def _area(s: Sentence, at: int, words: ActWords) -> int:
    """The word by which a place hangs in its sentence: "city" in "the city of Olm", "Olm city", "the city, Olm"."""
    t = s.tokens[at]
    for _ in range(STEPS):
        above = s.tokens[t.head] if t.head >= 0 else None
        if above is None or above.lemma.lower() not in words.area:
            return t.i
        if t.deprel not in ("compound", "appos", "nmod") or (t.deprel == "nmod" and "of" not in marks_of(s, t.i)):
            return t.i
        t = above
    return t.i


def _depth(s: Sentence, top: int, below: int) -> int:
    """Steps from one word down to another; coordination and apposition take none."""
    depth = 0
    for _ in range(STEPS):
        if below == top or s.tokens[below].head < 0:
            return depth
        depth += s.tokens[below].deprel not in ("conj", "appos")
        below = s.tokens[below].head
    return depth


def _precision(
    spot: Spot[Place], s: Sentence, telling: Telling, top: int, *, cast: Cast, words: ActWords
) -> str | None:
    """How exactly a place tells where; None where its words don't say that the act was there."""
    t = s.tokens[spot.at]
    if spot.at in telling.actor and telling.type not in words.goal_types:
        return None
    before = marks_of(s, spot.at)
    own = precision_of(spot.item)
    if before & words.near or any(k.lemma in words.near for k in kids(s, spot.at, "advmod", "case")):
        return "near" if own == "exact" else own
    if before & words.exact:
        return own
    if before & words.origin and telling.type in words.origin_types:
        return own
    if before & words.goal and telling.type in words.goal_types:
        return own
    if telling.type in words.target_types and (before & words.target or spot.at in telling.recipient):
        return own
    if t.head == telling.trigger and t.deprel in ("compound", "nmod:poss") and own != "country":
        is_actor = t.deprel == "nmod:poss" and cast.headed(t.start) is not None
        return None if is_actor else own
    return None


def _with_list(
    found: Sequence[tuple[Spot[Place], str]], spots: Sequence[Spot[Place]], text: str
) -> list[tuple[Spot[Place], str]]:
    """Places found and those that go on their list: "in Rome, Milan and Turin" however it was parsed."""
    precision = {x.span: p for x, p in found}
    for before, after in pairwise(spots):
        gap = text[before.span.end : after.span.start].strip()
        if before.span in precision and after.span not in precision and gap in (",", "and", ", and", "or", "&"):
            own = precision_of(after.item)
            precision[after.span] = "near" if precision[before.span] == "near" and own == "exact" else own
    return [(x, precision[x.span]) for x in spots if x.span in precision]


def _finest(found: Sequence[tuple[Spot[Place], str]]) -> tuple[EventPlace, ...]:
    """Without those that only say where another of them lies ("Mosul, Iraq"), and none twice."""
    kept: dict[str, EventPlace] = {}
    for spot, precision in found:
        if any(lies_in(x.item, spot.item) for x, _ in found) or spot.item.id in kept:
            continue
        kept[spot.item.id] = EventPlace(spot.item.id, spot.span, precision)
    return tuple(kept.values())


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether one place is known to lie in another, by country and province."""
    if inner.id == outer.id or inner.country is None or inner.country != outer.country:
        return False
    level = {"country": 0, "admin1": 1, "admin2": 2}
    low, high = (level.get(precision_of(p), 3) for p in (inner, outer))
    if high == 0:
        return low > 0
    return low > high and outer.name in (inner.admin1, f"{inner.admin1} Province")
