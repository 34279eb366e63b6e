"""Actors and places of the whole store: those of each page, told together by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dateline.answers import ActorRow, PlaceRow
from dateline.store.query.clauses import Clause, among, both, listed, no_copy, one_of, published
from dateline.store.query.filters import ActorFilter, PlaceFilter
from dateline.store.query.names import distinct, name_query, of_outlet, spots
from dateline.store.query.paging import Plan
from dateline.store.query.parts import OF, day, in_order, words

ORDERS = ("pages", "name")
ACTOR_KINDS = ("person", "group", "government", "organisation", "country", "people")


def actor_plan(db: sqlite3.Connection, asked: ActorFilter) -> Plan[ActorRow]:
    """Actors that have name, kind and country in common are one row, whose key is that of the first."""
    order = one_of("--order", asked.order, ORDERS)
    named = None
    if asked.name is not None:
        named = Clause(
            "key IN (SELECT rowid FROM actor_words WHERE actor_words MATCH ?)", (name_query("--name", asked.name),)
        )
    where = both(
        [
            named,
            among("country", "--country", asked.country),
            _sector(db, asked.sector),
            among("kind", "--kind", asked.kind, ACTOR_KINDS),
            published("page", asked.since, asked.until),
            of_outlet(db, "page", asked.outlet),
            no_copy("page", copies=asked.copies),
        ]
    )
    source = (
        f"(SELECT min(key) AS key, name, count(*) AS pages FROM actor WHERE {where.sql} "
        "GROUP BY name, kind, country) AS g"
    )
    sort = "g.pages" if order == "pages" else "g.name"
    return Plan(source, "g.key", Clause("1"), load_actors, sort, descending=order == "pages", before=where.values)


def _sector(db: sqlite3.Connection, sector: str | tuple[str, ...]) -> Clause | None:
    asked = {s.upper() for s in listed(sector)}
    if not asked:
        return None
    cells = [cell for cell in distinct(db, "actor", "sector") if asked & set(words(cell))]
    return among("sector", "--sector", tuple(cells)) or Clause("0")


def load_actors(db: sqlite3.Connection, keys: Sequence[int]) -> list[ActorRow]:
    """The actors of which these rows are the first, each over all pages that are no copies."""
    rows = in_order(db, keys, f"SELECT key, name, kind, country FROM actor WHERE key {OF}")
    return [_actor(db, *row[1:]) for row in rows]


def _actor(db: sqlite3.Connection, name: str, kind: str, country: str | None) -> ActorRow:
    same = "a.name = ? AND a.kind = ? AND a.country IS ? AND a.page NOT IN (SELECT page FROM copy)"
    asked = (name, kind, country)
    pages, first, last, newest = db.execute(
        "SELECT count(DISTINCT a.page), min(t.published_earliest), max(t.published_latest), max(a.key) "
        f"FROM actor AS a JOIN article AS t INDEXED BY article_page ON t.page = a.page WHERE {same}",
        asked,
    ).fetchone()
    sector, title = db.execute("SELECT sector, title FROM actor WHERE key = ?", (newest,)).fetchone() or ("[]", None)
    roles = dict(
        db.execute(
            "SELECT p.role, count(DISTINCT p.event) FROM actor AS a JOIN participant AS p ON p.actor_key = a.key "
            f"WHERE {same} AND p.polarity <> 'denied' GROUP BY p.role",
            asked,
        )
    )
    quotes = db.execute(
        f"SELECT count(*) FROM actor AS a JOIN quote AS q ON q.speaker_key = a.key WHERE {same}", asked
    ).fetchone()[0]
    return ActorRow(
        name, kind, country, words(sector), title, pages, roles.get("actor", 0), roles.get("recipient", 0), quotes,
        day(first), day(last),
    )  # fmt: skip


def place_plan(db: sqlite3.Connection, asked: PlaceFilter) -> Plan[PlaceRow]:
    """Places with one number in GeoNames, else with one name, kind and country, are one row."""
    order = one_of("--order", asked.order, ORDERS)
    found = spots(db, asked.name, asked.near)
    where = both(
        [
            found,
            among("q.kind", "--kind", asked.kind),
            published("q.page", asked.since, asked.until),
            of_outlet(db, "q.page", asked.outlet),
            no_copy("q.page", copies=asked.copies),
        ]
    )
    source = (
        f"(SELECT min(key) AS key, name, count(*) AS pages FROM place AS q WHERE {where.sql} "
        "GROUP BY name, kind, country, geonames_id) AS g"
    )
    sort = "g.pages" if order == "pages" else "g.name"
    return Plan(source, "g.key", Clause("1"), load_places, sort, descending=order == "pages", before=where.values)


def load_places(db: sqlite3.Connection, keys: Sequence[int]) -> list[PlaceRow]:
    sql = f"SELECT key, name, kind, country, admin1, geonames_id, lat, lon FROM place WHERE key {OF}"
    found = []
    for _, name, kind, country, admin1, geonames_id, lat, lon in in_order(db, keys, sql):
        same = (
            "q.name = ? AND q.kind = ? AND q.country IS ? AND q.geonames_id IS ? "
            "AND q.page NOT IN (SELECT page FROM copy)"
        )
        asked = (name, kind, country, geonames_id)
        pages, first, last = db.execute(
            "SELECT count(DISTINCT q.page), min(t.published_earliest), max(t.published_latest) "
            f"FROM place AS q JOIN article AS t INDEXED BY article_page ON t.page = q.page WHERE {same}",
            asked,
        ).fetchone()
        events = db.execute(
            f"SELECT count(DISTINCT e.event) FROM place AS q JOIN event_place AS e ON e.place_key = q.key WHERE {same}",
            asked,
        ).fetchone()[0]
        found.append(PlaceRow(name, kind, country, admin1, geonames_id, lat, lon, pages, events, day(first), day(last)))
    return found
