"""A question in SQL: read only, within limits of time and rows.

Three locks, each of which would do: the file is opened for reading, the connection takes no writes (query_only),
and the authorizer lets a statement do nothing but read.
"""

from __future__ import annotations

import sqlite3
import sys
import time

from dateline.answers import SqlAnswer
from dateline.errors import UsageError
from dateline.jsontext import sound
from dateline.store.open import Store, open_store, store_error

LIMIT_S = 10.0
LIMIT_ROWS = 100_000
LIMIT_BYTES = 64 * 2**20  # of one value
LIMIT_ALL_BYTES = 512 * 2**20  # of all rows
STEPS = 10_000  # of SQLite's machine between two looks at the clock
ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
PRAGMAS = {"data_version"}  # FTS5 asks it of itself
FORBIDDEN = {"load_extension", "fts3_tokenizer", "writefile", "readfile", "edit"}


def ask_sql(store: Store, sql: str, *, limit_s: float = LIMIT_S, limit_rows: int | None = None) -> SqlAnswer:
    """The rows of one SELECT. Raises UsageError on anything else, on a wrong one, and on one that takes too long."""
    most = LIMIT_ROWS if limit_rows is None else limit_rows
    if most < 1:
        raise UsageError(f"--limit {most}: at least 1")
    with open_store(store.path) as reader:  # a connection of its own: its locks stay on it
        db = reader.db
        until = time.monotonic() + limit_s
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LIMIT_BYTES)
        db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        db.text_factory = _text
        if sys.version_info >= (3, 12):  # a misspelt "column" is no text
            db.setconfig(sqlite3.SQLITE_DBCONFIG_DQS_DML, False)
        for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE %'").fetchall():
            db.execute(f'SELECT 1 FROM "{table}" LIMIT 0')  # FTS5 opens its tables by what the authorizer would deny
        db.set_authorizer(_may)
        db.set_progress_handler(lambda: time.monotonic() > until, STEPS)
        try:
            cursor = db.execute(sound(sql).replace("\0", " "))
            if cursor.description is None:
                raise UsageError("--sql: not a question; write a SELECT")
            columns = _columns([column[0] for column in cursor.description])
            rows: list[tuple[str | int | float | bytes | None, ...]] = []
            weight = 0
            for row in cursor:
                if len(rows) == most:
                    return SqlAnswer(columns, tuple(rows), cut=True)
                weight += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
                if weight > LIMIT_ALL_BYTES:
                    raise UsageError(f"--sql: gives more than {LIMIT_ALL_BYTES >> 20} MiB; ask for less at once")
                rows.append(row)
            return SqlAnswer(columns, tuple(rows))
        except (sqlite3.Error, sqlite3.Warning, MemoryError) as err:
            raise _told(store.path, err, limit_s) from err


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _may(action: int, first: str | None, second: str | None, database: str | None, within: str | None) -> int:
    if action in ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in FORBIDDEN:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in PRAGMAS and second is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _columns(names: list[str]) -> tuple[str, ...]:
    """Names of columns, each once: the second "count" is "count_2"."""
    found: list[str] = []
    for name in names:
        number, given = 1, name
        while given in found:
            number += 1
            given = f"{name}_{number}"
        found.append(given)
    return tuple(found)


def _told(path: str, err: Exception, limit_s: float) -> Exception:
    code = getattr(err, "sqlite_errorname", None) or ""
    if code == "SQLITE_INTERRUPT":
        return UsageError(f"--sql: took longer than {limit_s:g} seconds; narrow it, or raise --seconds")
    if code == "SQLITE_AUTH" or "not authorized" in str(err) or "prohibited" in str(err):
        return UsageError("--sql: may only read; write a SELECT (a store is changed with add, reread and forget)")
    if isinstance(err, MemoryError) or code == "SQLITE_TOOBIG":
        return UsageError(f"--sql: one value is larger than {LIMIT_BYTES >> 20} MiB; ask for a part of it, with substr")
    if isinstance(err, sqlite3.ProgrammingError | sqlite3.Warning) and "one statement" in str(err):
        return UsageError("--sql: one statement at a time; write a single SELECT")
    if code in ("SQLITE_ERROR", "SQLITE_MISMATCH", "SQLITE_RANGE", "") or isinstance(err, sqlite3.ProgrammingError):
        return UsageError(f"--sql: {err}; the tables are told in docs/store.md")
    return store_error(path, err) if isinstance(err, sqlite3.Error) else UsageError(f"--sql: {err}")
