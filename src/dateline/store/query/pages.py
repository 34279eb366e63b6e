"""Pages: what was read, and what came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dateline.answers import PageRow
from dateline.store.query.clauses import Clause, among, both, no_copy, one_of, overlaps
from dateline.store.query.filters import PageFilter
from dateline.store.query.names import actors_meant, of_outlet, spots
from dateline.store.query.paging import Plan
from dateline.store.query.parts import OF, PAGE, PAGES, in_order, page_ref
from dateline.store.query.search import about

ORDERS = ("newest", "oldest", "added")
OWN = (
    "a.published_basis, a.language, p.added, (SELECT count(*) FROM event WHERE page = p.key), "
    "(SELECT count(*) FROM quote WHERE page = p.key), (SELECT count(*) FROM figure WHERE page = p.key)"
)


def page_plan(db: sqlite3.Connection, asked: PageFilter) -> Plan[PageRow]:
    """Pages in their newest version."""
    order = one_of("--order", asked.order, ORDERS)
    named = where_named = None
    if asked.actor is not None:
        meant = actors_meant(db, "--actor", asked.actor)
        named = Clause(f"d.page IN (SELECT a.page FROM actor AS a WHERE {meant.sql})", meant.values)
    if (places := spots(db, asked.place, None)) is not None:
        where_named = Clause(f"d.page IN (SELECT q.page FROM place AS q WHERE {places.sql})", places.values)
    where = both(
        [
            about(db, "--about", "d.key", asked.about, table="article_words"),
            named,
            where_named,
            among("d.language", "--language", asked.language),
            overlaps("d.published_earliest", "d.published_latest", asked.since, asked.until),
            of_outlet(db, "d.page", asked.outlet),
            no_copy("d.page", copies=asked.copies),
        ]
    )
    if order == "added":
        return Plan("article AS d", "d.page", where, load_pages)
    newest = order == "newest"
    return Plan(
        "article AS d", "d.page", where, load_pages, "d.published_earliest", descending=newest, sorts_nulls=True
    )


def load_pages(db: sqlite3.Connection, keys: Sequence[int]) -> list[PageRow]:
    """The pages with these keys, in their order."""
    found = []
    for row in in_order(db, keys, f"SELECT p.key, {PAGE}, {OWN} FROM {PAGES} WHERE p.key {OF}"):
        ref = page_ref(row[1:9])
        basis, language, added, events, quotes, figures = row[9:]
        found.append(
            PageRow(
                ref.id, ref.source, ref.outlet, ref.headline, ref.url, ref.published, basis, language, events, quotes,
                figures, ref.copy_of, added,
            )
        )  # fmt: skip
    return found
