"""Places for events whose own words name none: the paragraph's scene, then the page's dateline.

Only deeds are placed so, and only those told as news: what was said, and what is recalled, may be from anywhere.
A dateline in a capital says where the reporter's office is, not where the thing happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.assemble.clock import HEADINGS
from dateline.extract.assemble.draft import Draft
from dateline.extract.assemble.where import precision_of
from dateline.lexicon.countries import load_countries
from dateline.records import Analysis, Article, Event, EventPlace, Place

SCENE_REACH = 2  # sentences over which a paragraph keeps its scene
FIRST_NEWS = 5  # sentences of the body that a dateline places
DEEDS = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})


def place_by_scene(
    event: Event,
    drafts: Sequence[Draft],
    *,
    scenes: dict[int, Draft],
    placed: frozenset[int],
    article: Article,
    places: Sequence[Place],
) -> Event:
    """The event with a place where it had none and the page shows one; else as it is. ``placed`` are the
    sentences that the dateline places (see ``first_news``)."""
    if event.place or event.type not in DEEDS or event.status != "actual" or event.historical:
        return event
    if event.time is None or any(d.many == "many" for d in drafts):
        return event
    for d in drafts:
        scene = scenes.get(d.number)
        if d.kind == "verb" and scene is not None and scene.time is not None and _same_days(event, scene):
            return replace(event, place=scene.place)
    if event.time.basis == "tense" and any(d.sentence.index in placed for d in drafts):
        found = _dateline(article, places)
        return replace(event, place=(found,)) if found else event
    return event


def _same_days(event: Event, scene: Draft) -> bool:
    one, two = event.time, scene.time
    return one is not None and two is not None and one.earliest <= two.latest and two.earliest <= one.latest


def first_news(analysis: Analysis) -> frozenset[int]:
    """The sentences that a dateline places: the first of the body, and its headings."""
    body = [s.index for s in analysis.sentences if s.block_kind not in HEADINGS][:FIRST_NEWS]
    return frozenset(body) | {s.index for s in analysis.sentences if s.block_kind in HEADINGS}


def find_scenes(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """For the number of a telling: the last telling before it in its paragraph whose words name a place."""
    found: dict[int, Draft] = {}
    last: Draft | None = None
    for d in drafts:
        if last is not None and last.sentence.block == d.sentence.block:
            if d.sentence.index - last.sentence.index <= SCENE_REACH:
                found[d.number] = last
        elif last is not None:
            last = None
        if d.place and d.telling.status.status == "actual" and d.telling.type in DEEDS:
            last = d
    return found


def _dateline(article: Article, places: Sequence[Place]) -> EventPlace | None:
    line = article.dateline
    if line is None:
        return None
    name = line.place.title() if line.place.isupper() else line.place
    if name.split(",")[0] in load_countries().by_capital:
        return None
    for p in places:
        for m in p.mentions:
            if line.span.contains(m.span):
                return EventPlace(p.id, m.span, precision_of(p))
    return None
