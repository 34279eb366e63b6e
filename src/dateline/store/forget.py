"""Forgetting pages: they and all that came from them leave the file, their words too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.store.flatten import INDEXES
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
        gone = [db.execute("SELECT id, source FROM page WHERE key = ?", (key,)).fetchone() for key in keys]
        for key in keys:
            remove_page(db, key)
        for index in INDEXES:
            db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    with telling(store.path):
        busy = store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return [Forgotten(page, source, bool(busy)) for page, source in gone]
