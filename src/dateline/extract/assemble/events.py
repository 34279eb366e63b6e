"""Tellings in, events out: who, when, where, at what cost, and which tellings are of one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.assemble.acts import World
from dateline.extract.assemble.before import with_callers, with_strikers
from dateline.extract.assemble.clock import make_clock
from dateline.extract.assemble.costs import find_tolls
from dateline.extract.assemble.draft import (
    EITHER,
    ONE,
    Draft,
    act_lemma,
    grammar_of,
    is_denial,
    is_heading,
    same_act_above,
)
from dateline.extract.assemble.group import group_tellings
from dateline.extract.assemble.means import instrument
from dateline.extract.assemble.roles import with_roles
from dateline.extract.assemble.scene import find_scenes, first_news, place_by_scene
from dateline.extract.assemble.shares import give_tolls
from dateline.extract.assemble.spots import Spot, by_sentence, nearest
from dateline.extract.assemble.trust import shares_of, weighed
from dateline.extract.assemble.understood import with_understood
from dateline.extract.assemble.victims import of_another, target_place, victims_of_noun
from dateline.extract.assemble.when import is_historical, when
from dateline.extract.assemble.where import precision_of, where
from dateline.extract.assemble.who import participants
from dateline.extract.assemble.whole import make_event
from dateline.lexicon.assemble import CostWords
from dateline.lookup import Cast
from dateline.numbers import NumberWords
from dateline.records import Analysis, Article, Event, EventTime, Place, Telling, Timex

ONE_ACT_DAYS = 8  # a time this short holds one act, told in the plural


def make_events(
    tellings: Sequence[Telling],
    analysis: Analysis,
    article: Article,
    *,
    cast: Cast,
    times: Sequence[Timex],
    places: Sequence[Place],
    words: CostWords,
    numbers: NumberWords,
) -> tuple[Event, ...]:
    """The page's events in reading order of their first telling; () where nothing is told.

    Every telling outside pull quotes ends in one event; those likelier wrong than right are left out of longer pages.
    The order of ``tellings`` makes no difference.
    """
    spots = by_sentence(((m.span, p) for p in places for m in p.mentions), analysis)
    kept = [_with_roles(t, analysis, cast, spots.get(t.sentence, ()), words) for t in _kept(tellings, analysis)]
    kept = _with_understood(kept, analysis, words)
    drafts = _drafts(kept, analysis, article, cast=cast, times=times, spots=spots, words=words, numbers=numbers)
    drafts = with_callers(drafts, words.cast)
    world = World(cast, {p.id: p for p in places})
    groups = group_tellings(drafts, same_act=_same_act(kept, analysis, words), world=world, words=words.act)
    scenes, placed = find_scenes(drafts), first_news(analysis)
    made = [make_event(group, number=n, cast=cast, words=words.cast) for n, group in enumerate(groups, start=1)]
    found = [
        place_by_scene(event, group, scenes=scenes, placed=placed, article=article, places=places)
        for event, group in zip(with_strikers(made, groups, words.cast), groups, strict=True)
    ]
    return weighed(found, cast=cast, page=shares_of(analysis, words.trust), words=words.trust)


def _kept(tellings: Sequence[Telling], analysis: Analysis) -> list[Telling]:
    """In reading order, without pull quotes, which say nothing that the body does not say."""
    kept = [t for t in tellings if analysis.sentences[t.sentence].block_kind != "pull_quote"]
    return sorted(kept, key=lambda t: (t.sentence, t.trigger, t.type, t.rule, t.actor, t.recipient))


def _with_roles(t: Telling, analysis: Analysis, cast: Cast, spots: Sequence[Spot[Place]], words: CostWords) -> Telling:
    """The telling with the participants that a reader would name, and the victims that the words around its noun
    tell where it has none of its own."""
    s = analysis.sentences[t.sentence]
    exact = frozenset(x.at for x in nearest(spots, t.trigger) if precision_of(x.item) == "exact")
    t = with_roles(t, s, cast=cast, spots=exact, words=words)
    found = () if t.recipient else victims_of_noun(t, s, words)
    return replace(t, actor=tuple(k for k in t.actor if k not in found), recipient=found) if found else t


def _with_understood(kept: Sequence[Telling], analysis: Analysis, words: CostWords) -> list[Telling]:
    """The tellings with the participants that their sentences tell elsewhere."""
    by: dict[int, list[Telling]] = {}
    for t in kept:
        by.setdefault(t.sentence, []).append(t)
    return [with_understood(t, analysis.sentences[t.sentence], by[t.sentence], words=words) for t in kept]


def _triggers(kept: Sequence[Telling]) -> dict[int, dict[int, int]]:
    """By sentence: the number of the first telling at each trigger."""
    found: dict[int, dict[int, int]] = {}
    for number, t in enumerate(kept):
        found.setdefault(t.sentence, {}).setdefault(t.trigger, number)
    return found


def _same_act(kept: Sequence[Telling], analysis: Analysis, words: CostWords) -> dict[int, int]:
    triggers = _triggers(kept)
    same: dict[int, int] = {}
    for number, t in enumerate(kept):
        others = {at: n for at, n in triggers[t.sentence].items() if kept[n].type == t.type}
        above = same_act_above(t, analysis.sentences[t.sentence], others, words.act)
        if above is not None and above != number:
            same[number] = above
    return same


def _is_of_a_day(time: EventTime | None) -> bool:
    """ "the bombings on Monday" are told as one act."""
    return time is not None and time.basis == "words" and (time.latest - time.earliest).days < ONE_ACT_DAYS


def _drafts(
    kept: Sequence[Telling],
    analysis: Analysis,
    article: Article,
    *,
    cast: Cast,
    times: Sequence[Timex],
    spots: dict[int, list[Spot[Place]]],
    words: CostWords,
    numbers: NumberWords,
) -> list[Draft]:
    clock = make_clock(times, analysis, article.published, words.act)
    triggers = {index: frozenset(at) for index, at in _triggers(kept).items()}
    sentences = (s for s in analysis.sentences if s.block_kind != "pull_quote")
    tolls = {s.index: find_tolls(s, cast=cast, words=words, numbers=numbers) for s in sentences}
    given = give_tolls(tolls, kept, analysis, words=words)
    drafts = []
    for number, t in enumerate(kept):
        s = analysis.sentences[t.sentence]
        own = triggers[t.sentence]
        time = when(t, s, clock=clock, triggers=own, words=words.act)
        near = spots.get(t.sentence, ())
        here = [x for x in near if not of_another(t.trigger, x.at, s, words.cast, elsewhere=True)]
        grammar = grammar_of(t, s, words=words.act, numbers=numbers)
        drafts.append(
            Draft(
                number=number,
                telling=t,
                sentence=s,
                trigger=s.tokens[t.trigger].span,
                kind=t.kind,
                lemma=act_lemma(s, t.trigger, words.act),
                actor=participants(t.actor, s, cast=cast, credits=words.cast.credit),
                recipient=participants(t.recipient, s, cast=cast, credits=words.cast.credit),
                place=where(t, s, here, cast=cast, triggers=own, words=words.act, text=analysis.text),
                time=time,
                is_historical=is_historical(t, s, time, clock=clock, words=words.act),
                tolls=tuple(given.get(number, ())),
                instrument=instrument(t, s, text=analysis.text, words=words),
                target=participants(target_place(t, s, frozenset(x.at for x in here), words), s, cast=cast),
                article=grammar.article,
                many=ONE if grammar.many == EITHER and _is_of_a_day(time) else grammar.many,
                is_heading=is_heading(s),
                is_lead=t.sentence in clock.lead,
                is_denial=is_denial(t, s, words.act),
            )
        )
    return drafts
