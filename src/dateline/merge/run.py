"""Merging what is new: compared with what it may belong to, then grouped again with what it touches.

The work grows with the number of new pages, not with all that was merged before; it is the same whether the
tables stand in a store or in memory. Call within a transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dateline.lexicon.happenings import Commonness
from dateline.merge.cluster import Pair, cluster, pair
from dateline.merge.facts import PageFacts
from dateline.merge.facts_text import to_text
from dateline.merge.index import Rarity, neighbours, put_page, signed
from dateline.merge.likeness import dot, likeness, measured, months_apart, norm, ruled_out
from dateline.merge.weigh import Score, Weights, weigh

NEAREST = 5  # pages by which a page's neighbourhood is measured
REMEMBERED = 4_000  # pages' facts in memory
TIED = """
    SELECT other FROM pairing WHERE one = ?1 AND probability >= ?2
    UNION SELECT one FROM pairing WHERE other = ?1 AND probability >= ?2
    UNION SELECT r.key FROM report AS m JOIN report AS r ON r.happening = m.happening WHERE m.key = ?1
    UNION SELECT r.key FROM report AS m JOIN verdict AS v ON v.one = m.id JOIN report AS r ON r.id = v.other
        WHERE m.key = ?1 AND v.same
    UNION SELECT r.key FROM report AS m JOIN verdict AS v ON v.other = m.id JOIN report AS r ON r.id = v.one
        WHERE m.key = ?1 AND v.same
"""
Load = Callable[[int], PageFacts]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a run did: pages and reports newly merged, and the pairs that it compared and kept."""

    pages: int
    reports: int
    compared: int
    pairs: int

    def __add__(self, other: Merged) -> Merged:
        return Merged(
            self.pages + other.pages,
            self.reports + other.reports,
            self.compared + other.compared,
            self.pairs + other.pairs,
        )


def merge_pages(
    db: sqlite3.Connection,
    pages: Sequence[tuple[int, int]],
    *,
    load: Load,
    commonness: Commonness,
    weights: Weights,
    touched: Iterable[int] = (),
) -> Merged:
    """Puts new pages, each a key with its reading's, into happenings; ``touched`` are happenings that lost a report."""
    work = _Work(db, _Remembered(load), commonness, weights)
    for page, reading in pages:
        put_page(db, page, work.facts(page), commonness)
        facts = to_text(work.facts(page))
        db.execute("INSERT INTO merged (page, reading, nearest, facts) VALUES (?, ?, 0, ?)", (page, reading, facts))
    work.compare([page for page, _ in pages])
    new = [page for page, _ in pages]
    count = regroup(db, new, touched, weights)
    return Merged(len(new), count, work.compared, work.kept)


class _Remembered:
    """A loader that keeps the facts of the last pages asked for."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._kept: OrderedDict[int, PageFacts] = OrderedDict()

    def __call__(self, page: int) -> PageFacts:
        if page in self._kept:
            self._kept.move_to_end(page)
            return self._kept[page]
        found = self._kept[page] = self._load(page)
        if len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)
        return found


class _Work:
    def __init__(self, db: sqlite3.Connection, facts: Load, commonness: Commonness, weights: Weights) -> None:
        self._db, self.facts, self._commonness, self._weights = db, facts, commonness, weights
        self._rarity = Rarity(db, commonness)
        self._norms: dict[int, float] = {}
        self.compared = self.kept = 0

    def compare(self, pages: Sequence[int]) -> None:
        """Every report of these pages with those that may tell of the same."""
        self._rarity = Rarity(self._db, self._commonness)
        self._db.execute("CREATE TEMP TABLE near (one INTEGER, other INTEGER, cosine REAL, PRIMARY KEY (one, other))")
        try:
            for page in pages:
                self._meet(page)
            rows = self._db.execute(
                "SELECT n.one, n.other, n.cosine, a.nearest, b.nearest FROM near AS n "
                "JOIN merged AS a ON a.page = n.one JOIN merged AS b ON b.page = n.other ORDER BY n.one, n.other"
            ).fetchall()
        finally:
            self._db.execute("DROP TABLE near")
        for one, other, cosine, nearest, other_nearest in rows:
            self._compare(self.facts(one), self.facts(other), measured(cosine, nearest, other_nearest))

    def _meet(self, page: int) -> None:
        """Notes the pages about what this one is about, and how alike they are."""
        found = dict.fromkeys((*neighbours(self._db, page, self._rarity), *signed(self._db, page)))
        cosines = {other: self._cosine(page, other) for other in found}
        nearest = sorted(cosines.values())[-NEAREST:]
        self._db.execute(
            "UPDATE merged SET nearest = ? WHERE page = ?", (sum(nearest) / len(nearest) if nearest else 0.0, page)
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO near (one, other, cosine) VALUES (?, ?, ?)",
            [(*pair(page, other), cosine) for other, cosine in cosines.items()],
        )

    def _cosine(self, one: int, other: int) -> float:
        for page in (one, other):
            if page not in self._norms:
                self._norms[page] = norm(self.facts(page), self._rarity)
        return dot(self.facts(one), self.facts(other), self._rarity) / (self._norms[one] * self._norms[other])

    def _compare(self, one: PageFacts, other: PageFacts, page: float) -> None:
        apart = months_apart(one.published, other.published)
        keys: dict[str, int] | None = None
        for a, b in product(one.reports, other.reports):
            self.compared += 1
            if ruled_out(a, b) is not None:
                continue
            score = weigh(likeness(a, b, page, apart=apart, weight=self._rarity), self._weights)
            if score.probability >= self._weights.least:
                keys = keys if keys is not None else self._keys((one, other))
                self._keep(keys[a.id], keys[b.id], score)

    def _keys(self, pages: Iterable[PageFacts]) -> dict[str, int]:
        ids = [report.id for page in pages for report in page.reports]
        marks = ",".join("?" * len(ids))
        return dict(self._db.execute(f"SELECT id, key FROM report WHERE id IN ({marks})", ids))

    def _keep(self, one: int, other: int, score: Score) -> None:
        self.kept += 1
        self._db.execute(
            "INSERT OR REPLACE INTO pairing (one, other, probability, reasons) VALUES (?, ?, ?, ?)",
            (*pair(one, other), score.probability, json.dumps(score.reasons)),
        )


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
