"""What the tellings of one act tell together, while they are being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.extract.assemble.draft import EITHER, Draft
from dateline.lexicon.assemble import ActWords
from dateline.lookup import Cast
from dateline.records import EventPlace, EventTime, Place

MOST_TIMES = 12  # of one act that are compared


MOST_PARTIES = 48  # actors or recipients by which an act is known again: more would make each comparison longer


@dataclass(frozen=True, slots=True)
class World:
    """What the page's names stand for."""

    cast: Cast
    places: dict[str, Place]


@dataclass(slots=True)
class Group:
    """Tellings held to be of one act so far, with what they tell together."""

    drafts: list[Draft]
    actors: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)
    victims: set[str] = field(default_factory=set)  # lemmas of recipients' head words
    doers: set[str] = field(default_factory=set)  # and of actors'
    places: dict[str, EventPlace] = field(default_factory=dict)
    times: list[EventTime] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    tolls: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    many: str = EITHER
    last: int = 0  # the sentence of the last telling
    is_heading: bool = True  # told in headings and captions only
    is_lead: bool = False

    def take(self, other: Group, words: ActWords) -> None:
        """Adds all tellings of another group."""
        for d in other.drafts:
            self.add(d, words)
        self.drafts.sort(key=lambda d: d.number)

    def add(self, d: Draft, words: ActWords) -> None:
        self.drafts.append(d)
        if len(self.actors) < MOST_PARTIES:
            self.actors |= {p.id for p in d.actor if p.id}
        towns = [p.span for p in d.place]
        if len(self.recipients) < MOST_PARTIES:
            self.recipients |= {p.id for p in d.recipient if p.id and not any(p.span.overlaps(x) for x in towns)}
        self.victims |= {x.lemma.lower() for i in d.telling.recipient if (x := d.sentence.tokens[i]).upos != "PRON"}
        self.places.update((p.id, p) for p in d.place)
        if d.time and d.time not in self.times and len(self.times) < MOST_TIMES:
            self.times.append(d.time)
        self.last = d.sentence.index
        self.is_heading &= d.is_heading
        self.is_lead |= d.is_lead
        self.lemmas.add(d.lemma)
        self.kin |= words.kin.get(d.lemma, frozenset({d.lemma}))
        self.modes |= set(d.telling.mode)
        self.doers |= {x.lemma.lower() for i in d.telling.actor if (x := d.sentence.tokens[i]).upos != "PRON"}
        for toll in d.tolls:
            if not toll.is_implied:
                self.tolls.setdefault(toll.count.what, (toll.count.low, toll.count.high))
        if d.many != EITHER:
            self.many = d.many


def make_group(d: Draft, words: ActWords) -> Group:
    group = Group([])
    group.add(d, words)
    return group
