"""How likely two tellings are of one act: reasons for and against, as a sum of weights.

Nothing merges on the word alone: a shared victim, place, time or number, or a noun that points back, must speak
for it, and one clear difference (another day, another town, another victim) speaks against it for good.
The weights were set by reading pages, not fitted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from dateline.distance import km_between
from dateline.extract.assemble.acts import Group, World
from dateline.extract.assemble.draft import ANY, BACK, EITHER, MANY, NEW, OTHER, Draft
from dateline.extract.assemble.where import lies_in, precision_of
from dateline.lexicon.assemble import ActWords
from dateline.records import Actor, EventPlace, EventTime, Place
from dateline.syntax import cases, kid, kids

ENOUGH = 2.0
LEAST_OF_MANY = 1.0  # "attacks" told twice are the same ones only if doer, victim or place are
LEAST_EVIDENCE = 0.5  # beside kind, day and nearness, which many acts of a page have in common
SHARED_PLACE = {"country": 0.75, "admin1": 1.25}
CLOSE = 2  # sentences
HEADED = 8  # sentences after a heading that may tell its news
REPEATED = 0.7  # of the words of the longer sentence
# A report dated by its tense alone may be of an act a little older, or of one that the page tells from weeks before.
TENSE_SLACK = timedelta(days=10)
TENSE_LIMIT = timedelta(days=60)
SAME_KM = 5.0  # two names for one spot
NEAR_KM = 40.0  # the same, where one is only near
OTHERS = frozenset({"other", "others"})
STATE = frozenset({"country", "government"})
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
TOGETHER = frozenset({"CONSULT", "COOPERATE", "AGREE"})  # all who take part are told as actors
# Ways of doing bodily harm that one telling may name in place of another; the rest tell acts apart.
HARM = frozenset(
    {"firearms", "explosives", "targeted", "suicide-attack", "aerial", "drone", "heavy-weapons", "primitive"}
)
HARM |= {"unconventional"}


class Likeness(NamedTuple):
    """The weight of all reasons, and of the solid ones alone: victims, doers, places, numbers."""

    total: float
    solid: float


def likeness(d: Draft, one: Group, g: Group, *, world: World, words: ActWords) -> Likeness | None:
    """Weight of the reasons that ``d`` tells the group's act; None where something rules it out. ``one`` is the
    group of ``d`` alone."""
    if d.article in (OTHER, ANY) or g.drafts[0].article == ANY:
        return None
    shared = compare(one, g, d.telling.type, world)
    if shared is None:
        return None
    evidence = shared.solid + _pointing(d, one, g, world) + _heading(d, g) + _repeated(d, g)
    if evidence < LEAST_EVIDENCE or (MANY in (one.many, g.many) and shared.solid < LEAST_OF_MANY):
        return None
    if d.telling.type in words.said_acts and d.kind == "verb" and not (one.recipients & g.recipients):
        evidence -= 0.0 if one.victims & g.victims else 0.5
    gap = d.sentence.index - g.last
    near = (1.0 if d.lemma in g.lemmas else 0.5) + (0.5 if gap <= CLOSE else 0.0)
    return Likeness(evidence + near + shared.total - shared.solid, shared.solid)


def compare(one: Group, other: Group, kind: str, world: World) -> Likeness | None:
    """What two groups of tellings have in common; None where something rules out that they are of one act."""
    if other.many != one.many and EITHER not in (other.many, one.many):
        return None
    if not one.kin & other.kin or _modes_clash(kind, one.modes, other.modes):
        return None
    where = _where(one.places, other.places, world)
    if MANY in (one.many, other.many) and one.places and other.places and not set(one.places) & set(other.places):
        return None  # what happens in a part of a country is not all that happens in it
    if MANY in (one.many, other.many) and _parted(one, other):
        return None
    told = [where, _whom(one, other, world), _who(one, other, kind, world)]
    when = _when(one.times, other.times)
    if when is None or any(x is None for x in told):
        return None
    solid = sum(x for x in told if x is not None) + _tolls(one, other)
    return Likeness(solid + when, solid)


def _parted(one: Group, other: Group) -> bool:
    """Whether several acts are told with other victims or other days: "the strikes on the camp on Monday" are not
    "the strikes on hospitals"."""
    if one.victims and other.victims and not one.victims & other.victims and not one.recipients & other.recipients:
        return True
    told = [[t for t in g.times if t.basis == "words"] for g in (one, other)]
    return bool(told[0] and told[1]) and all(
        a.earliest > b.latest or b.earliest > a.latest for a in told[0] for b in told[1]
    )


def _pointing(d: Draft, one: Group, g: Group, world: World) -> float:
    """A noun with *the* takes up the last act that fits, unless it names somebody new; one with *a* is mostly new."""
    if d.article == BACK:
        strangers = one.recipients - g.recipients
        if kid(d.sentence, d.telling.trigger, "nmod:poss"):
            strangers |= one.actors - g.actors  # "Arania's attack"; who did "the attack" may be told later
        if any(_is_named(world.cast.by_id.get(i)) for i in strangers):
            return 0.0
        if (one.places and not g.places) or (d.kind == "noun" and _by_somebody_new(d, one, g, world)):
            return 0.5  # "the attack in Rome" says itself which attack it is
        more = 0.75 if d.kind == "verb" and not one.recipients & g.recipients else 0.0  # one more victim of the attack
        return more + (2.0 if d.sentence.index - g.last <= CLOSE else 1.5)
    if d.article == NEW:
        if d.kind == "verb":  # "Varn, who was killed in a strike" tells again as often as not
            return 0.0 if one.recipients & g.recipients else -0.5
        return -1.5
    if d.kind != "noun":
        return 0.0
    told = d.actor or d.recipient or d.place or d.time
    if not told and d.many != MANY and d.sentence.tokens[d.telling.trigger].deprel != "obl":
        return 1.0  # "the charge of murder": with nothing of its own it can only repeat
    return -0.5 if d.many != EITHER else 0.0


def _by_somebody_new(d: Draft, one: Group, g: Group, world: World) -> bool:
    """ "the attack by Red Dawn": it says itself whose it is."""
    if not any(k.i > d.telling.trigger and "by" in cases(d.sentence, k.i) for k in kids(d.sentence, d.telling.trigger)):
        return False
    return any(_is_named(world.cast.by_id.get(i)) for i in one.actors - g.actors)


def _heading(d: Draft, g: Group) -> float:
    """Headline, caption and lead tell the page's one news."""
    if d.sentence.block_kind == "caption":
        return 0.5
    if d.is_heading or (g.is_heading and d.sentence.index - g.last <= HEADED):
        return 1.0
    return 0.75 if d.is_lead and g.is_lead else 0.0


