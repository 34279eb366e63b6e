"""Rows as JSON: each an object with the fields of its record (dateline.answers), as one array or one a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from dateline.export.columns import Column
from dateline.jsontext import one_line, plain


def write_json(out: TextIO, rows: Iterable[Any], *, columns: Sequence[Column] = ()) -> int:
    """One array, a row a line; gives the number of rows. Rows that are tuples take their keys from ``columns``."""
    count = 0
    out.write("[")
    for count, row in enumerate(rows, 1):
        out.write(("\n" if count == 1 else ",\n") + row_json(row, columns))
    out.write("\n]\n" if count else "]\n")
    return count


def write_jsonl(out: TextIO, rows: Iterable[Any], *, columns: Sequence[Column] = ()) -> int:
    count = 0
    for row in rows:
        out.write(row_json(row, columns) + "\n")
        count += 1
    return count


def row_json(row: Any, columns: Sequence[Column] = ()) -> str:
    """A row as one line."""
    return one_line(plain({c.name: c.cell(row) for c in columns}) if columns else plain(row))
