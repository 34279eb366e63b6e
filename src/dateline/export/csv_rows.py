"""Rows as CSV after RFC 4180, in UTF-8, lines ending in CR LF; an empty cell is unknown."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from dateline.export.columns import Cell, Column

# A spreadsheet takes a cell that begins so for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(out: TextIO, columns: Sequence[Column], rows: Iterable[Any]) -> int:
    """Writes the head and the rows; gives their number. ``out`` must leave line ends alone (newline="")."""
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns])
    count = 0
    for row in rows:
        writer.writerow([_shown(column.cell(row)) for column in columns])
        count += 1
    return count


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return guarded(cell)
    return repr(cell) if isinstance(cell, float) else str(cell)


def guarded(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe stands before a formula's first letter, and before its own kind."""
    return "'" + text if text.startswith((*FORMULA, "'")) else text


def unguarded(cell: str) -> str:
    """The text that a guarded cell was made from."""
    return cell[1:] if cell.startswith("'") else cell
