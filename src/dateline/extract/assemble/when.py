"""When an act happened: the time that governs its word, the narrative's time, else the tense of its verb.

Rules, nearest first: a time in the act's own clause; a time in a clause that carries the act ("killed in an
attack on Monday"); the time of the saying, which only bounds what is told; the time that the paragraph set
before; the tense. A past tense without any time means the three days before publication: what a news page
reports unasked is new. Background (pluperfect, generic, what hangs from another act) has no time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.extract.assemble.clock import HEADINGS, HISTORY_DAYS, Clock, tense
from dateline.extract.assemble.spots import Spot, nearest
from dateline.extract.assemble.ties import LOOSE, SAID, WITH, Tie, governors, holds, is_verb, marks_of
from dateline.lexicon.assemble import ActWords
from dateline.records import EventTime, Sentence, Telling, Timex
from dateline.syntax import kids

NEWS_DAYS = 3  # how long before publication an undated past-tense report may have happened
BACKGROUND = frozenset({"since", "before", "until", "till"})  # what such a clause tells was known before


def when(telling: Telling, s: Sentence, *, clock: Clock, triggers: frozenset[int], words: ActWords) -> EventTime | None:
    """The days of one telling's act; None for background and for what has not happened and names no time."""
    ties = [Tie(telling.trigger, WITH), *governors(s, telling.trigger, words)]
    spots = nearest(clock.times.get(s.index, []), telling.trigger)
    named = next((x for x in spots if _is_when_of(s, x, [t.at for t in ties if t.kind == WITH])), None)
    if named is not None:
        return _joined(s, [named], telling.trigger, clock, words)
    spoken = telling.type in words.said_acts
    for tie in ties:
        if tie.kind != WITH and not (tie.kind == SAID and spoken and _speaks(s, tie.at, telling)):
            continue
        own = [
            x for x in spots if holds(s, tie.at, x.at, triggers=triggers, words=words) and _is_adverbial(s, x, words)
        ]
        found = _joined(s, own, telling.trigger, clock, words)
        if found is not None:
            return found
    if telling.status.status != "actual":
        return None
    for tie in ties:
        lost = nearest(clock.unresolved.get(s.index, []), telling.trigger) if tie.kind == WITH else ()
        if any(holds(s, tie.at, x.at, triggers=triggers, words=words) for x in lost):
            return None  # its words say when, but not so that the days can be told
    return _bounded(telling, s, ties, clock=clock, triggers=triggers, words=words)


def _is_when_of(s: Sentence, spot: Spot[Timex], own: Sequence[int]) -> bool:
    """Whether a clause of the act's opens with a *when* that takes up a time: "in 2014, when rebels attacked"."""
    first = bisect_left(s.tokens, spot.span.end, key=lambda t: t.start)
    if first < len(s.tokens) and s.tokens[first].text == ",":
        first += 1
    return first < len(s.tokens) and s.tokens[first].lemma == "when" and s.tokens[first].head in own


def _speaks(s: Sentence, verb: int, telling: Telling) -> bool:
    """Whether the one who says it is the one who does it, as far as the sentence tells."""
    subjects = {k.i for k in kids(s, verb, "nsubj")}
    return not telling.actor or bool(subjects & set(telling.actor)) or s.tokens[telling.actor[0]].upos == "PRON"


def _is_adverbial(s: Sentence, spot: Spot[Timex], words: ActWords) -> bool:
    """Not a part of a name or a description ("the 2007 champion"), unless it is an act's ("the 2007 attack")."""
    t = s.tokens[spot.at]
    if t.deprel.split(":")[0] not in ("compound", "amod", "nummod") and t.deprel != "nmod:poss":
        return True
    return t.head >= 0 and s.tokens[t.head].lemma.lower() in words.kin


def _modifies(s: Sentence, spot: Spot[Timex], verb: int) -> bool:
    """Whether a time hangs from a verb itself, not from a noun in its clause."""
    i = spot.at
    while s.tokens[i].deprel == "conj" and s.tokens[i].head >= 0:
        i = s.tokens[i].head
    return s.tokens[i].head == verb and s.tokens[i].deprel.split(":")[0] in ("obl", "advmod", "nmod")


def _tells_when(s: Sentence, spot: Spot[Timex], words: ActWords) -> bool:
    """Not "after Monday", "until 2016"; "the war of 2006" though."""
    apart = marks_of(s, spot.at) & words.not_when
    head = s.tokens[spot.at].head
    return not apart or (apart == {"of"} and head >= 0 and s.tokens[head].lemma.lower() in words.kin)


def _joined(s: Sentence, own: Sequence[Spot[Timex]], trigger: int, clock: Clock, words: ActWords) -> EventTime | None:
    """One time of those in a clause: the nearest, narrowed by others that agree with it."""
    telling = [x for x in own if _tells_when(s, x, words)]
    best = min(telling, key=lambda x: (abs(x.at - trigger), x.at), default=None)
    if best is None or best.item.earliest is None or best.item.latest is None:
        return None
    earliest, latest, chosen = best.item.earliest, best.item.latest, best
    for other in own:
        low, high = other.item.earliest, other.item.latest
        if low is None or high is None or other is best:
            continue
        if _is_range(s, best, other):
            earliest, latest = min(earliest, low), max(latest, high)
        elif other in telling and low <= latest and earliest <= high and (low > earliest or high < latest):
            earliest, latest, chosen = max(earliest, low), min(latest, high), other
    if marks_of(s, chosen.at) & words.open_start and clock.published and clock.published.latest > latest:
        latest = clock.published.latest
    return EventTime(chosen.item.id, chosen.span, earliest, latest, "words")


