"""Tables in other projects' shapes as lines of text.

What would part a cell or a line within a tab-separated one becomes a space, and its double quotes become single:
these tables are not quoted, but some readers take a quote at a cell's start for one. Text that a spreadsheet would
run as a formula gets an apostrophe before it; numbers stay numbers. A lone surrogate, which UTF-8 can't hold, is
U+FFFD.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.export.columns import Cell, Column
from dateline.export.csv_rows import FORMULA
from dateline.jsontext import sound


def tabbed(columns: Sequence[Column], rows: Iterable[Any], *, head: bool, unknown: str = "") -> Iterator[str]:
    """Tab-separated lines; ``unknown`` stands where a cell is None."""
    if head:
        yield "\t".join(column.name for column in columns) + "\n"
    for row in rows:
        cells = (unknown if (cell := column.cell(row)) is None else _shown(cell) for column in columns)
        yield "\t".join(cells).replace('"', "'") + "\n"


def commaed(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[str]:
    """Comma-separated lines after RFC 4180, a head first; an empty cell is unknown."""
    out = io.StringIO()
    writer = csv.writer(out)
    for cells in _with_head(columns, rows):
        writer.writerow(cells)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _with_head(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[list[str]]:
    yield [column.name for column in columns]
    for row in rows:
        yield ["" if (cell := column.cell(row)) is None else _shown(cell) for column in columns]


def _shown(cell: Cell) -> str:
    """A cell on one line, safe."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return repr(cell)
    if not isinstance(cell, str):
        return str(cell)
    line = " ".join(sound(cell).split())
    return "'" + line if line.startswith(FORMULA) else line
