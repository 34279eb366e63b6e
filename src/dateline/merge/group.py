"""Grouping again what a run touched: what hangs together by likely pairs is divided into happenings.

Call within a transaction. The tables are those of ``store/migrations/0002_merge.sql``.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.merge.cluster import Pair, cluster, pair
from dateline.merge.weigh import Weights

TIED = """
    SELECT other FROM pairing WHERE one = ?1 AND probability >= ?2
    UNION SELECT one FROM pairing WHERE other = ?1 AND probability >= ?2
    UNION SELECT r.key FROM report AS m JOIN report AS r ON r.happening = m.happening WHERE m.key = ?1
    UNION SELECT r.key FROM report AS m JOIN verdict AS v ON v.one = m.id JOIN report AS r ON r.id = v.other
        WHERE m.key = ?1 AND v.same
    UNION SELECT r.key FROM report AS m JOIN verdict AS v ON v.other = m.id JOIN report AS r ON r.id = v.one
        WHERE m.key = ?1 AND v.same
"""


def regroup(db: sqlite3.Connection, pages: Iterable[int], touched: Iterable[int], weights: Weights) -> int:
    """Groups the reports of new pages, and of happenings that lost one, with all that hangs together with them.

    Gives the number of reports of the pages. A happening keeps its id while most of its reports stay in it.
    """
    new = [key for page in pages for (key,) in db.execute("SELECT key FROM report WHERE page = ?", (page,))]
    left = [
        key
        for happening in touched
        for (key,) in db.execute("SELECT key FROM report WHERE happening = ? ORDER BY key", (happening,))
    ]
    for members in _hanging_together(db, (*new, *left), weights.enough):
        _group(db, members, weights)
    db.execute("DELETE FROM happening WHERE key NOT IN (SELECT happening FROM report WHERE happening IS NOT NULL)")
    return len(new)


def _hanging_together(db: sqlite3.Connection, reports: Iterable[int], enough: float) -> Iterator[list[int]]:
    """The reports with all that likely pairs, verdicts or a common happening tie them to, by what is tied."""
    seen: set[int] = set()
    for start in reports:
        if start in seen:
            continue
        found, new = {start}, [start]
        while new:
            tied = set(_tied(db, new.pop(), enough)) - found
            found |= tied
            new += tied
        seen |= found
        yield sorted(found)


def _tied(db: sqlite3.Connection, report: int, enough: float) -> Iterator[int]:
    rows = db.execute(TIED, (report, enough))
    return (key for (key,) in rows)


def _group(db: sqlite3.Connection, members: Sequence[int], weights: Weights) -> None:
    """Divides what hangs together into happenings, and writes them down."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS member (report INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM member")
    db.executemany("INSERT INTO member VALUES (?)", [(m,) for m in members])
    probabilities: dict[Pair, float] = {
        (one, other): p
        for one, other, p in db.execute(
            "SELECT one, other, probability FROM pairing WHERE one IN member AND other IN member"
        )
    }
    rows = db.execute("SELECT key, id, page, happening FROM report WHERE key IN member").fetchall()
    keys, pages = {row[1]: row[0] for row in rows}, {row[0]: row[2] for row in rows}
    ids, before = {row[0]: row[1] for row in rows}, {row[0]: row[3] for row in rows}
    same, apart = _verdicts(db, keys)
    taken: set[int] = set()
    groups = cluster(
        members, probabilities, enough=weights.enough, together=weights.together, same=same, apart=apart, pages=pages
    )
    for group in groups:
        had = Counter(before[m] for m in group if before[m] is not None and before[m] not in taken)
        happening = had.most_common(1)[0][0] if had else _new_happening(db, ids[group[0]])
        taken.add(happening)
        db.executemany("UPDATE report SET happening = ? WHERE key = ?", [(happening, m) for m in group])


def _verdicts(db: sqlite3.Connection, keys: dict[str, int]) -> tuple[list[Pair], list[Pair]]:
    told: tuple[list[Pair], list[Pair]] = ([], [])
    rows = db.execute(
        "SELECT v.one, v.other, v.same FROM report AS r JOIN verdict AS v ON v.one = r.id WHERE r.key IN member"
    )
    for one, other, same in rows:
        if other in keys:
            told[0 if same else 1].append(pair(keys[one], keys[other]))
    return told


def _new_happening(db: sqlite3.Connection, report: str) -> int:
    """A happening called by its first report; by another name where that one was it before of another."""
    name = report
    while True:
        cursor = db.execute("INSERT OR IGNORE INTO happening (id) VALUES (?)", (name,))
        if cursor.rowcount and cursor.lastrowid is not None:
            return cursor.lastrowid
        name = f"{report}-{len(name) - len(report) + 1}"
