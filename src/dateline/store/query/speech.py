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
from dateline.store.query.names import actors_meant, of_outlet, spots
from dateline.store.query.paging import Plan
from dateline.store.query.parts import OF, actors_of, figure_places, interval, keys_json, pages_of, tellers_of
from dateline.store.query.search import about

ORDERS = ("newest", "oldest", "added")


def quote_plan(db: sqlite3.Connection, asked: QuoteFilter) -> Plan[QuoteRow]:
    order = one_of("--order", asked.order, ORDERS)
    by = None
    if asked.by is not None:
        meant = actors_meant(db, "--by", asked.by)
        by = Clause(f"q.speaker_key IN ({meant.sql})", meant.values)
    where = both(
        [
            by,
            about(db, "--about", "q.key", asked.about, table="quote_words"),
            among("q.kind", "--kind", asked.kind, ("direct", "indirect", "mixed")),
            among("q.cue_kind", "--cue", asked.cue),
            published("q.page", asked.since, asked.until),
            of_outlet(db, "q.page", asked.outlet),
            no_copy("q.page", copies=asked.copies),
        ]
    )
    if order == "added":
        return Plan("quote AS q", "q.key", where, load_quotes)
    source = "article AS a JOIN quote AS q ON q.page = a.page"
    newest = order == "newest"
    return Plan(source, "q.key", where, load_quotes, "a.published_earliest", descending=newest, sorts_nulls=True)


def load_quotes(db: sqlite3.Connection, keys: Sequence[int]) -> list[QuoteRow]:
    """The quotes with these keys, in their order."""
    rows = {
        row[0]: row
        for row in db.execute(
            "SELECT key, page, speaker_key, speaker_span, id, kind, span, cue, cue_kind, closed, part_of, addressee "
            f"FROM quote WHERE key {OF}",
            (keys_json(keys),),
        )
    }
    pages = pages_of(db, {row[1] for row in rows.values()})
    actors = actors_of(db, [row[2] for row in rows.values() if row[2] is not None])
    found = []
    for row in (rows[key] for key in keys if key in rows):
        (_, page, speaker, words, quote, kind, span, cue, cue_kind, closed, part_of, addressee) = row
        who = _who(words, actors.get(speaker))
        found.append(QuoteRow(quote, kind, span, who, cue, cue_kind, bool(closed), part_of, addressee, pages[page]))
    return found


def figure_plan(db: sqlite3.Connection, asked: FigureFilter) -> Plan[FigureRow]:
    order = one_of("--order", asked.order, ORDERS)
    whose = spot = None
    if asked.whose is not None:
        meant = actors_meant(db, "--whose", asked.whose)
        whose = Clause(f"f.whose_key IN ({meant.sql})", meant.values)
    if (places := spots(db, asked.place, None)) is not None:
        spot = Clause(f"f.key IN (SELECT figure FROM figure_place WHERE place_key IN ({places.sql}))", places.values)
    when = overlaps(
        "ifnull(f.time_earliest, a.published_earliest)", "ifnull(f.time_latest, a.published_latest)",
        asked.since, asked.until,
    )  # fmt: skip
    where = both(
        [
            among("f.unit", "--unit", asked.unit),
            has_words("f.what", "--what", asked.what),
            whose,
            spot,
            _said_by(db, asked.said_by),
            at_least("f.low", "--at-least", asked.at_least),
            at_least("f.high", "--at-most", asked.at_most, most=True),
            among("f.change", "--change", asked.change, ("up", "down")),
            when,
            of_outlet(db, "f.page", asked.outlet),
            no_copy("f.page", copies=asked.copies),
        ]
    )
    source = "article AS a JOIN figure AS f ON f.page = a.page"
    if order == "added":
        return Plan(source, "f.key", where, load_figures)
    newest = order == "newest"
    return Plan(source, "f.key", where, load_figures, "a.published_earliest", descending=newest, sorts_nulls=True)


def load_figures(db: sqlite3.Connection, keys: Sequence[int]) -> list[FigureRow]:
    """The figures with these keys, in their order."""
    rows = {
        row[0]: row
        for row in db.execute(
            "SELECT key, page, whose_key, id, span, low, high, approximate, unit, what, change, time_earliest, "
            f"time_latest, compared_to_earliest, compared_to_latest FROM figure WHERE key {OF}",
            (keys_json(keys),),
        )
    }
    pages = pages_of(db, {row[1] for row in rows.values()})
    actors = actors_of(db, [row[2] for row in rows.values() if row[2] is not None])
    places, tellers = figure_places(db, rows), tellers_of(db, "figure", rows)
    found = []
    for row in (rows[key] for key in keys if key in rows):
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
    told = f"SELECT owner FROM attribution WHERE actor_key IN ({meant.sql}) AND owner_kind = 'figure'"
    return Clause(f"f.key IN ({told})", meant.values)
