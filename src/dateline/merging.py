"""Deciding which events of a store's pages are one happening: what was added or read again since the last time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dateline.errors import UsageError
from dateline.lexicon.happenings import load_commonness, load_happenings
from dateline.merge.facts import PageFacts, facts_of
from dateline.merge.facts_text import from_text
from dateline.merge.group import regroup
from dateline.merge.index import remove_page
from dateline.merge.run import Merged, merge_pages
from dateline.merge.weigh import load_weights
from dateline.store.open import Store, telling, transaction
from dateline.store.write import load_reading, utc_now

BATCH = 1_000  # pages a commit: what was told of stays when the run is cut off, and others may write between
STALE = """
    SELECT m.page FROM merged AS m
    LEFT JOIN reading AS r ON r.page = m.page AND r.current LEFT JOIN page AS p ON p.key = m.page
    WHERE r.key IS NOT m.reading OR p.replaced_by IS NOT NULL
"""
NEW = """
    SELECT p.key, r.key FROM page AS p JOIN reading AS r ON r.page = p.key AND r.current
    WHERE p.replaced_by IS NULL AND NOT EXISTS (SELECT 1 FROM merged AS m WHERE m.page = p.key)
    ORDER BY p.key LIMIT ?
"""


def merge_store(store: Store, *, again: bool = False, tell: Callable[[Merged], None] = lambda merged: None) -> Merged:
    """Merges what is new or changed, and tells of each batch when it is on disk; ``again`` does all anew.

    What a person decided stays. Raises StoreError where the file can't be written.
    """
    load = partial(_facts, store.db)
    total = Merged(0, 0, 0, 0)
    with transaction(store) as db:
        touched = _forget_all(db) if again else _forget_stale(db)
        regroup(db, (), touched, load_weights())
    while True:
        with transaction(store) as db:
            if not (pages := db.execute(NEW, (BATCH,)).fetchall()):
                return total
            done = merge_pages(db, pages, load=load, commonness=load_commonness(), weights=load_weights())
        total = total + done
        tell(done)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many happenings a store has, how many of them several reports tell, and how many reports those are."""

    happenings: int
    shared: int
    reports: int


def standing_of(store: Store) -> Standing:
    with telling(store.path):
        row = store.db.execute(
            "SELECT count(*), count(*) FILTER (WHERE n > 1), ifnull(sum(n) FILTER (WHERE n > 1), 0) FROM "
            "(SELECT count(*) AS n FROM report WHERE happening IS NOT NULL GROUP BY happening)"
        ).fetchone()
    return Standing(*row)


def decide(store: Store, one: str, other: str, *, same: bool, note: str | None = None) -> None:
    """Writes down what a person says of two reports, by their ids, and groups what it touches again.

    Raises UsageError where there is no such report.
    """
    with transaction(store) as db:
        pages = [_page_of(db, report) for report in (one, other)]
        if one == other:
            raise UsageError(f"{one}: give two reports, this is one")
        first, second = sorted((one, other))
        db.execute(
            "INSERT OR REPLACE INTO verdict (one, other, same, note, added) VALUES (?, ?, ?, ?, ?)",
            (first, second, int(same), note, utc_now()),
        )
        regroup(db, pages, (), load_weights())


def _page_of(db: sqlite3.Connection, report: str) -> int:
    row = db.execute("SELECT page FROM report WHERE id = ?", (report,)).fetchone()
    if row is None:
        raise UsageError(f"no report {report!r} here; `dateline happening ID` shows the ids of its reports")
    return int(row[0])


def _facts(db: sqlite3.Connection, page: int) -> PageFacts:
    """What a page is compared by: as noted when it was merged, else made from its record."""
    noted = db.execute("SELECT facts FROM merged WHERE page = ?", (page,)).fetchone()
    return (from_text(noted[0]) if noted else None) or _made(db, page)


def _made(db: sqlite3.Connection, page: int) -> PageFacts:
    key, page_id, name = db.execute(
        "SELECT r.key, p.id, ifnull(p.name, '') FROM page AS p JOIN reading AS r ON r.page = p.key AND r.current "
        "WHERE p.key = ?",
        (page,),
    ).fetchone()
    reading = load_reading(db, key)
    return facts_of(reading, page=f"{page_id} {name}", words=load_happenings(), commonness=load_commonness())


def _forget_stale(db: sqlite3.Connection) -> list[int]:
    """Takes out pages that are no longer the newest or were read again; gives the happenings that they were in."""
    return [happening for (page,) in db.execute(STALE).fetchall() for happening in remove_page(db, page)]


def _forget_all(db: sqlite3.Connection) -> list[int]:
    for table in ("pairing", "sign", "report", "keyword", "merged", "happening"):
        db.execute(f"DELETE FROM {table}")
    return []
