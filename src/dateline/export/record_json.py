"""The record as JSON, after the contract in docs/record.md."""

from __future__ import annotations

from typing import Any

from dateline.jsontext import one_line, plain
from dateline.records import SCHEMA, Reading, Skipped


def to_json(reading: Reading) -> str:
    """One line of JSON, in the article's own letters; lone surrogates, which UTF-8 cannot hold, are escaped."""
    return one_line(to_tree(reading))


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
