"""What the store answers: one record a row, whole, so that nothing needs to be looked up again.

Names are told as the page's own words (``words``) and as the actor or place they stand for (``name``, None where
none is known). Unknown is None or an empty tuple. Days are ``datetime.date``; an uncertain time is an interval,
both days included. A participant who is claimed, suspected or denied carries those who say so: show them together.
Field names are the keys of ``--json`` and ``--jsonl``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.records import Interval, Span


@dataclass(frozen=True, slots=True)
class PageRef:
    """The page that a row was read from. ``copy_of`` is the id of the page that this one repeats."""

    id: str
    source: str
    outlet: str | None = None
    headline: str | None = None
    url: str | None = None
    published: Interval | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Teller:
    """Whose word something is. ``named`` is False where the cue stands for a speaker whom nobody names."""

    name: str | None
    words: str
    kind: str  # says claims denies confirms accuses …
    cue: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody on a page: the words there, and the actor they stand for where one is known."""

    words: str
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    sector: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Party(Who):
    """An event's actor or recipient. Unless ``affirmed``, never to be shown without ``said_by``."""

    polarity: str = "affirmed"  # affirmed claimed suspected denied
    said_by: tuple[Teller, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """A place of an event or figure; ``precision`` (exact near admin2 admin1 country) is told of events only."""

    name: str
    kind: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    earliest: date
    latest: date
    basis: str  # words tense published
    words: str | None = None  # the page's, where they tell it


@dataclass(frozen=True, slots=True)
class Tally:
    """Killed, injured, arrested …; ``low`` or ``high`` is None where open."""

    what: str
    low: int | None
    high: int | None
    words: str
    whose: str | None = None
    said_by: tuple[Teller, ...] = ()


@dataclass(frozen=True, slots=True)
class Charge:
    """What is said of an event: lawful, in self-defence, an accident, a war crime."""

    what: str
    words: str
    said_by: tuple[Teller, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as one page tells it. ``id`` holds within its page; ``tellings`` is how often the page tells it."""

    id: str
    type: str
    status: str  # actual future hypothetical negated
    page: PageRef
    time: When | None
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    place: tuple[Where, ...]
    counts: tuple[Tally, ...]
    said_by: tuple[Teller, ...]
    claims: tuple[Charge, ...]
    mode: tuple[str, ...]
    context: tuple[str, ...]
    quad: int | None
    score: float | None
    cameo: str | None
    historical: bool
    instrument: str | None
    trigger: str
    sentence: str
    tellings: int
    confidence: float | None
    rule: str | None
    happening: str | None = None  # the id of what several pages may tell; None where its page was not merged


@dataclass(frozen=True, slots=True)
class QuoteRow:
    id: str
    kind: str  # direct indirect mixed
    words: str
    speaker: Who | None
    cue: str | None
    cue_kind: str
    closed: bool
    part_of: str | None
    addressee: str | None
    page: PageRef


@dataclass(frozen=True, slots=True)
class FigureRow:
    id: str
    words: str
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    what: str | None
    change: str | None
    whose: Who | None
    place: tuple[Where, ...]
    time: Interval | None
    compared_to: Interval | None
    said_by: tuple[Teller, ...]
    page: PageRef


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor of the whole store: the same name, kind and country on how many pages, and what for.

    ``sector`` and ``title`` are those of the newest page. ``first`` and ``last`` are days of publication.
    """

    name: str
    kind: str
    country: str | None
    sector: tuple[str, ...]
    title: str | None
    pages: int
    as_actor: int
    as_recipient: int
    quotes: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of the whole store, and how many pages and events name it."""

    name: str
    kind: str
    country: str | None
    admin1: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    pages: int
    events: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PageRow:
    id: str
    source: str
    outlet: str | None
    headline: str | None
    url: str | None
    published: Interval | None
    basis: str | None  # how the day of publication is known
    language: str | None
    events: int
    quotes: int
    figures: int
    copy_of: str | None
    added: str  # UTC


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that a search found. ``marked`` are the found words within ``snippet``, in code points of it."""

    page: PageRef
    snippet: str
    marked: tuple[Span, ...]
    rank: float  # the lower the better


@dataclass(frozen=True, slots=True)
class SqlAnswer:
    """What ``--sql`` gives; ``cut`` where there were more rows than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | bytes | None, ...], ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """How many have one and the same interval; both days are None where no time is known."""

    earliest: date | None
    latest: date | None
    count: int


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a trend.

    ``value`` is ``events``, or events a page where asked for; None where no page was read: a gap, not a zero.
    ``change`` is value over ``year_before`` less 1; ``p_value`` tells how easily chance gives such a difference.
    """

    label: str  # 2024-03-05, 2024-W10, 2024-03, 2024-Q1, 2024
    first: date
    last: date
    events: float
    pages: float
    value: float | None
    year_before: float | None = None
    change: float | None = None
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """The level changed with the period ``label``; ``before`` and ``after`` are means of the two sides."""

    label: str
    first: date
    before: float
    after: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts over time. ``left_out`` counts the events that stand in no period, by reason."""

    by: str
    of: str  # what is counted, in words
    per_pages: bool
    rule: str  # what became of events whose interval spans several periods: spread, first, skip
    periods: tuple[Period, ...]
    change_points: tuple[ChangePoint, ...] | None  # None: not looked for
    spanning: int
    left_out: tuple[tuple[str, int], ...]
    notes: tuple[str, ...] = ()
