"""Opening the store's file, making it, and bringing it from version to version."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from dateline.errors import StoreBusy, StoreError

APPLICATION_ID = 0x444C4E45  # "DLNE" in the file's header: this file is ours
WAIT_S = 10.0  # for another writer; each holds the file for the moment of one commit only
MAKERS = "PRAGMA application_id = {}", "PRAGMA user_version = {}"


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. Close it, or use it in a `with`; one thread uses one Store."""

    path: str
    db: sqlite3.Connection
    writable: bool

    def close(self) -> None:
        self.db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, err: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_store(path: str | Path, *, write: bool = False, wait_s: float = WAIT_S) -> Store:
    """The store in a file. ``write`` makes the file where there is none and brings an old one up to date.

    A store that is opened to read can't be changed through it, and shows what was committed while
    another program writes. Raises StoreError (StoreBusy where another writer holds the file).
    """
    name = str(path)
    with telling(name):
        db = _connect_to_write(name, wait_s) if write else _connect_to_read(name, wait_s)
        try:
            _settle(db, write=write)
            if write:
                _make_current(db, name, migrations())
            else:
                _check_version(name, *_mark(db), newest=len(migrations()) + 1)
        except BaseException:
            db.close()
            raise
    return Store(name, db, write)


@contextmanager
def transaction(store: Store) -> Iterator[sqlite3.Connection]:
    """All or nothing of what is done within, on disk when it ends. Takes the writer's place at the start.

    A deferred transaction that reads and then writes fails at once in spite of its timeout; IMMEDIATE waits.
    """
    with telling(store.path):
        store.db.execute("BEGIN IMMEDIATE")
        try:
            yield store.db
            store.db.execute("COMMIT")
        except BaseException:
            if store.db.in_transaction:
                store.db.execute("ROLLBACK")
            raise


@contextmanager
def telling(path: str) -> Iterator[None]:
    """Turns what SQLite says of a file into a sentence with a way out."""
    try:
        yield
    except sqlite3.Error as err:
        raise store_error(path, err) from err


def store_error(path: str, err: sqlite3.Error) -> StoreError:
    """What went wrong with the file, told for a person."""
    code = getattr(err, "sqlite_errorname", None) or ""
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusy(path, "another program is writing to it; run this again when that has ended")
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE")):
        return StoreError(path, "the disk is full; what was reported as added is safe; make room and run this again")
    if code == "SQLITE_NOTADB":
        return StoreError(path, "is not a dateline store: it is no SQLite file; name another with --db")
    if code.startswith("SQLITE_CORRUPT"):
        return StoreError(path, "is damaged; `dateline doctor` tells what can be saved, and --rescue saves it")
    if code.startswith("SQLITE_READONLY"):
        return StoreError(path, "can't be written; change the rights of the file and its folder, or copy it elsewhere")
    if code.startswith("SQLITE_CANTOPEN"):
        return StoreError(path, "can't be opened; look at the rights of the file and its folder")
    if code.startswith("SQLITE_IOERR"):
        return StoreError(path, f"the disk could not be read or written ({code}); what was reported as added is safe")
    return StoreError(path, f"SQLite says: {err}")


def migrations() -> tuple[str, ...]:
    """The steps from version 1 on: the first brings a file of version 1 to 2."""
    folder = files("dateline") / "store" / "migrations"
    steps = [f for f in folder.iterdir() if f.name.endswith(".sql")] if folder.is_dir() else []
    return tuple(f.read_text("utf-8") for f in sorted(steps, key=lambda f: f.name))


