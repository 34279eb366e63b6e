"""Which pages repeat one another: syndicated copies of one story, linked to the first published.

Candidates share a min-hash (Broder 1997: the least of many hashes of a set; two sets share one as often as
their overlap says); each is then checked by the real overlap of the two texts. The hashes stand in the
store's file, so they are made here from blake2b and constants that no later version of a library changes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

RUN = 5  # words in a row: one changed word breaks five runs of a text of hundreds
ALIKE = 0.6  # share of runs in common; stories on one event by two writers stay under 0.1
BANDS, ROWS = 16, 4  # finds 89 of 100 pairs at 0.6, and 99.97 at 0.8: 1 - (1 - s^4)^16
SHORT = 30  # words; a shorter text is alike only if it is the same
DAYS_APART = 7  # a weekly report in the same words is no copy of the last
MOST_CANDIDATES = 50
MOST_COMPARED = 100  # texts compared again when the first of a group changes; the others keep their figure
WORD = re.compile(r"\w+")
NEVER = "9999-12-31"


def runs_of(text: str) -> frozenset[int]:
    """Hashes of every five words in a row, letters folded; one for the whole where it is short."""
    words = [w.lower() for w in WORD.findall(text)]
    pieces = [words] if len(words) < SHORT else [words[i : i + RUN] for i in range(len(words) - RUN + 1)]
    return frozenset(_hash(" ".join(piece)) for piece in pieces)


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of runs that both have among those that either has (Jaccard); 0 where neither has any."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller text's runs that the other has too: a text that grew still holds it."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def sketch_of(runs: frozenset[int]) -> list[int]:
    """One 64-bit number a band: two texts that share one are candidates."""
    import numpy as np

    factors, terms = _constants()
    hashes = np.fromiter(runs, dtype=np.uint64, count=len(runs))
    least = [int(((hashes * a + b) >> np.uint64(32)).min()) for a, b in zip(factors, terms, strict=True)]
    bands = [least[i : i + ROWS] for i in range(0, BANDS * ROWS, ROWS)]
    return [_signed(_hash(f"{i}:{band}")) for i, band in enumerate(bands)]


def link(db: sqlite3.Connection, page: int, text: str) -> None:
    """Notes a page's sketch and its place among those alike. Call within a transaction, once its rows are there."""
    unlink(db, page)
    runs = runs_of(text)
    hashes = sketch_of(runs) if runs else []
    marks = ",".join("?" * len(hashes))
    found = db.execute(
        f"SELECT page, count(*) AS bands FROM sketch WHERE hash IN ({marks}) GROUP BY page "
        "ORDER BY bands DESC, page LIMIT ?",
        (*hashes, MOST_CANDIDATES),
    ).fetchall()
    db.executemany("INSERT OR IGNORE INTO sketch (hash, page) VALUES (?, ?)", [(h, page) for h in hashes])
    group: set[int] = set()
    for other, _ in found:
        original = original_of(db, other) or other
        if original in group or not _near_in_time(db, page, other) or not _tolls_agree(db, page, other):
            continue
        if overlap(runs, _runs(db, other)) >= ALIKE:
            group.add(original)
    if group:
        members = {m for original in group for m in _members(db, original)}
        _put_in_order(db, members | {page})


def unlink(db: sqlite3.Connection, page: int) -> None:
    """Takes a page out of its group; where it was the first, the next one is."""
    db.execute("DELETE FROM sketch WHERE page = ?", (page,))
    rest = set(_members(db, page)) - {page} if original_of(db, page) is None else set()
    db.execute("DELETE FROM copy WHERE page = ? OR original = ?", (page, page))
    if len(rest) > 1:
        _put_in_order(db, rest)


def _put_in_order(db: sqlite3.Connection, members: Iterable[int]) -> None:
    """The first published of a group is the original of all others."""
    pages = sorted(members, key=lambda m: _order(db, m))
    original, copies = pages[0], pages[1:]
    known = dict(db.execute("SELECT page, similarity FROM copy WHERE original = ?", (original,)))
    before = {m: row[0] for m in copies if (row := _similarity(db, m))}
    db.executemany("DELETE FROM copy WHERE page = ?", [(m,) for m in pages])
    runs = _runs(db, original)
    rows, compared = [], 0
    for copy in copies:
        figure = known.get(copy)
        if figure is None and (compared < MOST_COMPARED or copy not in before):
            figure, compared = overlap(runs, _runs(db, copy)), compared + 1
        rows.append((copy, original, before[copy] if figure is None else figure))
    db.executemany("INSERT INTO copy (page, original, similarity) VALUES (?, ?, round(?, 4))", rows)


def _order(db: sqlite3.Connection, page: int) -> tuple[str, ...]:
    """By the day by which it was surely published; those of one day by id, so that any order of adding agrees."""
    row = db.execute(
        "SELECT a.published_latest, p.id, p.name "
        "FROM page AS p LEFT JOIN article AS a ON a.page = p.key WHERE p.key = ?",
        (page,),
    ).fetchone()
    return (row[0] or NEVER, *(value or "" for value in row[1:]))


def _similarity(db: sqlite3.Connection, page: int) -> Any:
    return db.execute("SELECT similarity FROM copy WHERE page = ?", (page,)).fetchone()


def original_of(db: sqlite3.Connection, page: int) -> int | None:
    """The page that a page is a copy of; None where it is none."""
    row = db.execute("SELECT original FROM copy WHERE page = ?", (page,)).fetchone()
    return int(row[0]) if row else None


def _members(db: sqlite3.Connection, original: int) -> list[int]:
    return [original, *(row[0] for row in db.execute("SELECT page FROM copy WHERE original = ?", (original,)))]


def _tolls_agree(db: sqlite3.Connection, one: int, other: int) -> bool:
    """Whether the two count alike: of what both count (the killed, say) they share a number.

    A story printed again with nine dead for four is news, and must not be left out as a copy.
    """
    tolls: dict[str, dict[int, set[tuple[int | None, int | None]]]] = {}
    for page, what, low, high in db.execute(
        "SELECT page, what, low, high FROM event_count WHERE page IN (?, ?)", (one, other)
    ):
        tolls.setdefault(what, {}).setdefault(page, set()).add((low, high))
    return all(len(told) < 2 or told[one] & told[other] for told in tolls.values())


def _near_in_time(db: sqlite3.Connection, one: int, other: int) -> bool:
    """Whether both may have been published within a week; unknown days may."""
    row = db.execute(
        "SELECT max(a.published_earliest, b.published_earliest), min(a.published_latest, b.published_latest) "
        "FROM article AS a, article AS b WHERE a.page = ? AND b.page = ?",
        (one, other),
    ).fetchone()
    if row is None or None in row:
        return True
    later, sooner = (date.fromisoformat(day) for day in row)
    return later - sooner <= timedelta(days=DAYS_APART)


def _runs(db: sqlite3.Connection, page: int) -> frozenset[int]:
    row = db.execute("SELECT text FROM article WHERE page = ?", (page,)).fetchone()
    return runs_of(row[0]) if row else frozenset()


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number


@cache
def _constants() -> tuple[NDArray[Any], NDArray[Any]]:
    """The factors (odd) and terms of the 64 hash functions, the same for ever."""
    import numpy as np

    count = BANDS * ROWS
    factors = [_hash(f"dateline sketch factor {i}") | 1 for i in range(count)]
    terms = [_hash(f"dateline sketch term {i}") for i in range(count)]
    return np.array(factors, dtype=np.uint64), np.array(terms, dtype=np.uint64)
