"""Rows as Parquet files and as pandas' data frames; both need the extra ``frames``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.export.columns import Cell, Column

if TYPE_CHECKING:
    import pandas
    import pyarrow
    from pyarrow import parquet

BATCH = 10_000
NEEDED = 'needs a package that is not installed; pip install "dateline[frames]"'
PANDAS = {"text": "string", "int": "Int64", "real": "Float64", "flag": "boolean", "day": "datetime64[s]"}


def write_parquet(path: str, columns: Sequence[Column], rows: Iterable[Any]) -> int:
    """One file, by batches; gives the number of rows. Raises UsageError where pyarrow is missing or can't write."""
    schema = arrow_schema("--parquet", ((column.name, column.kind) for column in columns))
    stream, count = iter(rows), 0
    with parquet_writer("--parquet", path, schema) as writer:
        while batch := list(islice(stream, BATCH)):
            writer.write_batch(record_batch(schema, cells(columns, batch)))
            count += len(batch)
    return count


def arrow_schema(option: str, columns: Iterable[tuple[str, str]]) -> pyarrow.Schema:
    """Names with kinds as pyarrow's types. Raises UsageError, which names the option, where pyarrow is missing."""
    try:
        import pyarrow
    except ImportError as err:
        raise UsageError(f"{option}: {NEEDED}") from err
    types = {
        "text": pyarrow.string(),
        "int": pyarrow.int64(),
        "real": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "day": pyarrow.date32(),
        "mixed": pyarrow.string(),
        "words": pyarrow.list_(pyarrow.string()),
        "spans": pyarrow.list_(pyarrow.list_(pyarrow.int64())),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in columns])


@contextmanager
def parquet_writer(option: str, path: str, schema: pyarrow.Schema) -> Iterator[parquet.ParquetWriter]:
    """A file that is written by batches. Raises UsageError, which names option and path, where it can't be."""
    from pyarrow import parquet

    try:
        with parquet.ParquetWriter(path, schema) as writer:
            yield writer
    except OSError as err:
        raise UsageError(f"{option} {path}: can't be written: {err.strerror or err}") from err


def record_batch(schema: pyarrow.Schema, values: Sequence[Sequence[Any]]) -> pyarrow.RecordBatch:
    """Cells by column as a batch."""
    import pyarrow

    arrays = [pyarrow.array(found, type=schema.field(i).type) for i, found in enumerate(values)]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def to_pandas(columns: Sequence[Column], rows: Iterable[Any]) -> pandas.DataFrame:
    """A data frame, typed: unknown is NA, days are timestamps. Raises UsageError where pandas is missing."""
    try:
        import pandas
    except ImportError as err:
        raise UsageError(f"to_pandas: {NEEDED}") from err
    values = cells(columns, list(rows))
    made = {
        column.name: pandas.Series(found, dtype=PANDAS.get(column.kind, "object"))
        for column, found in zip(columns, values, strict=True)
    }
    return pandas.DataFrame(made)


def cells(columns: Sequence[Column], rows: Sequence[Any]) -> list[list[Cell]]:
    """The cells by column."""
    return [[_fits(column, column.cell(row)) for row in rows] for column in columns]


def _fits(column: Column, cell: Cell) -> Cell:
    return str(cell) if column.kind == "mixed" and cell is not None else cell
