"""Answers a page at a time. Rows are found by their place in the order, never by counting: each comes once."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Generic, TypeVar

from dateline.errors import UsageError
from dateline.jsontext import SURROGATE
from dateline.store.open import Store, telling
from dateline.store.query.clauses import WIDEST, Clause, Value, prepare

Row = TypeVar("Row")
Question = TypeVar("Question")
BATCH = 1000
MOST_ROWS = 2**31


@dataclass(frozen=True, slots=True)
class Plan(Generic[Row]):
    """A question as SQL: which rows, in what order, and how their keys become records.

    ``source`` is what stands after FROM and has a column ``key``; ``sort`` is a column or expression of it, None
    for the order of keys. Rows without a value to sort by come last.
    """

    source: str
    key: str
    where: Clause
    load: Callable[[sqlite3.Connection, Sequence[int]], Sequence[Row]]
    sort: str | None = None
    descending: bool = False
    sorts_nulls: bool = False
    before: tuple[Value, ...] = ()  # values of the source's own question marks


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """Some rows of an answer; ``next`` is the token to go on from, None at the end."""

    rows: tuple[Row, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """After which row to go on: its value in the order (None among those without one) and its key."""

    value: str | int | float | None
    key: int | None
    nulls: bool = False


START = Position(None, None)


def planned(store: Store, planner: Callable[[sqlite3.Connection, Question], Plan[Row]], asked: Question) -> Plan[Row]:
    """A question as SQL: ``planned(store, event_plan, EventFilter(...))``.

    Raises UsageError on a question that cannot be put, StoreError on a file that cannot be read.
    """
    with telling(store.path):
        prepare(store.db)
        return planner(store.db, asked)


def some(store: Store, plan: Plan[Row], *, limit: int, after: str | None = None) -> Slice[Row]:
    """One page of an answer. Raises UsageError on a token that is not of this question."""
    if not 0 < limit < MOST_ROWS:
        raise UsageError(f"--limit {limit}: at least 1")
    with telling(store.path):
        prepare(store.db)
        keys, _ = _keys(store.db, plan, _position(plan, after), limit + 1)
        more = len(keys) > limit
        rows = tuple(plan.load(store.db, [key for key, _ in keys[:limit]]))
        return Slice(rows, _token(plan, keys[limit - 1][1]) if more else None)


def walk(store: Store, plan: Plan[Row], *, limit: int | None = None, after: str | None = None) -> Iterator[Row]:
    """All rows from a position on, loaded by and by."""
    if limit is not None and not 0 < limit < MOST_ROWS:
        raise UsageError(f"--limit {limit}: at least 1")
    position: Position | None = _position(plan, after)
    left = limit
    while position is not None and left != 0:
        with telling(store.path):
            prepare(store.db)
            keys, position = _keys(store.db, plan, position, BATCH if left is None else min(left, BATCH))
            rows = plan.load(store.db, [key for key, _ in keys])
        yield from rows
        left = None if left is None else left - len(keys)


def count(store: Store, plan: Plan[Row], *, most: int | None = None) -> int:
    """How many rows the whole answer has; with ``most``, no more than so many are counted."""
    with telling(store.path):
        prepare(store.db)
        sql = f"SELECT count(*) FROM {plan.source} WHERE {plan.where.sql}"
        if most is not None:
            sql = f"SELECT count(*) FROM (SELECT 1 FROM {plan.source} WHERE {plan.where.sql} LIMIT {int(most)})"
        return int(_run(store.db, sql, (*plan.before, *plan.where.values)).fetchone()[0])


def _run(db: sqlite3.Connection, sql: str, values: Sequence[Value]) -> sqlite3.Cursor:
    return db.execute(sql, values)


def _keys(
    db: sqlite3.Connection, plan: Plan[Row], position: Position, most: int
) -> tuple[list[tuple[int, Position]], Position | None]:
    """So many keys from a position on, each with its own; then where to go on, None at the end."""
    found: list[tuple[int, Position]] = []
    while len(found) < most:
        wanted = most - len(found)
        sql, values = _query(plan, position)
        rows = _run(db, f"{sql} LIMIT {wanted}", values).fetchall()
        found += [(key, Position(value, key, position.nulls)) for key, value in rows]
        if len(rows) == wanted:
            return found, found[-1][1]
        if position.nulls or not plan.sorts_nulls:
            return found, None
        position = Position(None, None, nulls=True)
    return found, found[-1][1]


def _query(plan: Plan[Row], position: Position) -> tuple[str, tuple[Value, ...]]:
    way, sign = ("DESC", "<") if plan.descending else ("ASC", ">")
    where, values = plan.where.sql, (*plan.before, *plan.where.values)
    if plan.sort is None or position.nulls:
        if plan.sort is not None:
            where += f" AND {plan.sort} IS NULL"
        if position.key is not None:
            where, values = f"{where} AND {plan.key} {sign} ?", (*values, position.key)
        return f"SELECT {plan.key}, NULL FROM {plan.source} WHERE {where} ORDER BY {plan.key} {way}", values
    if plan.sorts_nulls:
        where += f" AND {plan.sort} IS NOT NULL"
    if position.key is not None:
        where += f" AND ({plan.sort}, {plan.key}) {sign} (?, ?)"
        values = (*values, position.value, position.key)
    order = f"{plan.sort} {way}, {plan.key} {way}"
    return f"SELECT {plan.key}, {plan.sort} FROM {plan.source} WHERE {where} ORDER BY {order}", values


def _token(plan: Plan[Row], position: Position) -> str:
    tree = [position.value, position.key, int(position.nulls), _digest(plan)]
    return base64.urlsafe_b64encode(json.dumps(tree).encode()).decode().rstrip("=")


def _position(plan: Plan[Row], token: str | None) -> Position:
    if token is None:
        return START
    try:
        value, key, nulls, digest = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        fits = _fits(key, int) and nulls in (0, 1) and (value is None or _fits(value, str | int | float))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        fits, digest = False, ""
    if not fits or digest != _digest(plan):
        raise UsageError("--after: not a token of this question; take the one that its last answer ended with")
    return Position(value, key, bool(nulls))


def _fits(value: object, kind: type | UnionType) -> bool:
    """Whether SQLite can take it: a token may come from anywhere."""
    if isinstance(value, int) and not -WIDEST <= value < WIDEST:
        return False
    return isinstance(value, kind) and not (isinstance(value, str) and SURROGATE.search(value))


def _digest(plan: Plan[Row]) -> str:
    parts = (plan.source, plan.sort, plan.descending, plan.where.sql, plan.where.values, plan.before)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