def _is_range(s: Sentence, one: Spot[Timex], other: Spot[Timex]) -> bool:
    """ "from March to June", "between 2014 and 2017"."""
    first, second = sorted((one, other), key=lambda x: x.at)
    opens, closes = marks_of(s, first.at), marks_of(s, second.at)
    return bool(opens & {"from", "between"}) and (bool(closes & {"to", "until"}) or "between" in opens)


def _bounded(
    telling: Telling, s: Sentence, ties: Sequence[Tie], *, clock: Clock, triggers: frozenset[int], words: ActWords
) -> EventTime | None:
    """What the saying, the narrative, the tense or another act's time tell of an act without a time of its own."""
    spots = nearest(clock.times.get(s.index, []), telling.trigger)
    verb = next((t for t in ties if t.kind == WITH and tense(s, t.at) not in (None, "bare")), None)
    form = tense(s, verb.at) if verb else None
    heading = s.block_kind in HEADINGS
    if form is None and not heading and any(t.kind == WITH and is_verb(s, t.at) for t in ties):
        form = _outer_tense(s, ties)
    relative = verb is not None and s.tokens[verb.at].deprel == "acl:relcl"
    if heading and form != "future" and any(t.kind == WITH and is_verb(s, t.at) for t in ties):
        return _news(clock)
    for kind in (SAID, LOOSE):
        for tie in ties:
            if tie.kind != kind or (kind == SAID and form not in ("past", "perfect", "pluperfect", "bare", None)):
                continue
            own = [x for x in spots if _modifies(s, x, tie.at)]
            found = _joined(s, own, telling.trigger, clock, words)
            if found is not None and (kind == SAID or not _is_plural(s, telling)):
                return _until(found, clock)
    if verb is not None and {k.lemma.lower() for k in kids(s, verb.at, "mark")} & BACKGROUND:
        return None
    story = None if _has_own_setting(s, words) else clock.narrative.get(s.index)
    if form == "past" and not relative:
        if story and story.earliest and story.latest:
            return EventTime(story.id, story.span, story.earliest, story.latest, "words")
        return _news(clock)
    if form == "perfect" and s.index in clock.lead and not _is_plural(s, telling):
        return _news(clock)
    story = clock.narrative.get(s.index)
    if (
        story
        and story.earliest
        and story.latest
        and not _is_plural(s, telling)
        and form in (None, "pluperfect", "bare")
    ):
        return _until(EventTime(story.id, story.span, story.earliest, story.latest, "words"), clock)
    if form == "present" and verb and clock.published and _is_going_on(s, verb, telling):
        return EventTime(None, None, clock.published.earliest, clock.published.latest, "published")
    return None


def _has_own_setting(s: Sentence, words: ActWords) -> bool:
    """Whether a sentence opens with a setting of its own that no date tells: "During the campaign, …"."""
    root = next((t.i for t in s.tokens if t.head < 0), 0)
    openers = [k for k in kids(s, root, "obl", "advcl") if k.i < root]
    return any({c.lemma.lower() for c in kids(s, k.i, "case", "mark")} & (words.apart | {"during"}) for k in openers)


def _outer_tense(s: Sentence, ties: Sequence[Tie]) -> str | None:
    """The tense of the first finite verb above: that of "killing three" is its main clause's."""
    for tie in ties:
        form = tense(s, tie.at)
        if tie.kind == LOOSE:
            return None
        if form not in (None, "bare"):
            return form if tie.kind == WITH else None
    return None


def _is_plural(s: Sentence, telling: Telling) -> bool:
    return s.tokens[telling.trigger].xpos in ("NNS", "NNPS")


def _is_going_on(s: Sentence, verb: Tie, telling: Telling) -> bool:
    """ "is threatening", "now backs", "is carrying out attacks"."""
    t = s.tokens[telling.trigger]
    own = verb.at == t.i or (t.head == verb.at and t.deprel == "obj")
    now = any(k.lemma in ("now", "currently") for k in kids(s, verb.at, "advmod"))
    return own and (now or s.tokens[verb.at].xpos == "VBG")


def _news(clock: Clock) -> EventTime | None:
    p = clock.published
    if p is None or clock.is_history:
        return None
    return EventTime(None, None, _before(p.earliest, NEWS_DAYS), p.latest, "tense")


def _until(told: EventTime, clock: Clock) -> EventTime:
    """What is told at a time happened by then: on that day or in the days before, or within a longer time named."""
    if told.latest == told.earliest:
        return EventTime(told.id, told.span, _before(told.earliest, NEWS_DAYS), told.latest, "tense")
    return EventTime(told.id, told.span, told.earliest, told.latest, "tense")


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days) if day.toordinal() > days else day


def is_historical(telling: Telling, s: Sentence, time: EventTime | None, *, clock: Clock, words: ActWords) -> bool:
    """Told as background: over a year before publication, or remembered on its anniversary."""
    if clock.published and time and time.latest < _before(clock.published.earliest, HISTORY_DAYS):
        return True
    above = [t.at for t in governors(s, telling.trigger, words)][:3]
    return any(s.tokens[i].lemma.lower() in words.anniversary for i in above)
