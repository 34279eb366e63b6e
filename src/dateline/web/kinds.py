"""The kinds of rows that are served, and their options: the fields of the kind's filter, as on the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_args, get_type_hints

from dateline.answers import ActorRow, EventRow, FigureRow, Hit, PageRow, PlaceRow, QuoteRow
from dateline.asking import Found, Record
from dateline.errors import UsageError
from dateline.happening import HappeningRow
from dateline.store.query.clauses import refuse
from dateline.store.query.filters import (
    ActorFilter,
    Asked,
    EventFilter,
    FigureFilter,
    HappeningFilter,
    PageFilter,
    PlaceFilter,
    QuoteFilter,
    SearchFilter,
)

WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
PAGE = 50  # rows of an answer where --limit doesn't tell
MOST = 500
LONGEST = 2_000  # letters of a value; a token holds the value of a row, which may be longer
Given = Sequence[tuple[str, str]]  # the names and values of an address, in their order


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row by the name of its command."""

    name: str
    form: type[Asked]
    row: type
    doc: str


EVENTS = Kind("events", EventFilter, EventRow, "Events: who did what to whom, where, when, and who says so.")
HAPPENINGS = Kind("happenings", HappeningFilter, HappeningRow, "Happenings: what several pages tell of.")
SEARCH = Kind("search", SearchFilter, Hit, "Pages by their words, best first.")
KINDS = (
    EVENTS,
    HAPPENINGS,
    Kind("quotes", QuoteFilter, QuoteRow, "What was said, and by whom."),
    Kind("figures", FigureFilter, FigureRow, "Numbers that are news."),
    Kind("actors", ActorFilter, ActorRow, "Who is named, and on how many pages."),
    Kind("places", PlaceFilter, PlaceRow, "Places named, and on how many pages."),
    Kind("pages", PageFilter, PageRow, "Pages in the store, each in its newest version."),
    SEARCH,
)


@dataclass(frozen=True, slots=True)
class Option:
    """A field of a filter. ``kind`` is text, whole, number, flag, pair, words or wholes; the last two take several."""

    name: str  # as on the command line, without the dashes before it
    field: str
    kind: str
    help: str
    default: Any


@cache
def options_of(kind: Kind) -> tuple[Option, ...]:
    """The options of a filter; those that every kind has stand last."""
    hints = get_type_hints(kind.form, include_extras=True)
    shared = [f.name for f in fields(Asked)]
    order = sorted(fields(kind.form), key=lambda f: f.name in shared)
    return tuple(_option(f.name, f.default, *get_args(hints[f.name])[:2]) for f in order)


def _option(name: str, default: Any, hint: Any, help_: str) -> Option:
    return Option(name.replace("_", "-"), name, _kind(hint, default), help_, default)


def _kind(hint: Any, default: Any) -> str:
    if hint in (bool, bool | None):
        return "flag"
    if hint in (int, int | None):
        return "whole"
    if hint == float | None:
        return "number"
    if hint == tuple[str, str] | None:
        return "pair"
    if hint == tuple[int, ...]:
        return "wholes"
    return "words" if isinstance(default, tuple) else "text"


def values_of(kind: Kind, given: Given) -> dict[str, Any]:
    """What an address asks, as the filter's fields; an empty value asks for nothing.

    Raises UsageError on an unknown name, on one told twice that takes one value, and on what is no number.
    """
    options = {option.name: option for option in options_of(kind)}
    told: dict[str, list[str]] = {}
    for name, value in given:
        if name not in options:
            refuse("option", name, f"unknown; the options are {', '.join(options)}")
        if len(value) > LONGEST and name != "after":
            refuse(f"--{name}", value, f"{len(value)} letters are too many; {LONGEST} at most")
        if value.strip():
            told.setdefault(name, []).append(value)
    return {options[name].field: _value(options[name], values) for name, values in told.items()}


def _value(option: Option, values: Sequence[str]) -> Any:
    flag = f"--{option.name}"
    if option.kind in ("words", "wholes"):
        parts = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
        return parts if option.kind == "words" else tuple(_whole(flag, part) for part in parts)
    if option.kind == "pair":
        if len(values) != 2:
            refuse(flag, ", ".join(values), "takes two values; tell it twice")
        return values[0], values[1]
    if len(values) > 1:
        refuse(flag, ", ".join(values), "takes one value")
    return _one(option.kind, flag, values[0])


def _one(kind: str, flag: str, value: str) -> Any:
    if kind == "flag":
        if value.lower() not in FLAGS:
            refuse(flag, value, "write true or false")
        return FLAGS[value.lower()]
    if kind == "whole":
        return _whole(flag, value)
    if kind == "number":
        try:
            return float(value)
        except ValueError:
            refuse(flag, value, "not a number")
    return value


def _whole(flag: str, value: str) -> int:
    if WHOLE.fullmatch(value.strip()) is None:
        refuse(flag, value, "not a whole number")
    return int(value)


def found_of(record: Record, kind: Kind, values: dict[str, Any]) -> Found[Any]:
    """The answer to what is asked. Raises UsageError where it can't be asked for."""
    if kind is SEARCH:
        return record.search(**{"words": "", **values})
    found: Found[Any] = getattr(record, kind.name)(**values)
    return found


def size_of(values: dict[str, Any]) -> int:
    """How many rows one answer is to have."""
    size: int = values.get("limit", PAGE)
    if not 0 < size <= MOST:
        raise UsageError(f"--limit {size}: 1 to {MOST}; go on with --after")
    return size


def without(given: Given, *names: str) -> list[tuple[str, str]]:
    """An address's names and values but for some, and the empty ones."""
    return [(name, value) for name, value in given if name not in names and value.strip()]
