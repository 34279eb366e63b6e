"""Everything as Parquet: a folder with a file a table, the store's tables with typed columns and lists.

Names and columns are those of docs/store.md: `x` is words, `x_start` and `x_end` their half-open code points of
article.text; `key` names a row, `page`, `event`, `actor_key` and the like point at one, in this folder only. Flags
are true and false here, days are dates, lists are lists. Ids that hold across pages and stores stand last: `event_id`,
`actor_id`, `place_id`; and with events and participants, in words, whose word they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import flatten, ids
from dateline.errors import UsageError
from dateline.export import wording
from dateline.export.columns import integer, own, text
from dateline.export.frames import arrow_schema, parquet_writer, record_batch
from dateline.export.manner import Manner
from dateline.handed import HandedPage
from dateline.records import Attribution
from dateline.rows import row_maker

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

LACKS = ("parquet: pages' own bytes and articles' blocks are not in it.",)
OPTION = "--as parquet"
PAGES = 500  # after so many pages what was gathered is written
Row = Sequence[Any]
PAGE = (
    text("id", lambda p: p.ref.id), text("source", lambda p: p.ref.source),
    text("media_type", lambda p: p.reading.page.media_type), integer("bytes", lambda p: p.reading.page.bytes),
    text("copy_of", lambda p: p.ref.copy_of), own("added"),
    text("made_by_program", lambda p: p.reading.made_by.program),
    text("made_by_lexicon", lambda p: p.reading.made_by.lexicon),
    text("made_by_parser", lambda p: p.reading.made_by.parser),
    text("made_by_model", lambda p: p.reading.made_by.model),
)  # fmt: skip
READ: Mapping[str, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "flag": bool,
    "words": json.loads,
    "spans": json.loads,
}
# Columns behind the store's own, by table.
MORE = {
    "event": (("event_id", "text"), ("happening", "text"), ("said_by", "text")),
    "participant": (("said_by", "text"),),
    "actor": (("actor_id", "text"), ("named", "flag")),
    "place": (("place_id", "text"),),
}


@dataclass(slots=True)
class Table:
    """One file in the making."""

    kinds: tuple[str, ...]
    schema: pyarrow.Schema
    writer: parquet.ParquetWriter
    waiting: list[Row] = field(default_factory=list)
    rows: int = 0

    def flush(self) -> None:
        """Writes what waits."""
        if self.waiting:
            values = [_typed(kind, [row[i] for row in self.waiting]) for i, kind in enumerate(self.kinds)]
            self.writer.write_batch(record_batch(self.schema, values))
            self.rows += len(self.waiting)
            self.waiting.clear()


def write_tables(folder: str, pages: Iterable[HandedPage], manner: Manner) -> int:
    """Writes a file a table into a folder, which is made where it isn't there; gives the number of rows of all.

    Raises UsageError where pyarrow is missing or the folder can't be written.
    """
    shapes = {name: list(_columns(name)) for name in ("page", *flatten.TABLES)}
    schemas = {name: arrow_schema(OPTION, shape) for name, shape in shapes.items()}
    _make_folder(folder)
    with ExitStack() as stack:
        tables = {
            name: Table(
                tuple(kind for _, kind in shape),
                schemas[name],
                stack.enter_context(parquet_writer(OPTION, str(Path(folder, f"{name}.parquet")), schemas[name])),
            )
            for name, shape in shapes.items()
        }
        _fill(tables, pages)
        return sum(table.rows for table in tables.values())


def _make_folder(folder: str) -> None:
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise UsageError(f"{OPTION} --to {folder}: a folder of files, which can't be made: {err.strerror}") from err


def _fill(tables: Mapping[str, Table], pages: Iterable[HandedPage]) -> None:
    for key, page in zip(count(1), pages, strict=False):
        tables["page"].waiting.append((key, *(column.cell(page) for column in PAGE)))
        asked = replace(page, reading=replace(page.reading, events=page.events))
        first = {name: tables[name].rows + len(tables[name].waiting) + 1 for name in flatten.TABLES}
        more = _more(asked)
        for name, rows in flatten.rows_of(asked.reading, page=key, first=first).tables.items():
            added = more.get(name) or [()] * len(rows)
            tables[name].waiting += [(*row, *cells) for row, cells in zip(rows, added, strict=True)]
        if key % PAGES == 0:
            _flush(tables)
    _flush(tables)


def _flush(tables: Mapping[str, Table]) -> None:
    for table in tables.values():
        table.flush()


def _more(page: HandedPage) -> Mapping[str, list[Row]]:
    """The cells of the columns of ``MORE``, a row each, in the order of the tables' rows."""
    reading, key = page.reading, page.ref.id
    maker = row_maker(reading, ref=page.ref)

    def whose(said_by: Iterable[Attribution]) -> str | None:
        return wording.chain(maker.tellers(said_by)) or None

    parts = [part for event in reading.events for part in (*event.actor, *event.recipient)]
    return {
        "event": [
            (ids.event_id(reading.page, event), page.happenings.get(event.id), whose(event.said_by))
            for event in reading.events
        ],
        "participant": [(whose(part.said_by),) for part in parts],
        "actor": [(ids.actor_id(actor, key), ids.is_named(actor)) for actor in reading.actors],
        "place": [(ids.place_id(place),) for place in reading.places],
    }


def _columns(name: str) -> Iterator[tuple[str, str]]:
    if name == "page":
        yield from (("key", "int"), *((column.name, column.kind) for column in PAGE))
        return
    yield from zip(flatten.columns(name), flatten.kinds(name), strict=True)
    yield from MORE.get(name, ())


def _typed(kind: str, cells: list[Any]) -> list[Any]:
    """SQLite's cells as those of the kind: days as dates, flags as truth values, lists as lists."""
    read = READ.get(kind)
    return cells if read is None else [None if cell is None else read(cell) for cell in cells]
