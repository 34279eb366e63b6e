"""Every datum that travels between the stages, and nothing else.

All records are frozen and slotted. Unknown is ``None`` or an empty tuple, never ``""``.
Spans are half-open ``[start, end)`` code points of ``Article.text`` unless a field says
otherwise. Dates are ``datetime.date``; an uncertain time is an interval from ``earliest``
to ``latest``, both days included. Field names are the names of the JSON record (see
``docs/record.md``); a field whose metadata says ``internal`` stays out of the JSON.

The records stand in the order in which the stages make them:
Page -> Article -> Analysis -> Timex, Place, Actor -> Quote, Event, Figure -> Reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

SCHEMA = "dateline.reading/1"
INTERNAL = {"internal": True}
Content = bytes  # an alias, since Page has a field named bytes


class Span(NamedTuple):
    """Half-open ``[start, end)`` code points: ``text[start:end]`` are its words."""

    start: int
    end: int

    def words(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


# ---------------------------------------------------------------- 1 intake


@dataclass(frozen=True, slots=True)
class Given:
    """What the one who handed a page over said of it; all unknown by default."""

    item_id: str | None = None
    published: date | None = None
    headline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    # "given" and "metadata" outrank the page's own day; "feed" counts where the page states none.
    published_basis: str = "given"
    seen: date | None = None  # the day on which an archive had the page: it was published then or before
    modified: date | None = None  # the day of its HTTP header Last-Modified
    note: str | None = None  # what happened to the page on the way, such as an archive's cut


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered; ``content`` is inflated and within its limit."""

    address: str  # as asked for
    url: str  # where the redirects ended
    media_type: str | None  # in lower case, without parameters
    content: Content = field(repr=False)
    charset: str | None = None  # as the header tells, not checked
    etag: str | None = None
    last_modified: str | None = None  # the header as it stood


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they came. ``id`` is their SHA-256 in hexadecimal.

    ``media_type`` is ``text/plain``, ``text/html`` or ``application/json``; the last is an
    article given as text (JSON lines), whose ``content`` is kept code point for code point.
    """

    id: str
    source: str
    media_type: str
    bytes: int
    content: Content = field(repr=False, metadata=INTERNAL)
    charset: str | None = field(default=None, metadata=INTERNAL)
    given: Given = field(default=Given(), metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that gave no record, and why; it is counted, never lost."""

    source: str
    reason: str  # a kind to count by: "no text", "not a page", "too large", …
    detail: str  # one sentence for a person
    item_id: str | None = None  # the owner's id of an article given as JSON
    count: int = 1  # how many such there were, where they are told in one
    usual: bool = False  # what such a source always holds beside pages, such as an archive's requests: no failure


# ---------------------------------------------------------------- 2 article


@dataclass(frozen=True, slots=True)
class Published:
    """When a page was published: one day when stated, else bounds."""

    earliest: date
    latest: date
    basis: str  # stated | metadata | url | feed | archive | given | inferred
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """ "BAGHDAD, Jan. 4 (Reuters) -": where a report was filed, and its day and agency if told."""

    span: Span
    place: str
    day: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the article. ``page_span`` counts code points of the decoded page."""

    # section kicker headline standfirst byline dateline subhead paragraph caption credit pull_quote list table
    kind: str
    span: Span
    page_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A page's own text. ``text`` never changes once made; every span counts in it."""

    text: str = field(repr=False)
    blocks: tuple[Block, ...]
    section: str | None = None
    kicker: str | None = None
    headline: str | None = None
    standfirst: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    dateline: Dateline | None = None
    published: Published | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()  # what was mended or cut on the way, a sentence each


# ---------------------------------------------------------------- 3 language


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the sentence's tree, in Universal Dependencies terms.

    ``head`` is the index of the governor in ``Sentence.tokens``, or -1 for the root.
    ``feats`` is the UD feature string (``Mood=Ind|Tense=Past``); a negating word carries
    ``Polarity=Neg``. ``lemma`` is lower case except for proper nouns.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the tagger saw: tokens ``[first, last]`` of its sentence, both included."""

    kind: str  # person organisation gpe location people facility event work law product
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tree. ``children[i]`` are the indices governed by token ``i``."""

    index: int
    span: Span
    block: int  # index into Article.blocks
    block_kind: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Analysis:
    """The article as sentences, in reading order. ``text`` is the article's."""

    text: str = field(repr=False)
    sentences: tuple[Sentence, ...]
    parser: str


# ---------------------------------------------------------------- 4 resolve


