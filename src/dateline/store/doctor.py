"""Looking a store over, making its tables anew from its records, and saving what a damaged file still holds."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from dateline.errors import StoreError
from dateline.flatten import INDEXES, TABLES, listed, rows_of
from dateline.jsontext import sound
from dateline.records import Reading
from dateline.store import copies
from dateline.store.open import Store, open_store, telling, transaction
from dateline.store.write import (
    current_reading,
    delete_rows,
    load_reading,
    page_keys,
    reading_id,
    restore,
    stored_text,
    write_rows,
)

SHOWN = 20  # lines of SQLite's own report
PAGES = ("id", "source", "address", "media_type", "charset", "bytes", "content", "given", "name", "added")
READINGS = ("id", "page", "made_by_program", "made_by_lexicon", "made_by_parser", "made_by_model", "record", "added")
VERDICTS = ("one", "other", "same", "note", "added")
GAP = 10_000  # keys in a row that can't be read, where the file doesn't tell its last


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong. ``mend``: rebuild the tables from the records, reread or add the page, rescue the file."""

    detail: str
    mend: str
    page: str | None = None  # source of the page


@dataclass(frozen=True, slots=True)
class Rescue:
    """What could be saved of a damaged file."""

    pages: int
    readings: int
    lost: int  # pages and readings that could not be read


def check_store(store: Store) -> Iterator[Finding]:
    """Everything that is wrong with a store; nothing where it is sound."""
    broken = list(_of_the_file(store.db))
    yield from broken
    if broken:
        return  # what such a file says of itself is not to be trusted further
    yield from _of_the_index(store)
    with telling(store.path):
        for key in page_keys(store.db):
            yield from _of_page(store.db, key)


def rebuild(store: Store) -> int:
    """Makes all tables from the records anew; returns how many pages they hold.

    A record that is spoilt goes where the page's bytes are kept, so that ``reread`` makes another.
    """
    with transaction(store) as db:
        _rebuild_indexes(db)  # first, since taking a row out of an index that lacks it would fail
        for table in reversed(tuple(TABLES)):
            db.execute(f"DELETE FROM {table} WHERE page NOT IN (SELECT key FROM page)")
    count = 0
    for key in page_keys(store.db):
        with transaction(store) as db:
            count += _rebuild_page(db, key)
    with transaction(store) as db:
        _rebuild_indexes(db)
    return count


def rescue(path: str, into: str) -> Rescue:
    """Copies every page and reading that a damaged file still gives into a new store. Raises StoreError."""
    if os.path.exists(into):
        raise StoreError(into, "is there already; name a new file to save into")
    if not os.path.isfile(path):
        raise StoreError(path, "there is no such file")
    old = sqlite3.connect(f"file:{quote(os.path.abspath(path))}?mode=ro", uri=True, isolation_level=None)
    old.execute("PRAGMA query_only = ON")
    try:
        with open_store(into, write=True) as store:
            pages, lost_pages = _copy(old, store, "page", PAGES)
            readings, lost_readings = _copy(old, store, "reading", READINGS)
            _copy(old, store, "verdict", VERDICTS)
            _join_versions(old, store)
            spoilt = [r for r in store.db.execute("SELECT key, id FROM reading") if not _sound_reading(store.db, *r)]
            with transaction(store) as db:
                db.executemany("DELETE FROM reading WHERE key = ? AND id = ?", spoilt)
            readings, lost_readings = readings - len(spoilt), lost_readings + len(spoilt)
            for key in page_keys(store.db):
                with transaction(store) as db:
                    _rebuild_page(db, key)
    finally:
        old.close()
    return Rescue(pages, readings, lost_pages + lost_readings)


# ---------------------------------------------------------------- checking


def _of_the_file(db: sqlite3.Connection) -> Iterator[Finding]:
    try:
        for (line,) in db.execute(f"PRAGMA integrity_check({SHOWN})"):
            if line != "ok":
                yield Finding(f"the file is damaged: {line}", "rescue")
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
            yield Finding(f"row {row} of {table} points at no row of {parent}", "rebuild")
    except sqlite3.DatabaseError as err:
        yield Finding(f"the file is damaged: {err}", "rescue")


def _of_the_index(store: Store) -> Iterator[Finding]:
    """The indexes of words against their tables; they can be asked only where the file can be written."""
    if not store.writable:
        return
    for index in INDEXES:
        try:
            store.db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            yield Finding(f"the index {index} is not that of the words in its table", "rebuild")


def _of_page(db: sqlite3.Connection, key: int) -> Iterator[Finding]:
    page_id, source, content, replaced = db.execute(
        "SELECT id, source, content, replaced_by FROM page WHERE key = ?", (key,)
    ).fetchone()
    if content is not None and _hash(content) != page_id:
        yield Finding("its bytes are not those that were added", "add", source)
    readings = db.execute("SELECT key, id, current FROM reading WHERE page = ? ORDER BY key", (key,)).fetchall()
    for reading_key, name, is_current in readings:
        reading = _sound_reading(db, reading_key, name)
        if reading is None:
            mend = "add" if content is None else "rebuild"
            yield Finding("a record of it is not the one that was kept", mend, source)
        elif is_current:
            yield from _of_rows(db, key, reading, source)
    if not readings and replaced is None:
        yield Finding("it has no record", "reread", source)
    elif sum(row[2] for row in readings) != (replaced is None):
        yield Finding("the tables hold another version of it than the newest", "rebuild", source)
    if replaced is not None and any(
        db.execute(f"SELECT 1 FROM {table} WHERE page = ? LIMIT 1", (key,)).fetchone() for table in TABLES
    ):
        yield Finding("the tables hold a version of it that was replaced", "rebuild", source)


