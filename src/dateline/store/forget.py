"""Forgetting pages: they and all that came from them leave the file, their words too."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.flatten import INDEXES
from dateline.store.open import Store, telling, transaction
from dateline.store.write import remove_page


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A page that is gone."""

    page: str  # SHA-256 of its bytes
    source: str
    traces: bool  # a reader held the file open: the words stay in its write-ahead log until that has ended


def forget_pages(store: Store, keys: Sequence[int]) -> list[Forgotten]:
    """Removes pages by their keys, and overwrites where they stood.

    SQLite overwrites what it frees (secure_delete). The indexes of words keep what was taken out until
    their parts are merged, and the write-ahead log until it is emptied, so both are done at once.
    """
    with transaction(store) as db:
        whole = sorted({_told_by(db, key) for key in keys} | set(keys))
        gone = [db.execute("SELECT id, source FROM page WHERE key = ?", (key,)).fetchone() for key in whole]
        for key in whole:
            remove_page(db, key)
        for index in INDEXES:
            db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    with telling(store.path):
        busy = store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return [Forgotten(page, source, bool(busy)) for page, source in gone]


def _told_by(db: sqlite3.Connection, page: int) -> int:
    """The page that holds the record: of bytes that told nothing new it is the one at the same address."""
    row = db.execute(
        "SELECT replaced_by FROM page WHERE key = ?1 AND replaced_by IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM reading WHERE page = ?1)",
        (page,),
    ).fetchone()
    return int(row[0]) if row else page
