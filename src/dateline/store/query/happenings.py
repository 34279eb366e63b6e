"""Happenings: what may be asked of them, and their rows whole."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from dateline.differ import happening_of
from dateline.errors import UsageError
from dateline.happening import HappeningRow, Reason, ReportRow, Tie
from dateline.jsontext import sound
from dateline.store.open import Store, telling
from dateline.store.pages import find_pages
from dateline.store.query.clauses import Clause, both, no_copy, one_of, refuse
from dateline.store.query.events import MERGED, event_clause, load_events
from dateline.store.query.filters import HappeningFilter
from dateline.store.query.paging import Plan
from dateline.store.query.parts import OF, in_order, keys_json
from dateline.tolls import RULES

ORDERS = ("newest", "oldest", "reports")
START = re.compile(r"[0-9a-f]{6,16}(?:-\d+)?")
SHOWN = 5  # ids that an ambiguous one is told to mean
UNMERGED = """
    SELECT count(*) FROM page AS p JOIN reading AS d ON d.page = p.key AND d.current
    WHERE p.replaced_by IS NULL AND NOT EXISTS (SELECT 1 FROM merged AS m WHERE m.page = p.key AND m.reading = d.key)
"""
TIES = """
    SELECT a.id, b.id, p.probability, p.reasons FROM pairing AS p
    JOIN report AS a ON a.key = p.one JOIN report AS b ON b.key = p.other
    WHERE p.one IN (SELECT value FROM json_each(?)) AND a.happening = b.happening
"""
SAID_SAME = "SELECT one, other, note FROM verdict WHERE same AND one IN (SELECT value FROM json_each(?))"
STARTING = (
    "SELECT key FROM happening WHERE id >= ? AND id < ? UNION SELECT happening FROM report WHERE id >= ? AND id < ?"
)


def happening_plan(db: sqlite3.Connection, asked: HappeningFilter) -> Plan[HappeningRow]:
    """The question as SQL. Raises UsageError on a value that cannot be asked for, and where nothing was merged."""
    check_merged(db)
    if asked.reports < 1:
        refuse("--reports", asked.reports, "at least 1")
    order = one_of("--order", asked.order, ORDERS)
    load = partial(load_happenings, rule=one_of("--rule", asked.rule, RULES))
    fits, counted = event_clause(db, asked), both([no_copy("e.page", copies=asked.copies)])
    source = (
        "(SELECT r.happening AS key, count(DISTINCT e.page) AS pages, min(e.time_earliest) AS earliest "
        f"FROM {MERGED} WHERE ({counted.sql}) AND {_shared(asked.reports)} "
        f"GROUP BY r.happening HAVING pages >= {int(asked.reports)} AND max({fits.sql})) AS g"
    )
    values = (*counted.values, *fits.values)
    if order == "reports":
        return Plan(source, "g.key", Clause("1"), load, "g.pages", descending=True, before=values)
    newest = order == "newest"
    return Plan(source, "g.key", Clause("1"), load, "g.earliest", descending=newest, sorts_nulls=True, before=values)


def _shared(least: int) -> str:
    """Only reports of happenings that have so many: an index answers it, and most happenings have one."""
    if least < 2:
        return "r.happening IS NOT NULL"
    return f"r.happening IN (SELECT happening FROM report GROUP BY happening HAVING count(*) >= {int(least)})"


def load_happenings(db: sqlite3.Connection, keys: Sequence[int], *, rule: str) -> list[HappeningRow]:
    """The happenings with these keys, in their order, each with its reports that have a type."""
    told = db.execute(
        f"SELECT r.happening, r.key, r.id, e.key FROM {MERGED} WHERE r.happening {OF} ORDER BY r.page, r.key",
        (keys_json(keys),),
    ).fetchall()
    events = load_events(db, [row[3] for row in told])
    ties = _ties(db, [row[1] for row in told], [row[2] for row in told])
    reports: Mapping[int, list[ReportRow]] = defaultdict(list)
    for (happening, _, report, _), event in zip(told, events, strict=True):
        reports[happening].append(ReportRow(report, event, ties.get(report)))
    ids = in_order(db, [key for key in keys if key in reports], f"SELECT key, id FROM happening WHERE key {OF}")
    return [happening_of(id_, reports[key], rule=rule) for key, id_ in ids]


def _ties(db: sqlite3.Connection, keys: Iterable[int], ids: Sequence[str]) -> Mapping[str, Tie]:
    """The likeliest pair of each report within its happening; a person's word outranks it."""
    found: dict[str, Tie] = {}
    for one, other, probability, reasons in db.execute(TIES, (keys_json(keys),)):
        why = tuple(Reason(name, weight) for name, weight in json.loads(reasons))
        for report, tied in ((one, other), (other, one)):
            had = found.get(report)
            if had is None or probability > (had.probability or 0.0):
                found[report] = Tie(tied, probability, why)
    known = set(ids)
    for one, other, note in db.execute(SAID_SAME, (json.dumps(ids),)):
        if other in known:
            for report, tied in ((one, other), (other, one)):
                had = found.get(report)
                same = had is not None and had.other == tied
                found[report] = Tie(
                    tied, had.probability if had and same else None, had.reasons if had and same else (), True, note
                )
    return found


def check_merged(db: sqlite3.Connection) -> None:
    """Raises UsageError where the store has pages, and none was merged."""
    if db.execute("SELECT 1 FROM merged LIMIT 1").fetchone() is None and count_unmerged(db):
        raise UsageError("no pages of this store were merged; run `dateline merge --db FILE` first")


def count_unmerged(db: sqlite3.Connection) -> int:
    """Pages that were added or read again since they were last merged."""
    return int(db.execute(UNMERGED).fetchone()[0])


def unmerged(store: Store) -> int:
    """Pages that were added or read again since they were last merged."""
    with telling(store.path):
        return count_unmerged(store.db)


def one_happening(store: Store, words: str, *, rule: str) -> HappeningRow:
    """The happening that a person means, as ``find_happening``. Raises UsageError where there is no such rule."""
    rule = one_of("--rule", rule, RULES)
    key = find_happening(store, words)
    with telling(store.path):
        (found,) = load_happenings(store.db, [key], rule=rule)
    return found


def find_happening(store: Store, words: str) -> int:
    """The key of the happening that a person means: by its id or a report's, six digits or more, or by PAGE#e3.

    A page is named as for `dateline changes`. Raises UsageError where nothing is meant, or several are.
    """
    words = sound(words)
    with telling(store.path):
        check_merged(store.db)
    page, mark, event = words.rpartition("#")
    values: tuple[str, ...]
    if mark:
        pages = find_pages(store, page)
        where, values = f"e.page {OF} AND e.id = ?", (keys_json(pages), event)
    elif START.fullmatch(words):
        where, values = f"r.happening IN ({STARTING})", (words, f"{words}g") * 2
    else:
        refuse("happening", words, "give the first digits of its id, six or more, or PAGE#e3")
    with telling(store.path):
        rows = store.db.execute(
            f"SELECT DISTINCT h.key, h.id FROM {MERGED} JOIN happening AS h ON h.key = r.happening WHERE {where}",
            values,
        ).fetchall()
        exact = [key for key, id_ in rows if id_ == words]
    if len(rows) == 1 or exact:
        return int(exact[0] if exact else rows[0][0])
    if rows:
        shown = ", ".join(sorted(id_ for _, id_ in rows)[:SHOWN])
        refuse("happening", words, f"means {len(rows)}, such as {shown}; give more of the id")
    refuse("happening", words, "no such happening here; `dateline happenings --reports 1` lists them all")