def _repeated(d: Draft, g: Group) -> float:
    """A sentence told again nearly word for word: a caption under two pictures, a lead below its headline."""
    for x in g.drafts[-3:]:
        if x.sentence is d.sentence or not 0.5 <= len(x.sentence.tokens) / len(d.sentence.tokens) <= 2.0:
            continue
        own, other = ({t.lemma for t in s.tokens} for s in (d.sentence, x.sentence))
        if len(own & other) >= REPEATED * max(len(own), len(other)):
            return 3.0
    return 0.0


def _modes_clash(kind: str, one: set[str], other: set[str]) -> bool:
    if not one or not other or one & other:
        return False
    return not (kind == "ASSAULT" and one & HARM and other & HARM)


def _when(one: Iterable[EventTime], other: Iterable[EventTime]) -> float | None:
    """For days in common; None where the times cannot be of one act."""
    best = 0.0
    for a in one:
        for b in other:
            told = a.basis == b.basis == "words"
            gap = max(a.earliest - b.latest, b.earliest - a.latest)
            if gap > (timedelta(days=1) if told else TENSE_LIMIT):
                return None
            if gap > TENSE_SLACK:
                best = min(best, -0.5)
                continue
            length = max((a.latest - a.earliest).days, (b.latest - b.earliest).days)
            best = max(best, (1.5 if length <= 7 else 1.0) if told else 0.5)
    return best


