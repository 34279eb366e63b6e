"""The store as a request reads it: opened for it alone, since one thread uses one Record, and stopped in time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.asking import Record, open_record
from dateline.errors import StoreError, UsageError
from dateline.store.query.sql import LIMIT_S, STEPS

CACHE_KIB = 16_384  # of the file's pages in memory, for each request at once
DOWNLOAD_S = 120.0  # for all rows of a question


class TooLong(UsageError):
    """A question that was stopped, as it took longer than it may."""


@contextmanager
def reading(path: Path, *, limit_s: float = LIMIT_S) -> Iterator[Record]:
    """The store, to read. Raises TooLong where what is asked within takes longer than it may."""
    until = time.monotonic() + limit_s
    with open_record(path) as record:
        record.store.db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        record.store.db.set_progress_handler(lambda: time.monotonic() > until, STEPS)
        try:
            yield record
        except (StoreError, sqlite3.Error) as err:
            if _stopped(err):
                raise TooLong(f"took longer than {limit_s:g} seconds; ask for less") from err
            raise


def _stopped(err: BaseException | None) -> bool:
    cause = err.__cause__ if isinstance(err, StoreError) else err
    return getattr(cause, "sqlite_errorname", None) == "SQLITE_INTERRUPT"