@dataclass(frozen=True, slots=True)
class TimexValue:
    """TIMEX3 type, value and modifier as in TimeML 1.2.1."""

    type: str  # DATE | TIME | DURATION | SET
    value: str
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression and the days it names; both None for sets, and for lengths that hang on no day."""

    id: str
    span: Span
    earliest: date | None
    latest: date | None
    grain: str | None  # day week month quarter season half year decade century …
    timex: TimexValue
    counts_from: str | None = None  # "published", the id of another Timex, or None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names something. ``head`` is the start of the head word."""

    span: Span
    kind: str = "name"  # name | nominal | pronoun
    head: int | None = field(default=None, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the world, with each mention of it on the page."""

    id: str
    name: str
    kind: str  # country region city water site …
    mentions: tuple[Mention, ...]
    geonames_id: int | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two actors, with the words that tell it."""

    kind: str  # leader of | member of | part of | backed by | also called
    to: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, suffers or speaks, with each mention on the page."""

    id: str
    name: str
    kind: str  # person group government organisation country people
    mentions: tuple[Mention, ...]
    country: str | None = None
    sector: tuple[str, ...] = ()
    title: str | None = None
    relations: tuple[Relation, ...] = ()

    @property
    def named(self) -> bool:
        """Whether a name tells who it is, not only words such as "gunmen" or "he"."""
        return any(mention.kind == "name" for mention in self.mentions)


# ---------------------------------------------------------------- 5 extract


@dataclass(frozen=True, slots=True)
class Status:
    """Whether something happened, and the words or rule that tell."""

    status: str  # actual | future | hypothetical | negated
    why: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What a rule saw in one sentence: one act as it is told once. Numbers are token indices.

    ``actor`` and ``recipient`` are head words of their phrases, one for each coordinated part.
    """

    sentence: int  # index into Analysis.sentences
    trigger: int
    kind: str  # verb | noun
    type: str
    status: Status
    rule: str  # "assault.toml: kill"
    actor: tuple[int, ...] = ()
    recipient: tuple[int, ...] = ()
    place: tuple[int, ...] = ()
    instrument: int | None = None
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int | None = None
    score: float | None = None
    confidence: float = 0.5
    model: float | None = None  # the judge's probability of this type; None where it was not asked
    judged: str | None = None  # the type that the judge holds likelier; None where it agrees


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word something is: the speaker, the words that show it, and how it is said."""

    id: str | None  # an actor's id
    span: Span
    cue: Span | None
    kind: str = "says"  # says claims denies confirms accuses promises threatens predicts orders asks believes …


@dataclass(frozen=True, slots=True)
class Participant:
    """One of an event's actors or recipients. Never shown without ``said_by`` unless affirmed."""

    id: str | None
    span: Span
    polarity: str = "affirmed"  # affirmed | claimed | suspected | denied
    said_by: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class EventPlace:
    id: str
    span: Span
    precision: str = "exact"  # exact | near | admin2 | admin1 | country


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event was; ``id`` and ``span`` are None unless words told it."""

    id: str | None
    span: Span | None
    earliest: date
    latest: date
    basis: str  # words | tense | published


@dataclass(frozen=True, slots=True)
class Count:
    what: str  # killed injured arrested displaced abducted attacks …
    low: int | None
    high: int | None
    span: Span
    whose: str | None = None
    said_by: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of an event: lawful, in self-defence, an accident, a war crime."""

    what: str
    span: Span
    said_by: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of an event. ``span`` is the trigger, ``sentence`` its sentence's span."""

    span: Span
    sentence: Span
    kind: str  # verb noun claim denial caption
    said_by: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """The rule that saw an event ("assault.toml: kill") and the judge's word, if it was asked.

    ``model`` is the judge's probability of the event's type; ``judged`` the type that it holds likelier
    than the rule's ("NONE": nothing passes), None where the two agree.
    """

    rule: str | None
    model: float | None = None
    judged: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    type: str
    status: str  # actual | future | hypothetical | negated
    trigger: Span
    sentence: Span
    actor: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int | None = None
    score: float | None = None
    historical: bool = False
    place: tuple[EventPlace, ...] = ()
    time: EventTime | None = None
    counts: tuple[Count, ...] = ()
    instrument: Instrument | None = None
    claims: tuple[Claim, ...] = ()
    said_by: tuple[Attribution, ...] = ()
    mentions: tuple[EventMention, ...] = ()
    confidence: float | None = None
    why: Why = Why(None)


@dataclass(frozen=True, slots=True)
class Speaker:
    id: str | None
    span: Span
    # The words that a pronoun stands for, where no actor is known.
    named: Span | None = field(default=None, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Quote:
    """Speech. ``span`` leaves the marks out; for indirect speech it is the clause that tells it."""

    id: str
    kind: str  # direct | indirect | mixed
    span: Span
    speaker: Speaker | None
    cue: Span | None
    closed: bool = True
    part_of: str | None = None
    cue_kind: str = "says"  # as Attribution.kind
    addressee: Span | None = None
    # False where the words are talked about, not told: "condemned the strike" does not make the strike its word.
    told: bool = field(default=True, metadata=INTERNAL)
    # Stretches inside that the outlet tells, not the speaker: glosses, and the known act that he comments on.
    beside: tuple[Span, ...] = field(default=(), metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Interval:
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is news, with what it counts. ``low`` or ``high`` is None where open."""

    id: str
    span: Span
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    what: str | None
    whose: str | None = None
    place: tuple[str, ...] = ()
    change: str | None = None  # up | down
    time: Interval | None = None
    compared_to: Interval | None = None
    said_by: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A happening that no rule codes, told by a word of ``happenings.toml``: a death, a fire, a verdict.

    ``parts`` are the phrases that the word governs or is governed by: who, what, where and when.
    """

    trigger: Span
    sentence: Span
    kind: str  # verb | noun | state
    kinds: tuple[str, ...]  # of happenings.toml: "earthquake"
    status: str  # actual | future | hypothetical | negated
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """What passes between a given actor and recipient; ``type`` is None when nothing does."""

    type: str | None
    mode: tuple[str, ...] = ()
    status: str = "actual"
    quad: int | None = None
    score: float | None = None
    confidence: float | None = None
    why: Why = Why(None)


# ---------------------------------------------------------------- the record


@dataclass(frozen=True, slots=True)
class MadeBy:
    program: str
    lexicon: str
    parser: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one page gave: what is printed, stored and exported."""

    made_by: MadeBy
    page: Page
    article: Article
    times: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    # What is merged with other pages though it is no event of a type; of no use to who reads the record.
    occurrences: tuple[Occurrence, ...] = field(default=(), metadata=INTERNAL)
