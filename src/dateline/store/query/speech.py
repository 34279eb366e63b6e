"""Quotes and figures."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from dateline.answers import FigureRow, QuoteRow, Who
from dateline.store.query.clauses import (
    Clause,
    among,
    at_least,
    both,
    has_words,
    no_copy,
    one_of,
    overlaps,
    published,
)
from dateline.store.query.filters import FigureFilter, QuoteFilter
from dateline.store.query.names import actors_meant, among_actors, at_places, of_outlet, spots
from dateline.store.query.paging import Plan
from dateline.store.query.parts import OF, actors_of, figure_places, in_order, interval, pages_of, tellers_of
from dateline.store.query.search import about

ORDERS = ("newest", "oldest", "added")


def quote_plan(db: sqlite3.Connection, asked: QuoteFilter) -> Plan[QuoteRow]:
    order = one_of("--order", asked.order, ORDERS)
    by = None
    if asked.by is not None:
        by = among_actors(db, "s.speaker_key", actors_meant(db, "--by", asked.by))
    where = both(
        [
            by,
            about(db, "--about", "s.key", asked.about, table="quote_words"),
            among("s.kind", "--kind", asked.kind, ("direct", "indirect", "mixed")),
            among("s.cue_kind", "--cue", asked.cue),
            published("s.page", asked.since, asked.until),
            of_outlet(db, "s.page", asked.outlet),
            no_copy("s.page", copies=asked.copies),
        ]
    )
    if order == "added":
        return Plan("quote AS s", "s.key", where, load_quotes)
    source = "article AS d JOIN quote AS s ON s.page = d.page"
    newest = order == "newest"
    return Plan(source, "s.key", where, load_quotes, "d.published_earliest", descending=newest, sorts_nulls=True)


def load_quotes(db: sqlite3.Connection, keys: Sequence[int]) -> list[QuoteRow]:
    """The quotes with these keys, in their order."""
    rows = in_order(
        db,
        keys,
        "SELECT key, page, speaker_key, speaker_span, id, kind, span, cue, cue_kind, closed, part_of, addressee "
        f"FROM quote WHERE key {OF}",
    )
    pages = pages_of(db, {row[1] for row in rows})
    actors = actors_of(db, [row[2] for row in rows if row[2] is not None])
    found = []
    for row in rows:
        (_, page, speaker, words, quote, kind, span, cue, cue_kind, closed, part_of, addressee) = row
        who = _who(words, actors.get(speaker))
        found.append(QuoteRow(quote, kind, span, who, cue, cue_kind, bool(closed), part_of, addressee, pages[page]))
    return found


def figure_plan(db: sqlite3.Connection, asked: FigureFilter) -> Plan[FigureRow]:
    order = one_of("--order", asked.order, ORDERS)
    whose = None
    if asked.whose is not None:
        whose = among_actors(db, "f.whose_key", actors_meant(db, "--whose", asked.whose))
    when = overlaps(
        "ifnull(f.time_earliest, d.published_earliest)", "ifnull(f.time_latest, d.published_latest)",
        asked.since, asked.until,
    )  # fmt: skip
    where = both(
        [
            among("f.unit", "--unit", asked.unit),
            has_words("f.what", "--what", asked.what),
            whose,
            at_places(db, "f.key", "figure_place", "figure", spots(db, asked.place, None)),
            _said_by(db, asked.said_by),
            at_least("f.low", "--at-least", asked.at_least),
            at_least("f.high", "--at-most", asked.at_most, most=True),
            among("f.change", "--change", asked.change, ("up", "down")),
            when,
            of_outlet(db, "f.page", asked.outlet),
            no_copy("f.page", copies=asked.copies),
        ]
    )
    source = "article AS d JOIN figure AS f ON f.page = d.page"
    if order == "added":
        return Plan(source, "f.key", where, load_figures)
    newest = order == "newest"
    return Plan(source, "f.key", where, load_figures, "d.published_earliest", descending=newest, sorts_nulls=True)


def load_figures(db: sqlite3.Connection, keys: Sequence[int]) -> list[FigureRow]:
    """The figures with these keys, in their order."""
    rows = in_order(
        db,
        keys,
        "SELECT key, page, whose_key, id, span, low, high, approximate, unit, what, change, time_earliest, "
        f"time_latest, compared_to_earliest, compared_to_latest FROM figure WHERE key {OF}",
    )
    pages = pages_of(db, {row[1] for row in rows})
    actors = actors_of(db, [row[2] for row in rows if row[2] is not None])
    places, tellers = figure_places(db, keys), tellers_of(db, "figure", keys)
    found = []
    for row in rows:
        (key, page, whose, figure, span, low, high, approximate, unit, what, change, earliest, latest,
         compared_earliest, compared_latest) = row  # fmt: skip
        found.append(
            FigureRow(
                figure, span, low, high, bool(approximate), unit, what, change, actors.get(whose), places.get(key, ()),
                interval(earliest, latest), interval(compared_earliest, compared_latest), tellers.get(key, ()),
                pages[page],
            )
        )  # fmt: skip
    return found


def _who(words: str | None, actor: Who | None) -> Who | None:
    if words is None:
        return None
    return replace(actor, words=words) if actor else Who(words)


def _said_by(db: sqlite3.Connection, text: str | None) -> Clause | None:
    if text is None:
        return None
    if text.strip().lower() == "outlet":
        return Clause("NOT EXISTS (SELECT 1 FROM attribution AS t WHERE t.owner_kind = 'figure' AND t.owner = f.key)")
    meant = actors_meant(db, "--said-by", text)
    told = (
        "EXISTS (SELECT 1 FROM attribution AS t CROSS JOIN actor AS a ON a.key = t.actor_key "
        f"WHERE t.owner_kind = 'figure' AND t.owner = f.key AND ({meant.sql}))"
    )
    return Clause(told, meant.values)