def statements(script: str) -> Iterator[str]:
    """An SQL script cut into statements, since sqlite3's executescript would end our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _connect_to_write(path: str, wait_s: float) -> sqlite3.Connection:
    folder = os.path.dirname(os.path.abspath(path))
    if os.path.isdir(path):
        raise StoreError(path, "is a folder; name a file with --db")
    if not os.path.isdir(folder):
        raise StoreError(path, f"there is no folder {folder}; make it first")
    if not os.access(folder, os.W_OK):
        raise StoreError(path, "its folder can't be written by this user; change its rights, or name another with --db")
    if os.path.exists(path) and not os.access(path, os.R_OK | os.W_OK):
        raise StoreError(path, "can't be written by this user; change its rights, or copy it elsewhere")
    db = sqlite3.connect(path, timeout=wait_s, isolation_level=None)
    if os.path.getsize(path) == 0 or _mark(db) == (0, 0, 0):
        db.execute("PRAGMA journal_mode = WAL")
    return db


def _connect_to_read(path: str, wait_s: float) -> sqlite3.Connection:
    if not os.path.exists(path):
        raise StoreError(path, "there is no such store; `dateline add SOURCE --db FILE` makes one")
    if os.path.isdir(path):
        raise StoreError(path, "is a folder; name a file with --db")
    if not os.access(path, os.R_OK):
        raise StoreError(path, "can't be read by this user; change its rights")
    address = f"file:{quote(os.path.abspath(path))}?mode=ro"
    db = sqlite3.connect(address, uri=True, timeout=wait_s, isolation_level=None)
    try:
        _mark(db)
    except sqlite3.OperationalError:
        # In a folder that can't be written SQLite can't share the file with a writer; without one it needn't.
        db.close()
        left = path + "-wal"
        if os.path.exists(left) and os.path.getsize(left):
            raise StoreError(path, "a writer left it unfinished; open it once as its owner, who may write") from None
        db = sqlite3.connect(address + "&immutable=1", uri=True, timeout=wait_s, isolation_level=None)
        _mark(db)
    return db


def _settle(db: sqlite3.Connection, *, write: bool) -> None:
    """What holds for a connection only, and is to be said anew each time."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA cell_size_check = ON")
    if write:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    else:
        db.execute("PRAGMA query_only = ON")
        db.execute("PRAGMA trusted_schema = OFF")  # a file from elsewhere runs nothing; FTS5 in triggers needs it on


def _mark(db: sqlite3.Connection) -> tuple[int, int, int]:
    """Whose file it is, its version, and how many tables it has."""
    owner = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return owner, version, tables


def _check_version(path: str, owner: int, version: int, tables: int, *, newest: int) -> None:
    if tables == 0 and owner in (0, APPLICATION_ID):
        raise StoreError(path, "is empty; `dateline add SOURCE --db FILE` fills it")
    if owner != APPLICATION_ID:
        raise StoreError(path, "is not a dateline store, but another program's; name another with --db")
    if version > newest:
        raise StoreError(
            path, f"was made by a newer dateline (schema {version}, this one knows {newest}); install that one"
        )
    if version < newest:
        raise StoreError(path, f"was made by an older dateline (schema {version}); `dateline doctor` brings it up")


def _make_current(db: sqlite3.Connection, path: str, steps: Sequence[str]) -> None:
    """Makes the tables in an empty file; takes an older file through the migrations it lacks."""
    newest = len(steps) + 1
    owner, version, tables = _mark(db)
    if (owner, version) == (APPLICATION_ID, newest):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        owner, version, tables = _mark(db)  # another program may have been first
        if tables == 0 and owner in (0, APPLICATION_ID):
            schema = (files("dateline") / "store" / "schema.sql").read_text("utf-8")
            _run(db, [schema, *steps], newest)
        elif owner == APPLICATION_ID and version < newest:
            _run(db, steps[version - 1 :], newest)
        else:
            _check_version(path, owner, version, tables, newest=newest)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _run(db: sqlite3.Connection, scripts: Sequence[str], version: int) -> None:
    for script in scripts:
        for statement in statements(script):
            db.execute(statement)
    for pragma, value in zip(MAKERS, (APPLICATION_ID, version), strict=True):
        db.execute(pragma.format(value))
