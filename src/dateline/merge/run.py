"""Merging what is new: compared with what it may belong to, then grouped again with what it touches.

The work grows with the number of new pages, not with all that was merged before; it is the same whether the
tables stand in a store or in memory. Call within a transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from dateline.lexicon.happenings import Commonness
from dateline.merge.cluster import pair
from dateline.merge.facts import PageFacts
from dateline.merge.facts_text import to_text
from dateline.merge.group import regroup
from dateline.merge.index import Rarity, neighbours, put_page, signed
from dateline.merge.likeness import dot, likeness, measured, months_apart, norm, ruled_out
from dateline.merge.weigh import Score, Weights, weigh

NEAREST = 5  # pages by which a page's neighbourhood is measured
REMEMBERED = 4_000  # pages' facts in memory
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
) -> Merged:
    """Puts new pages, each a key with its reading's, into happenings."""
    facts = lru_cache(REMEMBERED)(load)
    for page, reading in pages:
        put_page(db, page, facts(page), commonness)
        line = to_text(facts(page))
        db.execute("INSERT INTO merged (page, reading, nearest, facts) VALUES (?, ?, 0, ?)", (page, reading, line))
    new = [page for page, _ in pages]
    work = _Comparison(db, facts, Rarity(db, commonness), weights)
    work.compare(new)
    return Merged(len(new), regroup(db, new, (), weights), work.compared, work.kept)


class _Comparison:
    def __init__(self, db: sqlite3.Connection, facts: Load, rarity: Rarity, weights: Weights) -> None:
        self._db, self._facts, self._rarity, self._weights = db, facts, rarity, weights
        self._norms: dict[int, float] = {}
        self.compared = self.kept = 0

    def compare(self, pages: Sequence[int]) -> None:
        """Every report of these pages with those that may tell of the same."""
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
            self._compare(self._facts(one), self._facts(other), measured(cosine, nearest, other_nearest))

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
                self._norms[page] = norm(self._facts(page), self._rarity)
        return dot(self._facts(one), self._facts(other), self._rarity) / (self._norms[one] * self._norms[other])

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
