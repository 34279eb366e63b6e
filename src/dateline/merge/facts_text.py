"""A page's facts as a line of JSON and back, so that merging a page need not read the records of all its neighbours.

The line holds lists in the order of the fields: short, and quick to read. A line of another ``FORM`` is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from sys import intern
from typing import Any

from dateline.merge.facts import Facts, PageFacts, Party, Spot
from dateline.records import EventTime, Interval, Span

FORM = 1


def to_text(page: PageFacts) -> str:
    published = page.published and [page.published.earliest.isoformat(), page.published.latest.isoformat()]
    tree = [FORM, page.id, published, dict(page.counts), [_report(report) for report in page.reports]]
    return json.dumps(tree, ensure_ascii=True, separators=(",", ":"))


def from_text(text: str) -> PageFacts | None:
    """None where the line is of another form than this program's."""
    form, name, published, counts, reports = json.loads(text)
    if form != FORM:
        return None
    known = {intern(word): count for word, count in counts.items()}
    days = Interval(*map(date.fromisoformat, published)) if published else None
    return PageFacts(name, days, known, tuple(_read(name, report) for report in reports))


def _report(f: Facts) -> list[Any]:
    time = f.time and [f.time.earliest.isoformat(), f.time.latest.isoformat(), f.time.basis]
    spots = [[s.name, s.country, s.lat, s.lon] for s in f.spots]
    sides = [[[sorted(p.words), p.country, p.named, p.affirmed] for p in side] for side in (f.actors, f.recipients)]
    sets = [sorted(words) for words in (f.kinds, f.words, f.near, f.people, f.years)]
    plain = [f.id, f.event, f.type, f.word, f.status, f.other, f.several, f.historical]
    return [plain, f.trigger, f.sentence, f.spans, time, spots, *sides, sets, f.counts]


def _read(page: str, tree: list[Any]) -> Facts:
    plain, trigger, sentence, spans, time, spots, actors, recipients, sets, counts = tree
    name, event, kind, word, status, other, several, historical = plain
    kinds, words, near, people, years = (frozenset(map(intern, found)) for found in sets)
    when = EventTime(None, None, date.fromisoformat(time[0]), date.fromisoformat(time[1]), time[2]) if time else None
    return Facts(
        id=name, page=page, event=event, type=kind, kinds=kinds, word=word, status=status, trigger=Span(*trigger),
        sentence=Span(*sentence), spans=tuple(Span(*s) for s in spans), time=when,
        spots=tuple(Spot(*s) for s in spots), actors=_parties(actors), recipients=_parties(recipients),
        words=words, near=near, people=people, years=years, counts=tuple((w, a, b) for w, a, b in counts),
        other=other, several=several, historical=historical,
    )  # fmt: skip


def _parties(tree: Iterable[list[Any]]) -> tuple[Party, ...]:
    return tuple(Party(frozenset(map(intern, words)), *rest) for words, *rest in tree)
