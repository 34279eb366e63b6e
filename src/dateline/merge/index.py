"""Finding what may tell of the same, in SQL: pages by what they are about, reports by type, week, place and names.

The tables are those of ``store/migrations/0002_merge.sql``: in a store, or in memory for a pile of articles.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product

from dateline.lexicon.happenings import Commonness
from dateline.merge.facts import Facts, PageFacts, keywords

COMMONEST_PAGES = 400  # a keyword of more pages than this finds none: it is what the pile is about
USED = 24  # of a page's keywords, the rarest: they find its neighbours
SHARED = 3  # keywords that two pages have in common at least
NEIGHBOURS = 60  # pages compared with a page, those that share most
LONGEST_WEEKS = 4  # an event whose time is wider is found by its page alone
SIGNED = 200  # reports found by one sign at most, the newest


def put_page(db: sqlite3.Connection, key: int, page: PageFacts, commonness: Commonness) -> None:
    """Notes what a page is about, and its reports with their signs. The page has none noted before."""
    words = keywords(page.counts, commonness)
    db.executemany("INSERT INTO keyword (word, page) VALUES (?, ?)", [(word, key) for word in words])
    for report in page.reports:
        cursor = db.execute(
            "INSERT OR IGNORE INTO report (id, page, event) VALUES (?, ?, ?)", (report.id, key, report.event)
        )
        if cursor.rowcount:
            signs = [(sign, cursor.lastrowid) for sign in signs_of(report)]
            db.executemany("INSERT INTO sign (sign, report) VALUES (?, ?)", signs)


def remove_page(db: sqlite3.Connection, key: int) -> list[int]:
    """Takes out what was noted of a page, its reports with their pairs and signs; gives the happenings they were in."""
    rows = db.execute("SELECT DISTINCT happening FROM report WHERE page = ? AND happening IS NOT NULL", (key,))
    touched = [happening for (happening,) in rows]
    for table in ("report", "keyword", "merged"):
        db.execute(f"DELETE FROM {table} WHERE page = ?", (key,))
    return touched


class Rarity(dict[str, float]):
    """How much a word tells (``Commonness.weight``) among the pages at hand: those that have it as a keyword count."""

    def __init__(self, db: sqlite3.Connection, commonness: Commonness) -> None:
        super().__init__()
        self._commonness = commonness
        self._among = db.execute("SELECT count(DISTINCT page) FROM keyword").fetchone()[0]
        self.pages: Mapping[str, int] = Counter(
            dict(db.execute("SELECT word, count(*) FROM keyword GROUP BY word HAVING count(*) > 1"))
        )

    def __missing__(self, word: str) -> float:
        weight = self._commonness.weight(word, pages=self.pages[word], among=self._among)
        self[word] = weight
        return weight


def neighbours(db: sqlite3.Connection, key: int, rarity: Rarity) -> list[int]:
    """The pages that share most of what a page is about, best first."""
    words = [word for (word,) in db.execute("SELECT word FROM keyword WHERE page = ?", (key,))]
    found = sorted((rarity.pages[w], w) for w in words if 1 < rarity.pages[w] <= COMMONEST_PAGES)[:USED]
    marks = ",".join("?" * len(found))
    rows = db.execute(
        f"SELECT page, count(*) AS shared FROM keyword WHERE word IN ({marks}) AND page != ? GROUP BY page "
        "HAVING shared >= ? ORDER BY shared DESC, page LIMIT ?",
        (*(word for _, word in found), key, min(SHARED, len(found)), NEIGHBOURS),
    )
    return [page for page, _ in rows]


def signed(db: sqlite3.Connection, key: int) -> Iterator[int]:
    """Pages with a report that bears a sign of one of this page's, the likeliest first."""
    rows = db.execute(
        "SELECT DISTINCT sign FROM sign WHERE report IN (SELECT key FROM report WHERE page = ?)", (key,)
    ).fetchall()
    found: Counter[int] = Counter()
    for (sign,) in rows:
        others = db.execute(
            "SELECT r.page FROM (SELECT report FROM sign WHERE sign = ? ORDER BY report DESC LIMIT ?) AS s "
            "JOIN report AS r ON r.key = s.report WHERE r.page != ?",
            (sign, SIGNED, key),
        )
        found.update({page for (page,) in others})
    return (page for page, _ in found.most_common(NEIGHBOURS))


def signs_of(report: Facts) -> Iterator[str]:
    """ "ASSAULT 2024-W01 @Baghdad": a type, a week that it may be in, and a place or a named party."""
    if report.type is None or report.time is None or report.several:
        return
    weeks = list(_weeks(report.time.earliest, report.time.latest))
    what = {f"@{spot.name}" for spot in report.spots if spot.lat is not None}
    for side, parties in (("<", report.actors), (">", report.recipients)):
        what |= {f"{side}{' '.join(sorted(p.words))}" for p in parties if p.named and p.words}
    yield from (f"{report.type} {week} {told}" for week, told in product(weeks, sorted(what)))


def _weeks(earliest: date, latest: date) -> Iterable[str]:
    if (latest - earliest).days > 7 * LONGEST_WEEKS:
        return ()
    days = (earliest + timedelta(days=n) for n in range((latest - earliest).days + 1))
    return dict.fromkeys(f"{day.isocalendar().year}-W{day.isocalendar().week:02}" for day in days)