def _of_rows(db: sqlite3.Connection, page: int, reading: Reading, source: str) -> Iterator[Finding]:
    stored = {table: _rows(db, table, page) for table in TABLES}
    first = {table: int(str(rows[0][0])) for table, rows in stored.items() if rows}
    made = rows_of(reading, page=page, first=first)
    for table, rows in made.tables.items():
        if rows != stored[table]:
            yield Finding(f"the table {table} does not hold what the record says", "rebuild", source)
    hashes = {h for (h,) in db.execute("SELECT hash FROM sketch WHERE page = ?", (page,))}
    runs = copies.runs_of(sound(reading.article.text))
    if hashes != set(copies.sketch_of(runs) if runs else ()):
        yield Finding("the table sketch does not hold what the article says", "rebuild", source)


def _rows(db: sqlite3.Connection, table: str, page: int) -> list[tuple[object, ...]]:
    return db.execute(f"SELECT {listed(table)} FROM {table} WHERE page = ? ORDER BY key", (page,)).fetchall()


def _sound_reading(db: sqlite3.Connection, key: int, name: str) -> Reading | None:
    """None where the record is not the text that was kept; that of an older program may lack what is new."""
    try:
        return load_reading(db, key) if reading_id(stored_text(db, key)) == name else None
    except ValueError:
        return None


def _hash(content: bytes) -> str | None:
    try:
        return hashlib.sha256(zlib.decompress(content)).hexdigest()
    except zlib.error:
        return None


# ---------------------------------------------------------------- mending


def _rebuild_indexes(db: sqlite3.Connection) -> None:
    for index in INDEXES:
        db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def _rebuild_page(db: sqlite3.Connection, key: int) -> bool:
    """The rows of one page from its record: none where a newer version took its place."""
    replaced = db.execute("SELECT replaced_by FROM page WHERE key = ?", (key,)).fetchone()[0]
    if replaced is not None:
        copies.unlink(db, key)
        delete_rows(db, key)
        db.execute("UPDATE reading SET current = 0 WHERE page = ?", (key,))
        return False
    _drop_spoilt(db, key)
    stored = current_reading(db, key)
    if stored is None:
        return False
    if not db.execute("SELECT current FROM reading WHERE key = ?", (stored,)).fetchone()[0]:
        restore(db, key)
        return True
    try:
        reading = load_reading(db, stored)
    except ValueError:
        return False
    write_rows(db, key, reading)
    copies.link(db, key, sound(reading.article.text))
    return True


def _drop_spoilt(db: sqlite3.Connection, key: int) -> None:
    if db.execute("SELECT content IS NULL FROM page WHERE key = ?", (key,)).fetchone()[0]:
        return
    for reading, name in db.execute("SELECT key, id FROM reading WHERE page = ?", (key,)).fetchall():
        if _sound_reading(db, reading, name) is None:
            copies.unlink(db, key)
            delete_rows(db, key)
            db.execute("DELETE FROM reading WHERE key = ?", (reading,))


def _copy(old: sqlite3.Connection, store: Store, table: str, names: tuple[str, ...]) -> tuple[int, int]:
    """Row by row, since a damaged file gives some and not others. How many were copied, and how many lost."""
    listed = ", ".join(names)
    marks = ", ".join("?" * (len(names) + 1))
    extra = ", current" if table == "reading" else ""
    done = lost = in_a_row = 0
    last = _last_key(old, table)
    key = 0
    while (key < last) if last is not None else in_a_row < GAP:
        key += 1
        try:
            row = old.execute(f"SELECT key, {listed} FROM {table} WHERE key = ?", (key,)).fetchone()
            if row is not None:
                with transaction(store) as db:
                    db.execute(
                        f"INSERT INTO {table} (key, {listed}{extra}) VALUES ({marks}{', 0' if extra else ''})", row
                    )
                done, in_a_row = done + 1, 0
            else:
                in_a_row += 1
        except (sqlite3.DatabaseError, StoreError):
            lost, in_a_row = lost + 1, in_a_row + 1
    return done, lost if last is not None else 0


def _last_key(old: sqlite3.Connection, table: str) -> int | None:
    try:
        return int(old.execute(f"SELECT coalesce(max(key), 0) FROM {table}").fetchone()[0])
    except sqlite3.DatabaseError:
        return None


def _join_versions(old: sqlite3.Connection, store: Store) -> None:
    for key in page_keys(store.db):
        try:
            row = old.execute("SELECT replaced_by FROM page WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            continue
        if row is None or row[0] is None:
            continue
        with transaction(store) as db:
            db.execute(
                "UPDATE page SET replaced_by = ?2 WHERE key = ?1 AND ?2 IN (SELECT key FROM page)", (key, row[0])
            )
