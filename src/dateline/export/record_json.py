"""The record as JSON, after the contract in docs/record.md."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from dateline.records import SCHEMA, Reading, Skipped

# Line ends that JSON leaves as they are and line readers cut at: written as escapes, so that a record is one line.
LINE_ENDS = str.maketrans({c: f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"})


def to_json(reading: Reading) -> str:
    """One line of JSON, in the article's own letters; lone surrogates, which UTF-8 cannot hold, are escaped."""
    return one_line(to_tree(reading))


def one_line(tree: Any) -> str:
    """JSON that holds no line end of any kind."""
    line = json.dumps(tree, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(tree)
    return line.translate(LINE_ENDS)


def skipped_json(skipped: Skipped) -> str:
    """The line that stands for an article that gave no record, so that answers stay in step with the input."""
    return one_line(
        {"id": skipped.item_id, "schema": "dateline.skipped/1", "reason": skipped.reason, "detail": skipped.detail}
    )


def plain_json(value: Any) -> str:
    """Any record as one line of JSON."""
    return one_line(plain(value))


def to_tree(reading: Reading) -> dict[str, Any]:
    """The record as dicts and lists; articles that came with an id of their owner's have it on top."""
    tree: dict[str, Any] = {}
    if reading.page.given.item_id is not None:
        tree["id"] = reading.page.given.item_id
    tree["schema"] = SCHEMA
    tree.update(plain(reading))
    return tree


def plain(value: Any) -> Any:
    """Any record, date, span or tuple of them as JSON's own types; internal fields are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _public(type(value))}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


@cache
def _public(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if not f.metadata.get("internal"))
