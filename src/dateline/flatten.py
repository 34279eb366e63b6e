"""A reading as rows: what stands in the tables of schema.sql, made from the record and nothing else.

The rules by which a record's fields become columns are told at the head of schema.sql.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from dateline.jsontext import plain, public_names, sound
from dateline.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    Count,
    Event,
    EventMention,
    EventPlace,
    Figure,
    Mention,
    Participant,
    Place,
    Quote,
    Reading,
    Relation,
    Span,
    Timex,
)

Value = str | int | float | bytes | None
Row = tuple[Value, ...]

# Each table with the record whose fields it holds and the columns that tie it to others; parents before children.
TABLES: Mapping[str, tuple[type | None, tuple[str, ...]]] = {
    "article": (Article, ()),
    "timex": (Timex, ()),
    "place": (Place, ()),
    "place_mention": (Mention, ("place",)),
    "actor": (Actor, ()),
    "actor_mention": (Mention, ("actor",)),
    "relation": (Relation, ("actor", "to_key")),
    "event": (Event, ()),
    "participant": (Participant, ("event", "role", "actor_key")),
    "event_place": (EventPlace, ("event", "place_key")),
    "event_count": (Count, ("event", "whose_key")),
    "event_claim": (Claim, ("event",)),
    "event_mention": (EventMention, ("event",)),
    "quote": (Quote, ("speaker_key",)),
    "figure": (Figure, ("whose_key",)),
    "figure_place": (None, ("figure", "id", "place_key")),
    "attribution": (Attribution, ("owner_kind", "owner", "actor_key")),
}
# The indexes of words (FTS5) over those tables, kept in step by triggers.
INDEXES = ("article_words", "place_words", "actor_words", "quote_words")
# Fields that no column holds: lists of records, which have tables of their own, and blocks, which only the record has.
APART: Mapping[type, frozenset[str]] = {
    Article: frozenset({"blocks"}),
    Place: frozenset({"mentions"}),
    Actor: frozenset({"mentions", "relations"}),
    Event: frozenset({"actor", "recipient", "place", "counts", "claims", "said_by", "mentions"}),
    Participant: frozenset({"said_by"}),
    Count: frozenset({"said_by"}),
    Claim: frozenset({"said_by"}),
    EventMention: frozenset({"said_by"}),
    Figure: frozenset({"said_by"}),
}
WIDEST = 2**63  # of SQLite's integers
KINDS = {str: "text", int: "int", float: "real", bool: "flag", date: "day"}


@cache
def columns(table: str) -> tuple[str, ...]:
    """The columns of a table in the order of ``Rows``; the schema has the same, a test sees to it."""
    kind, ties = TABLES[table]
    return ("key", "page", *ties, *(_columns(kind) if kind else ()))


@cache
def kinds(table: str) -> tuple[str, ...]:
    """What each column holds, in the order of ``columns``: text, int, real, flag, day, words or spans.

    A row has flags as 0 and 1, days as ISO text, and lists of words or spans as JSON.
    """
    kind, ties = TABLES[table]
    tied = ["text" if name in TEXT_TIES else "int" for name in ties]
    return ("int", "int", *tied, *(_kinds(kind) if kind else ()))


@cache
def listed(table: str) -> str:
    """The columns as SQL names them: in brackets, since SQLite takes a wrong name in double quotes for a text."""
    return ", ".join(f"[{name}]" for name in columns(table))


TEXT_TIES = frozenset({"role", "id", "owner_kind"})  # the other ties are keys


@dataclass(slots=True)
class Rows:
    """The rows of one reading by table, each in the order of ``columns``."""

    page: int
    first: Mapping[str, int]
    text: str
    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def add(self, table: str, record: Any, *ties: Value) -> int:
        """Puts a record down and gives its key."""
        rows = self.tables[table]
        key = self.first.get(table, 1) + len(rows)
        rows.append((key, self.page, *ties, *(_values(record, self.text) if record is not None else ())))
        return key


def rows_of(reading: Reading, *, page: int, first: Mapping[str, int]) -> Rows:
    """All rows of a reading. ``first`` is the key that the first row of each table gets; 1 where not told."""
    rows = Rows(page, first, sound(reading.article.text))
    rows.add("article", reading.article)
    for timex in reading.times:
        rows.add("timex", timex)
    places = {p.id: rows.add("place", p) for p in reading.places}
    for place in reading.places:
        for mention in place.mentions:
            rows.add("place_mention", mention, places[place.id])
    actors = {a.id: rows.add("actor", a) for a in reading.actors}
    for actor in reading.actors:
        for mention in actor.mentions:
            rows.add("actor_mention", mention, actors[actor.id])
        for relation in actor.relations:
            rows.add("relation", relation, actors[actor.id], actors.get(relation.to))
    for event in reading.events:
        _add_event(rows, event, actors, places)
    for quote in reading.quotes:
        rows.add("quote", quote, actors.get(quote.speaker.id or "") if quote.speaker else None)
    for figure in reading.figures:
        key = rows.add("figure", figure, actors.get(figure.whose or ""))
        _add_said_by(rows, "figure", key, figure.said_by, actors)
        for place_id in figure.place:
            rows.add("figure_place", None, key, place_id, places.get(place_id))
    return rows


def _add_event(rows: Rows, event: Event, actors: Mapping[str, int], places: Mapping[str, int]) -> None:
    key = rows.add("event", event)
    _add_said_by(rows, "event", key, event.said_by, actors)
    for role, parties in (("actor", event.actor), ("recipient", event.recipient)):
        for party in parties:
            owner = rows.add("participant", party, key, role, actors.get(party.id or ""))
            _add_said_by(rows, "participant", owner, party.said_by, actors)
    for place in event.place:
        rows.add("event_place", place, key, places.get(place.id))
    for count in event.counts:
        owner = rows.add("event_count", count, key, actors.get(count.whose or ""))
        _add_said_by(rows, "event_count", owner, count.said_by, actors)
    for claim in event.claims:
        owner = rows.add("event_claim", claim, key)
        _add_said_by(rows, "event_claim", owner, claim.said_by, actors)
    for mention in event.mentions:
        owner = rows.add("event_mention", mention, key)
        _add_said_by(rows, "event_mention", owner, mention.said_by, actors)


def _add_said_by(
    rows: Rows, owner_kind: str, owner: int, said_by: Iterable[Attribution], actors: Mapping[str, int]
) -> None:
    for said in said_by:
        rows.add("attribution", said, owner_kind, owner, actors.get(said.id or ""))


def _values(record: Any, text: str) -> tuple[Value, ...]:
    kind: Any = type(record)
    return tuple(value for name, spread in _spreads(kind) for value in spread(getattr(record, name), text))


def _columns(kind: type, prefix: str = "") -> tuple[str, ...]:
    """The columns of a record's fields, in the fields' order."""
    hints = get_type_hints(kind)
    names: list[str] = []
    for name in _kept(kind):
        inner = _stripped(hints[name])
        if inner is Span:
            names += [prefix + name, f"{prefix}{name}_start", f"{prefix}{name}_end"]
        elif is_dataclass(inner):
            names += _columns(inner, f"{prefix}{name}_")  # type: ignore[arg-type]
        else:
            names.append(prefix + name)
    return tuple(names)


def _kinds(kind: type) -> Iterator[str]:
    """The kinds of ``_columns``."""
    hints = get_type_hints(kind)
    for name in _kept(kind):
        inner = _stripped(hints[name])
        if inner is Span:
            yield from ("text", "int", "int")
        elif is_dataclass(inner):
            yield from _kinds(inner)  # type: ignore[arg-type]
        elif get_origin(inner) is tuple:
            yield "spans" if get_args(inner)[0] is Span else "words"
        else:
            yield KINDS[inner]


Spread = Callable[[Any, str], tuple[Value, ...]]


@cache
def _spreads(kind: Any) -> tuple[tuple[str, Spread], ...]:
    """Each field with the function that makes its columns' values from its value and the article's text."""
    hints = get_type_hints(kind)
    return tuple((name, _spread_of(_stripped(hints[name]))) for name in _kept(kind))


def _spread_of(inner: Any) -> Spread:
    if inner is Span:
        return lambda span, text: (None, None, None) if span is None else (span.words(text), span.start, span.end)
    if is_dataclass(inner):
        width = len(_columns(inner))  # type: ignore[arg-type]
        return lambda value, text: (None,) * width if value is None else _values(value, text)
    if get_origin(inner) is tuple:
        return lambda value, text: (sound(json.dumps(plain(value), ensure_ascii=False)),)
    return lambda value, text: (_cell(value),)


def _cell(value: Any) -> Value:
    """A single value as SQLite holds it; an integer that is too wide for it is in the record only."""
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return int(value) if -WIDEST <= value < WIDEST else None
    assert value is None or isinstance(value, float), value
    return value


def _kept(kind: type) -> tuple[str, ...]:
    return tuple(name for name in public_names(kind) if name not in APART.get(kind, ()))


def _stripped(hint: Any) -> Any:
    """The type without its "or None"."""
    if get_origin(hint) is UnionType:
        (inner,) = [a for a in get_args(hint) if a is not NoneType]
        return inner
    return hint
