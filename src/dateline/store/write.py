"""Writing readings. Every function here is called within ``transaction``; what it says holds once that has ended."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dateline.flatten import TABLES, columns, listed, rows_of
from dateline.jsontext import from_tree, one_line, plain, sound
from dateline.records import SCHEMA, Article, MadeBy, Page, Reading, Skipped
from dateline.store import copies
from dateline.store.identity import address_of, find_known, find_version, given_json, given_of, name_of, says_the_same


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one reading. ``before`` is the reading (its key) that it took the place of."""

    outcome: str  # added | updated | unchanged
    page: int
    reading: int | None = None
    before: int | None = None


def utc_now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_reading(db: sqlite3.Connection, reading: Reading, *, now: str, keep_bytes: bool = True) -> Written:
    """Puts a page and its reading down, as a new page, an edited version of one, or nothing new.

    ``reading.page`` has the bytes. With ``keep_bytes`` False only their hash is kept. Of other bytes at the
    same address that tell the very same article the hash is noted too, so that they are known next time.
    """
    page = reading.page
    clear_failures(db, page)
    known = find_known(db, page)
    if known is not None:
        if not known.changed:
            return Written("unchanged", known.key)
        _tell_given(db, known.key, replace(page, given=known.given))
        return replace_reading(db, known.key, reading, now=now)
    key = _insert_page(db, page, now=now, keep_bytes=keep_bytes)
    older = find_version(db, key, address_of(page), reading.article)
    if older is not None and says_the_same(_article_of(db, older), reading.article):
        _make_alias(db, key, older)
        return Written("unchanged", older)
    before = _retire(db, older, key) if older is not None else None
    stored = _insert_reading(db, key, reading, now=now)
    _make_current(db, key, stored, reading)
    return Written("added" if older is None else "updated", key, stored, before)


def replace_reading(db: sqlite3.Connection, page: int, reading: Reading, *, now: str) -> Written:
    """A new reading of a page that the store has; the one before is kept, as history."""
    before = current_reading(db, page)
    stored = _insert_reading(db, page, reading, now=now)
    if stored == before:
        return Written("unchanged", page, stored, before)
    if db.execute("SELECT replaced_by FROM page WHERE key = ?", (page,)).fetchone()[0] is None:
        _make_current(db, page, stored, reading)
    return Written("updated", page, stored, before)


def remove_page(db: sqlite3.Connection, page: int) -> None:
    """A page with all that came from it; the version before it, if there is one, is the newest again."""
    row = db.execute("SELECT id, source, replaced_by FROM page WHERE key = ?", (page,)).fetchone()
    if row is None:
        return  # it went with the page whose bytes it was
    later = row[2]
    copies.unlink(db, page)
    delete_rows(db, page)
    db.execute(
        "DELETE FROM page WHERE replaced_by = ? AND NOT EXISTS (SELECT 1 FROM reading AS r WHERE r.page = page.key)",
        (page,),
    )
    earlier = [key for (key,) in db.execute("SELECT key FROM page WHERE replaced_by = ? ORDER BY key", (page,))]
    db.execute("UPDATE page SET replaced_by = ? WHERE replaced_by = ?", (later, page))
    db.execute("DELETE FROM failure WHERE page_id = ? OR source = ?", row[:2])
    db.execute("DELETE FROM page WHERE key = ?", (page,))
    if earlier and later is None:
        newest = earlier[-1]
        db.executemany("UPDATE page SET replaced_by = ? WHERE key = ?", [(newest, key) for key in earlier[:-1]])
        restore(db, newest)


def restore(db: sqlite3.Connection, page: int) -> None:
    """Makes the newest reading of a page, from its record, the one in the tables."""
    key = db.execute("SELECT max(key) FROM reading WHERE page = ?", (page,)).fetchone()[0]
    if key is not None:
        _make_current(db, page, key, load_reading(db, key))


def write_rows(db: sqlite3.Connection, page: int, reading: Reading) -> None:
    """The rows of a reading in the place of those that the page has."""
    delete_rows(db, page)
    first = {t: db.execute(f"SELECT coalesce(max(key), 0) + 1 FROM {t}").fetchone()[0] for t in TABLES}
    for table, rows in rows_of(reading, page=page, first=first).tables.items():
        if rows:
            db.executemany(insertion(table), rows)


def delete_rows(db: sqlite3.Connection, page: int) -> None:
    for table in reversed(tuple(TABLES)):
        db.execute(f"DELETE FROM {table} WHERE page = ?", (page,))


def insertion(table: str) -> str:
    return f"INSERT INTO {table} ({listed(table)}) VALUES ({', '.join('?' * len(columns(table)))})"


def note_failure(
    db: sqlite3.Connection, skipped: Skipped, *, page: Page | None, tried_with: MadeBy | None, now: str
) -> None:
    """Remembers what gave no record; told again, it is the same failure. What an archive always holds is none."""
    if skipped.usual:
        return
    row = (
        sound(skipped.reason), sound(skipped.detail),
        *((page.id, page.media_type, page.charset, page.bytes, zlib.compress(page.content), given_json(page.given))
          if page else (None,) * 6),
        *((tried_with.program, tried_with.lexicon) if tried_with else (None, None)),
    )  # fmt: skip
    db.execute(
        "INSERT INTO failure (reason, detail, page_id, media_type, charset, bytes, content, given, made_by_program, "
        "made_by_lexicon, source, item_id, added) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (source, ifnull(item_id, '')) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, "
        "page_id = excluded.page_id, media_type = excluded.media_type, charset = excluded.charset, "
        "bytes = excluded.bytes, content = excluded.content, given = excluded.given, "
        "made_by_program = excluded.made_by_program, made_by_lexicon = excluded.made_by_lexicon",
        (*row, sound(skipped.source), sound(skipped.item_id) if skipped.item_id else None, now),
    )


