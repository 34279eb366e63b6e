"""Words searched for: what FTS5 understands, checked before it is asked, and what it finds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from functools import partial

from dateline.answers import Hit
from dateline.errors import UsageError
from dateline.jsontext import sound
from dateline.records import Span
from dateline.store.query.clauses import Clause, both, no_copy, published
from dateline.store.query.filters import SearchFilter
from dateline.store.query.names import of_outlet, quoted
from dateline.store.query.paging import Plan
from dateline.store.query.parts import OF, in_order, pages_of

# What makes a text a query of FTS5's own language and not plain words.
OPERATORS = re.compile(r'["*^():+{}]|\b(?:AND|OR|NOT|NEAR)\b')
OPEN, CLOSE = "\x02", "\x03"
SNIPPET_WORDS = 28
HEADLINE_WEIGHT = 5.0
LONGEST = 2000


def fts_query(db: sqlite3.Connection, option: str, text: str, *, table: str = "article_words") -> str:
    """A query that FTS5 takes. Plain words are quoted, so that "U.S." and "cease-fire" can be looked for;
    a text with operators is FTS5's own language. Raises UsageError, with FTS5's reason, on one it does not take.
    """
    words = sound(text).replace("\0", " ").strip()
    if len(words) > LONGEST:
        raise UsageError(f"{option}: {len(words)} letters are too many to search for; {LONGEST} at most")
    if not re.search(r"\w", words):
        raise UsageError(f"{option} {words!r}: has no words to look for")
    query = words if OPERATORS.search(words) else " ".join(quoted(word) for word in words.split())
    try:
        db.execute(f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1", (query,)).fetchone()
    except sqlite3.OperationalError as err:
        if (getattr(err, "sqlite_errorname", "") or "") != "SQLITE_ERROR":
            raise
        reason = str(err).removeprefix("fts5: ")
        raise UsageError(
            f"{option} {words[:60]}: can't be searched for: {reason}; "
            'put what is meant as it stands in double quotes, such as "cease-fire: day one"'
        ) from err
    return query


def search_plan(db: sqlite3.Connection, asked: SearchFilter) -> Plan[Hit]:
    """Pages by how well they fit, a word in the headline counting for five."""
    query = fts_query(db, "search", asked.words)
    where = both(
        [
            published("w.page", asked.since, asked.until),
            of_outlet(db, "w.page", asked.outlet),
            no_copy("w.page", copies=asked.copies),
        ]
    )
    # LIMIT -1 keeps SQLite from asking for a rank again for each comparison.
    ranked = (
        f"(SELECT a.page, a.key AS key, bm25(article_words, {HEADLINE_WEIGHT}, 1.0) AS fit FROM article_words "
        "JOIN article AS a ON a.key = article_words.rowid WHERE article_words MATCH ? LIMIT -1) AS w"
    )
    return Plan(ranked, "w.key", where, partial(_load_hits, query=query), "w.fit", before=(query,))


def about(db: sqlite3.Connection, option: str, column: str, text: str | None, *, table: str) -> Clause | None:
    """The row, by its key, has the words in the index ``table``."""
    if text is None:
        return None
    query = fts_query(db, option, text, table=table)
    return Clause(f"{column} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", (query,))


def _load_hits(db: sqlite3.Connection, keys: Sequence[int], *, query: str) -> list[Hit]:
    sql = (
        f"SELECT w.rowid, a.page, snippet(article_words, -1, ?, ?, '…', {SNIPPET_WORDS}), "
        f"bm25(article_words, {HEADLINE_WEIGHT}, 1.0) FROM article_words AS w JOIN article AS a ON a.key = w.rowid "
        f"WHERE w.article_words MATCH ? AND w.rowid {OF}"
    )
    rows = in_order(db, keys, sql, OPEN, CLOSE, query)
    pages = pages_of(db, {row[1] for row in rows})
    return [Hit(pages[page], *unmarked(snippet), fit) for _, page, snippet, fit in rows]


def unmarked(snippet: str) -> tuple[str, tuple[Span, ...]]:
    """A snippet without the marks about found words, and where these stood."""
    text, marked, start = "", [], 0
    for piece in re.split(f"([{OPEN}{CLOSE}])", " ".join(snippet.split())):
        if piece == OPEN:
            start = len(text)
        elif piece == CLOSE:
            marked.append(Span(start, len(text)))
        else:
            text += piece
    return text, tuple(marked)