def _where(one: dict[str, EventPlace], other: dict[str, EventPlace], world: World) -> float | None:
    if not one or not other:
        return 0.0
    shared = set(one) & set(other)
    if shared:
        return max(SHARED_PLACE.get(precision_of(world.places[i]), 2.0) for i in shared)
    best = None
    for a in one:
        for b in other:
            p, q = world.places[a], world.places[b]
            vague = "near" in (one[a].precision, other[b].precision)
            if lies_in(p, q) or lies_in(q, p):
                best = max(best or 0.0, 0.5 if "country" in (precision_of(p), precision_of(q)) else 1.0)
            elif best is None and _km(p, q) <= (NEAR_KM if vague else SAME_KM):
                best = 0.25
    return best


def _km(p: Place, q: Place) -> float:
    """Great-circle distance; infinite where a place's coordinates aren't known."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return float("inf")
    return km_between(p.lat, p.lon, q.lat, q.lon)


def _whom(one: Group, other: Group, world: World) -> float | None:
    """For a victim in common, most for a person; None where both name persons and none is the same."""
    shared = one.recipients & other.recipients
    if shared:
        return max(_weight(world.cast.by_id.get(i)) for i in shared)
    if _tied(one.recipients, other.recipients, world):
        return 1.0
    named = [{i for i in g.recipients if _is_named(world.cast.by_id.get(i))} for g in (one, other)]
    if named[0] and named[1]:
        return None
    if one.victims & other.victims:
        return 1.0
    if OTHERS & one.victims and not OTHERS & other.victims:
        return 1.0  # "killed three, and 30 others were wounded": more victims of the same act
    if not (one.recipients and other.recipients):
        return 0.0
    return -0.25 if named[0] or named[1] else -0.75


def _who(one: Group, other: Group, kind: str, world: World) -> float | None:
    """For a doer in common; in meetings and fights either side may be told as the doer."""
    mine, theirs = one.actors, other.actors
    shared = mine & theirs
    if kind in TOGETHER or "fighting" in one.kin & other.kin:
        mine, theirs = mine | one.recipients, theirs | other.recipients
        shared = mine & theirs
        if len(mine) > 1 and len(theirs) > 1 and len(shared) < min(len(mine), len(theirs)):
            fewer, more = sorted((mine, theirs), key=len)
            rest = more - shared
            return 0.5 if all(_tied([i], rest, world) for i in fewer - shared) else None
        if shared and min(len(mine), len(theirs)) == 1:
            return 0.25  # one of those who met is told: he may have met others too
    if shared:
        return 1.5
    if not mine or not theirs:
        return 0.0
    if _tied(mine, theirs, world):
        return 1.0
    if one.doers & other.doers:
        return 0.75
    known = [[a for i in ids if _is_named(a := world.cast.by_id.get(i))] for ids in (mine, theirs)]
    return None if known[0] and known[1] else 0.0


def _weight(actor: Actor | None) -> float:
    if actor is None:
        return 1.0
    if not _is_named(actor):
        return 1.5
    return 3.0 if actor.kind == "person" else 1.0 if actor.kind in STATE else 1.5


def _is_named(actor: Actor | None) -> bool:
    return actor is not None and actor.named


def _tied(one: Iterable[str], other: Iterable[str], world: World) -> bool:
    """Whether an actor of one side is part, leader or organ of one of the other side."""
    for i in one:
        for j in other:
            a, b = world.cast.by_id.get(i), world.cast.by_id.get(j)
            if a is None or b is None:
                continue
            if any(r.to == j for r in a.relations) or any(r.to == i for r in b.relations):
                return True
            if a.country and a.country == b.country and (_is_state(a) or _is_state(b)) and _speaks(a) and _speaks(b):
                return True
    return False


def _speaks(a: Actor) -> bool:
    """Whether an actor acts for a state: the state itself, one of its bodies, or one who holds office."""
    return _is_state(a) or bool(STATE_SECTORS & set(a.sector))


def _is_state(a: Actor) -> bool:
    return a.kind in STATE or (a.kind == "organisation" and bool(STATE_SECTORS & set(a.sector)))


def _tolls(one: Group, other: Group) -> float:
    """For the same number of the same kind; a different number speaks against, tolls being revised often."""
    total = 0.0
    for what, (low, high) in one.tolls.items():
        if what not in other.tolls:
            continue
        low2, high2 = other.tolls[what]
        if (low, high) == (low2, high2):
            total += 2.0
        elif (low or 0) > (high2 or 10**9) or (low2 or 0) > (high or 10**9):
            total -= 1.0
    return total
