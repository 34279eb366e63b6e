"""What of a page and of its events decides whether another page tells of the same: made from the record alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.ids import report_id
from dateline.lexicon.happenings import Commonness, HappeningWords
from dateline.records import Actor, Event, EventTime, Interval, Occurrence, Participant, Place, Reading, Span

WORD = re.compile(r"[^\W_]+")
KEYWORDS = 40  # of a page: those that it has oftenest and English seldomest
COMMONEST = 0.12  # share of English pages; words above it tell nothing of what a page is about
BEFORE = 4  # words before a noun that may say which of several it is
YEAR = re.compile(r"(?:1[89]|20)\d\d")
TOLD_BY_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: ``lat`` and ``lon`` are None for what is no point, such as a country or a province."""

    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who took part: the folded words of the name, or of the phrase where no name is known."""

    words: frozenset[str]
    country: str | None
    named: bool
    affirmed: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One report. ``id`` is a hash of the page and the trigger: the same whenever the page is read again."""

    id: str
    page: str
    event: str | None  # the event's id in its record; None for what no type is for
    type: str | None
    kinds: frozenset[str]  # of happenings.toml
    word: str  # the trigger's, in lower case
    status: str
    trigger: Span
    sentence: Span
    spans: tuple[Span, ...]  # of every telling of it on its page
    time: EventTime | None
    spots: tuple[Spot, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    words: frozenset[str] = frozenset()  # of the sentence
    near: frozenset[str] = frozenset()  # of who and what hangs from the trigger
    people: frozenset[str] = frozenset()  # surnames of persons who took part, pronouns looked up
    years: frozenset[str] = frozenset()  # named in the sentence
    counts: tuple[tuple[str, int | None, int | None], ...] = ()
    other: bool = False  # told as another than the one spoken of: "a similar attack", "previously"
    several: bool = False  # more than one: "hundreds of attacks"
    historical: bool = False


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page, with its reports. ``counts`` are how often its telling words stand in it."""

    id: str
    published: Interval | None
    counts: Mapping[str, int]
    reports: tuple[Facts, ...]


def facts_of(reading: Reading, *, page: str, words: HappeningWords, commonness: Commonness) -> PageFacts:
    """The page's facts; ``page`` names it, since two articles may have the same bytes."""
    text = reading.article.text
    told = reading.article.published
    known = _Known(reading, page, words, commonness)
    reports = (*(known.of_event(e) for e in reading.events), *(known.of_occurrence(o) for o in reading.occurrences))
    published = Interval(told.earliest, told.latest) if told else None
    return PageFacts(page, published, _counted(text, commonness), reports)


def keywords(counts: Mapping[str, int], commonness: Commonness, most: int = KEYWORDS) -> tuple[str, ...]:
    """The words that tell best what a page is about, best first; of equals in the alphabet's order."""
    weight = {word: min(n, 8) ** 0.5 * commonness.weight(word) for word, n in counts.items()}
    return tuple(sorted(weight, key=lambda word: (-weight[word], word))[:most])


def folded(text: str) -> Iterator[str]:
    """Words in lower case; an owner's s is none."""
    return (w for w in WORD.findall(text.lower()) if w != "s")


def _counted(text: str, commonness: Commonness) -> Mapping[str, int]:
    telling = (w for w in folded(text) if not w.isdigit() or YEAR.fullmatch(w))
    return {w: n for w, n in Counter(telling).items() if commonness.share(w) < COMMONEST}


class _Known:
    """A reading with its actors and places by id."""

    def __init__(self, reading: Reading, page: str, words: HappeningWords, commonness: Commonness) -> None:
        self._text, self._page = reading.article.text, page
        self._words, self._commonness = words, commonness
        self._actors: Mapping[str, Actor] = {a.id: a for a in reading.actors}
        self._places: Mapping[str, Place] = {p.id: p for p in reading.places}
        self._times = reading.times
        persons = [a for a in reading.actors if a.kind == "person"]
        self._persons = sorted((m.span, a.name) for a in persons for m in a.mentions)

    def of_event(self, event: Event) -> Facts:
        told = next((m for m in event.mentions if m.span == event.trigger), None)
        word = event.trigger.words(self._text).lower()
        table = self._words.nouns if told is not None and told.kind == "noun" else self._words.verbs
        before = self._before(event.trigger, event.sentence)
        parties = [self._party(p) for p in (*event.actor, *event.recipient)]
        return Facts(
            id=report_id(self._page, event.type, event.trigger.start),
            page=self._page,
            event=event.id,
            type=event.type,
            kinds=table.get(word) or self._words.verbs.get(word.split(" ")[0]) or frozenset(),
            word=word.split(" ")[0],
            status=event.status,
            trigger=event.trigger,
            sentence=event.sentence,
            spans=tuple(dict.fromkeys((event.trigger, *(m.span for m in event.mentions)))),
            time=event.time,
            spots=tuple(self._spots(event)),
            actors=tuple(parties[: len(event.actor)]),
            recipients=tuple(parties[len(event.actor) :]),
            words=self._telling(event.sentence, event.trigger),
            near=frozenset(w for p in parties for w in p.words),
            people=self._people(p.span for p in (*event.actor, *event.recipient)),
            years=self._years(event.sentence),
            counts=tuple((c.what, c.low, c.high) for c in event.counts),
            other=self._is_other(event.trigger, event.sentence),
            several=bool(before & self._words.several) or _are_several(event),
            historical=event.historical,
        )

    def of_occurrence(self, told: Occurrence) -> Facts:
        before = self._before(told.trigger, told.sentence)
        return Facts(
            id=report_id(self._page, "", told.trigger.start),
            page=self._page,
            event=None,
            type=None,
            kinds=frozenset(told.kinds),
            word=told.trigger.words(self._text).lower(),
            status=told.status,
            trigger=told.trigger,
            sentence=told.sentence,
            spans=(told.trigger,),
            time=self._time(told),
            words=self._telling(told.sentence, told.trigger),
            near=frozenset(w for part in told.parts for w in self._rare(part.words(self._text))),
            people=self._people(told.parts),
            years=self._years(told.sentence),
            other=self._is_other(told.trigger, told.sentence),
            several=bool(before & self._words.several),
        )

    def _time(self, told: Occurrence) -> EventTime | None:
        """The one day that its sentence names; None where it names none or several."""
        named = [t for t in self._times if told.sentence.contains(t.span) and t.earliest and t.latest]
        if len(named) != 1 or named[0].earliest is None or named[0].latest is None:
            return None
        return EventTime(named[0].id, named[0].span, named[0].earliest, named[0].latest, TOLD_BY_WORDS)

    def _spots(self, event: Event) -> Iterator[Spot]:
        for told in event.place:
            place = self._places.get(told.id)
            if place is not None:
                point = told.precision in ("exact", "near") and place.kind not in ("country", "region")
                yield Spot(place.name, place.country, *((place.lat, place.lon) if point else (None, None)))

    def _party(self, told: Participant) -> Party:
        actor = self._actors.get(told.id or "")
        named = actor is not None and actor.named
        name = actor.name if actor is not None else told.span.words(self._text)
        words = frozenset(self._rare(name))
        return Party(words, actor.country if actor else None, named, told.polarity == "affirmed")

    def _rare(self, text: str) -> Iterator[str]:
        return (w for w in folded(text) if self._commonness.share(w) < COMMONEST)

    def _telling(self, sentence: Span, trigger: Span) -> frozenset[str]:
        own = set(folded(trigger.words(self._text)))
        return frozenset(w for w in self._rare(sentence.words(self._text)) if w not in own)

    def _people(self, parts: Iterable[Span]) -> frozenset[str]:
        """Surnames of the persons named, or meant by a pronoun, in these stretches."""
        found = set()
        for part in parts:
            for span, name in self._persons[bisect_left(self._persons, (Span(part.start, 0), "")) :]:
                if span.start >= part.end:
                    break
                found.update(list(folded(name))[-1:])
        return frozenset(found)

    def _years(self, sentence: Span) -> frozenset[str]:
        return frozenset(YEAR.findall(sentence.words(self._text)))

    def _is_other(self, trigger: Span, sentence: Span) -> bool:
        """Whether the sentence tells it as another than one told of: "another attack killed two", "similar raids"."""
        told = list(folded(self._text[sentence.start : trigger.end]))
        return any(
            word in self._words.others and any(w in self._words.nouns for w in told[at + 1 : at + BEFORE])
            for at, word in enumerate(told)
        )

    def _before(self, trigger: Span, sentence: Span) -> frozenset[str]:
        return frozenset(list(folded(self._text[sentence.start : trigger.start]))[-BEFORE:])


def _are_several(event: Event) -> bool:
    """Whether an event is told as so many attacks, strikes or arrests."""
    return any(count.what == "attacks" and (count.low or count.high or 1) > 1 for count in event.counts)


def all_words(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(w for p in parties for w in p.words)
