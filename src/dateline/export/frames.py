"""Rows as Parquet files and as pandas' data frames; both need the extra ``frames``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.export.columns import Cell, Column

if TYPE_CHECKING:
    import pandas

BATCH = 10_000
NEEDED = 'needs a package that is not installed; pip install "dateline[frames]"'
PANDAS = {"text": "string", "int": "Int64", "real": "Float64", "flag": "boolean", "day": "datetime64[s]"}


def write_parquet(path: str, columns: Sequence[Column], rows: Iterable[Any]) -> int:
    """One file, by batches; gives the number of rows. Raises UsageError where pyarrow is missing or can't write."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as err:
        raise UsageError(f"--parquet: {NEEDED}") from err
    types = {
        "text": pyarrow.string(),
        "int": pyarrow.int64(),
        "real": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "day": pyarrow.date32(),
        "mixed": pyarrow.string(),
    }
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in columns])
    stream, count = iter(rows), 0
    try:
        with parquet.ParquetWriter(path, schema) as writer:
            while batch := list(islice(stream, BATCH)):
                arrays = [
                    pyarrow.array(values, type=schema.field(i).type) for i, values in enumerate(cells(columns, batch))
                ]
                writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
                count += len(batch)
    except OSError as err:
        raise UsageError(f"--parquet {path}: can't be written: {err.strerror or err}") from err
    return count


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
