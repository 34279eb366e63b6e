"""What the store knows of its pages and failures."""

from __future__ import annotations

import os
import re
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import StoreError
from dateline.records import MadeBy, Page, Skipped
from dateline.store.changes import Change, changes_between
from dateline.store.identity import given_json, given_of
from dateline.store.open import Store, telling
from dateline.store.write import load_reading

HASH = re.compile(r"[0-9a-f]{6,64}")


@dataclass(frozen=True, slots=True)
class Failure:
    """What gave no record, and why. ``has_bytes``: the page itself is kept, so that it can be tried again."""

    source: str
    reason: str
    detail: str
    item_id: str | None
    page: str | None  # SHA-256 of the bytes
    added: str  # UTC
    has_bytes: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A reading of a page at one address, with what it changed against the one before it."""

    page: str  # SHA-256 of the bytes
    source: str
    added: str  # UTC
    program: str
    lexicon: str
    current: bool
    changes: tuple[Change, ...]


def find_pages(store: Store, words: str) -> list[int]:
    """The keys of the pages that a person means: by hash (six digits or more), address, source or owner's id.

    All versions at an address; [] where there is none.
    """
    with telling(store.path):
        db = store.db
        if HASH.fullmatch(words):
            rows = db.execute("SELECT key FROM page WHERE id >= ? AND id < ? ORDER BY key", (words, words + "g"))
            if keys := [key for (key,) in rows]:
                return keys
        path = os.path.abspath(words)
        rows = db.execute(
            "SELECT key FROM page WHERE address IN (?1, ?2) OR source = ?1 OR name = ?1 ORDER BY key", (words, path)
        )
        return [key for (key,) in rows]


def versions_of(store: Store, words: str) -> list[Version]:
    """Every reading of the page that is meant and of its other versions, oldest first, each with its changes."""
    keys = _whole_line(store.db, find_pages(store, words))
    if not keys:
        raise StoreError(store.path, f"has no page {words!r}; name one by its address, path, or hash")
    marks = ",".join("?" * len(keys))
    found: list[Version] = []
    with telling(store.path):
        rows = store.db.execute(
            "SELECT r.key, p.id, p.source, r.added, r.made_by_program, r.made_by_lexicon, r.current "
            f"FROM reading AS r JOIN page AS p ON p.key = r.page WHERE p.key IN ({marks}) ORDER BY r.key",
            keys,
        ).fetchall()
        before = None
        for key, page, source, added, program, lexicon, current in rows:
            reading = load_reading(store.db, key)
            changes = changes_between(before, reading) if before else ()
            found.append(Version(page, source, added, program, lexicon, bool(current), changes))
            before = reading
    return found


def list_failures(store: Store, *, reason: str | None = None) -> Iterator[Failure]:
    """What gave no record, oldest first."""
    with telling(store.path):
        rows = store.db.execute(
            "SELECT source, reason, detail, item_id, page_id, added, content IS NOT NULL FROM failure "
            "WHERE ?1 IS NULL OR reason = ?1 ORDER BY key",
            (reason,),
        )
        for source, why, detail, item_id, page, added, has_bytes in rows:
            yield Failure(source, why, detail, item_id, page, added, bool(has_bytes))


def failed_pages(store: Store, *, reason: str | None = None) -> Iterator[Page | str]:
    """To try again: the page where its bytes are kept, else its source."""
    with telling(store.path):
        keys = store.db.execute(
            "SELECT key FROM failure WHERE ?1 IS NULL OR reason = ?1 ORDER BY key", (reason,)
        ).fetchall()
        for (key,) in keys:
            row = store.db.execute(
                "SELECT source, page_id, media_type, charset, bytes, content, given FROM failure WHERE key = ?", (key,)
            ).fetchone()
            if row is not None and row[5] is not None:
                source, page_id, media_type, charset, size, content, given = row
                yield Page(page_id, source, media_type, size, zlib.decompress(content), charset, given_of(given))
            elif row is not None:
                yield row[0]


def failed_before(db: sqlite3.Connection, page: Page, tried_with: MadeBy) -> Skipped | None:
    """Why a page with these bytes gave no record when this program and lexicon tried it; None where they did not."""
    row = db.execute(
        "SELECT reason, detail FROM failure WHERE page_id = ? AND given = ? AND made_by_program = ? "
        "AND made_by_lexicon = ? LIMIT 1",
        (page.id, given_json(page.given), tried_with.program, tried_with.lexicon),
    ).fetchone()
    return Skipped(page.source, row[0], row[1], page.given.item_id) if row else None


def page_id_of(db: sqlite3.Connection, page: int) -> str:
    return str(db.execute("SELECT id FROM page WHERE key = ?", (page,)).fetchone()[0])


def _whole_line(db: sqlite3.Connection, keys: list[int]) -> list[int]:
    """The pages with all that replaced them or that they replaced."""
    line, new = set(keys), list(keys)
    while new:
        key = new.pop()
        rows = db.execute(
            "SELECT replaced_by FROM page WHERE key = ?1 AND replaced_by IS NOT NULL "
            "UNION SELECT key FROM page WHERE replaced_by = ?1",
            (key,),
        )
        more = [other for (other,) in rows if other not in line]
        line.update(more)
        new += more
    return sorted(line)


def ambiguous(store: Store, words: str, keys: list[int]) -> list[str]:
    """The hashes that fit, where ``words`` are digits that fit more than one; else []."""
    if not HASH.fullmatch(words):
        return []
    with telling(store.path):
        ids = sorted({page_id_of(store.db, key) for key in keys})
    return ids if len(ids) > 1 and all(page_id.startswith(words) for page_id in ids) else []