def clear_failures(db: sqlite3.Connection, page: Page) -> None:
    db.execute(
        "DELETE FROM failure WHERE (source = ? AND ifnull(item_id, '') = ?) OR page_id = ?",
        (sound(page.source), sound(page.given.item_id or ""), page.id),
    )


def load_reading(db: sqlite3.Connection, key: int) -> Reading:
    """A reading as it was made, its page without the bytes. Raises ValueError where the record is not one."""
    row = db.execute(
        "SELECT p.charset, p.given FROM reading AS r JOIN page AS p ON p.key = r.page WHERE r.key = ?", (key,)
    ).fetchone()
    reading = from_tree(Reading, json.loads(stored_text(db, key)))
    return replace(reading, page=replace(reading.page, charset=row[0], given=given_of(row[1])))


def stored_text(db: sqlite3.Connection, key: int) -> str:
    """The JSON of a reading as it was written; raises ValueError where it can't be unpacked."""
    packed = db.execute("SELECT record FROM reading WHERE key = ?", (key,)).fetchone()[0]
    try:
        return zlib.decompress(packed).decode()
    except zlib.error as err:
        raise ValueError(f"a record that can't be unpacked: {err}") from err


def current_reading(db: sqlite3.Connection, page: int) -> int | None:
    """The key of the newest reading of a page."""
    row = db.execute(
        "SELECT key FROM reading WHERE page = ? ORDER BY current DESC, key DESC LIMIT 1", (page,)
    ).fetchone()
    return int(row[0]) if row else None


def load_page(db: sqlite3.Connection, key: int) -> Page | None:
    """A page with its bytes, as it was handed over; None where only their hash was kept."""
    row = db.execute(
        "SELECT id, source, media_type, bytes, content, charset, given FROM page WHERE key = ?", (key,)
    ).fetchone()
    if row is None or row[4] is None:
        return None
    return Page(row[0], row[1], row[2], row[3], zlib.decompress(row[4]), row[5], given_of(row[6]))


def record_text(reading: Reading) -> str:
    """The JSON that is kept, and whose hash is the reading's id."""
    return one_line({"schema": SCHEMA, **plain(reading)})


def reading_id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def page_keys(db: sqlite3.Connection) -> Iterator[int]:
    """Every page, oldest first; the store may be written to meanwhile."""
    key = 0
    while row := db.execute("SELECT min(key) FROM page WHERE key > ?", (key,)).fetchone():
        if row[0] is None:
            return
        key = row[0]
        yield key


def _insert_page(db: sqlite3.Connection, page: Page, *, now: str, keep_bytes: bool) -> int:
    row = (
        page.id, sound(page.source), address_of(page), page.media_type, page.charset, page.bytes,
        zlib.compress(page.content) if keep_bytes else None, given_json(page.given), name_of(page.given), now,
    )  # fmt: skip
    key = db.execute(
        "INSERT INTO page (id, source, address, media_type, charset, bytes, content, given, name, added) "
        "VALUES (?,?,?,?,?,?,?,?,?,?)",
        row,
    ).lastrowid
    assert key is not None
    return key


def _tell_given(db: sqlite3.Connection, key: int, page: Page) -> None:
    db.execute(
        "UPDATE page SET given = ?, name = ?, address = ? WHERE key = ?",
        (given_json(page.given), name_of(page.given), address_of(page), key),
    )


def _insert_reading(db: sqlite3.Connection, page: int, reading: Reading, *, now: str) -> int:
    text = record_text(reading)
    made = reading.made_by
    db.execute(
        "INSERT INTO reading (id, page, made_by_program, made_by_lexicon, made_by_parser, made_by_model, record, "
        "added, current) VALUES (?,?,?,?,?,?,?,?,0) ON CONFLICT (page, id) DO NOTHING",
        (reading_id(text), page, made.program, made.lexicon, made.parser, made.model,
         zlib.compress(text.encode()), now),
    )  # fmt: skip
    row = db.execute("SELECT key FROM reading WHERE page = ? AND id = ?", (page, reading_id(text))).fetchone()
    return int(row[0])


def _make_current(db: sqlite3.Connection, page: int, stored: int, reading: Reading) -> None:
    db.execute("UPDATE reading SET current = 0 WHERE page = ? AND current", (page,))
    db.execute("UPDATE reading SET current = 1 WHERE key = ?", (stored,))
    write_rows(db, page, reading)
    copies.link(db, page, sound(reading.article.text))


def _make_alias(db: sqlite3.Connection, page: int, older: int) -> None:
    """Other bytes of a page that the store has: their hash is kept, so that they are known."""
    db.execute("UPDATE page SET content = NULL, replaced_by = ? WHERE key = ?", (older, page))


def _article_of(db: sqlite3.Connection, page: int) -> Article:
    key = current_reading(db, page)
    assert key is not None
    return load_reading(db, key).article


def _retire(db: sqlite3.Connection, page: int, by: int) -> int | None:
    """Takes an older version out of the tables; returns its last reading."""
    before = current_reading(db, page)
    copies.unlink(db, page)
    delete_rows(db, page)
    db.execute("UPDATE reading SET current = 0 WHERE page = ?", (page,))
    db.execute("UPDATE page SET replaced_by = ? WHERE key = ?", (by, page))
    return before
