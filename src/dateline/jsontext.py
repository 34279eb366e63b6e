"""Records as JSON and back: the names of the fields are the names in the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

# Line ends that JSON leaves as they are and line readers cut at: written as escapes, so that a record is one line.
LINE_ENDS = str.maketrans({c: f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"})

SURROGATE = re.compile("[\ud800-\udfff]")  # UTF-8 cannot hold one; the record's JSON escapes it

T = TypeVar("T")


def one_line(tree: Any) -> str:
    """JSON that holds no line end of any kind; lone surrogates, which UTF-8 cannot hold, are escaped."""
    line = json.dumps(tree, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(tree)
    return line.translate(LINE_ENDS)


def sound(text: str) -> str:
    """Text that UTF-8 holds: U+FFFD for a lone surrogate, one for one, so that spans hold."""
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def plain(value: Any) -> Any:
    """Any record, date, span or tuple of them as JSON's own types; internal fields are left out."""
    if value is None or isinstance(value, str | int):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in public_names(type(value))}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


@cache
def public_names(kind: type) -> tuple[str, ...]:
    """The fields of a record that its JSON shows, in order."""
    return tuple(f.name for f in fields(kind) if not f.metadata.get("internal"))


def from_tree(kind: type[T], tree: Any) -> T:
    """The record that ``plain`` made into ``tree``: equal to it in every public field.

    Internal fields have their defaults (b"" for bytes without one), keys that the record lacks are passed
    over, public fields that the tree lacks have their defaults: a record of an older version is read as well
    as it can be. Raises ValueError where the tree is no such record.
    """
    try:
        made: T = _maker(cast(Any, kind))(tree)
    except (AttributeError, KeyError, TypeError, ValueError) as err:
        raise ValueError(f"not the JSON of a {kind.__name__}: {type(err).__name__}: {err}") from err
    return made


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of an annotated type from JSON's own."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        (other,) = [a for a in inner if a is not NoneType]
        make = _maker(other)
        return lambda tree: None if tree is None else make(tree)
    if origin is tuple:
        make = _maker(inner[0])
        return lambda tree: tuple(make(item) for item in tree)
    if is_dataclass(kind):
        return _record_maker(kind)
    if isinstance(kind, type) and issubclass(kind, tuple):  # a NamedTuple: Span
        return lambda tree: kind(*tree)
    if kind is date:
        return date.fromisoformat
    if kind is float:
        return float  # 1.0 is written as 1
    if kind in (str, int, bool):
        return lambda tree: _checked(kind, tree)
    raise TypeError(f"no way from JSON to {kind!r}")


def _record_maker(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    makers = {name: _maker(hints[name]) for name in public_names(kind)}
    needed = {f.name: b"" for f in fields(kind) if f.metadata.get("internal") and hints[f.name] is bytes}
    needed = {name: empty for name, empty in needed.items() if _has_no_default(kind, name)}

    def make(tree: Any) -> Any:
        return kind(**needed, **{name: make(tree[name]) for name, make in makers.items() if name in tree})

    return make


def _has_no_default(kind: Any, name: str) -> bool:
    return next(f.default is MISSING and f.default_factory is MISSING for f in fields(kind) if f.name == name)


def _checked(kind: type, tree: Any) -> Any:
    if type(tree) is not kind:
        raise TypeError(f"expected {kind.__name__}, found {tree!r}")
    return tree
