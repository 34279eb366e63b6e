"""Asking a store from Python, by the names of the command line.

import dateline
record = dateline.open("news.db")
for event in record.events(type="ASSAULT", place="IRQ", since="2024"):
    print(event.time, [party.name for party in event.actor], event.page.url)
frame = record.events(type="ASSAULT").to_pandas()
"""

from __future__ import annotations

import inspect
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TextIO, TypeVar

from dateline.answers import (
    ActorRow,
    EventRow,
    FigureRow,
    Hit,
    PageRow,
    PlaceRow,
    QuoteRow,
    SqlAnswer,
    Trend,
)
from dateline.errors import UsageError
from dateline.export.columns import columns_of
from dateline.export.hand_on import HandedOn, hand_on
from dateline.happening import HappeningRow
from dateline.store.handing import handed_pages, happenings
from dateline.store.open import Store, open_store
from dateline.store.query.clauses import days_of, listed, one_of
from dateline.store.query.counts import dated_events, dated_pages
from dateline.store.query.events import event_plan
from dateline.store.query.filters import (
    ActorFilter,
    Asked,
    EventFilter,
    ExportFilter,
    FigureFilter,
    HappeningFilter,
    PageFilter,
    PlaceFilter,
    QuoteFilter,
    SearchFilter,
    TrendFilter,
)
from dateline.store.query.happenings import happening_plan, one_happening, unmerged
from dateline.store.query.pages import page_plan
from dateline.store.query.paging import Plan, Slice, count, planned, some, walk
from dateline.store.query.search import search_plan
from dateline.store.query.speech import figure_plan, quote_plan
from dateline.store.query.sql import ask_sql
from dateline.store.query.world import actor_plan, place_plan
from dateline.trend import make_trend

if TYPE_CHECKING:
    import pandas

CACHE_KIB = 65_536  # of the file's pages, in memory; a count of a large store goes through many
Row = TypeVar("Row")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """An answer. It reads the store as it is walked through, each time anew; nothing is held in memory."""

    store: Store
    kind: type[Row]
    plan: Plan[Row]
    asked: Asked

    def __iter__(self) -> Iterator[Row]:
        """The rows, frozen records, up to the limit asked for."""
        return walk(self.store, self.plan, limit=self.asked.limit, after=self.asked.after)

    def page(self, size: int = 50, *, after: str | None = None) -> Slice[Row]:
        """So many rows, and the token with which ``after`` goes on; its ``next`` is None at the end."""
        return some(self.store, self.plan, limit=size, after=after or self.asked.after)

    def count(self, *, most: int | None = None) -> int:
        """How many rows there are, whatever the limit; with ``most``, no more than so many are counted."""
        return count(self.store, self.plan, most=most)

    def first(self) -> Row | None:
        return next(iter(self), None)

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame with the columns of ``--csv``; needs the extra ``frames``."""
        from dateline.export.frames import to_pandas

        return to_pandas(columns_of(self.kind), self)


def _asks(
    kind: type[Row], form: Callable[P, Asked], planner: Callable[[sqlite3.Connection, Any], Plan[Row]]
) -> Callable[Concatenate[Record, P], Found[Row]]:
    """A method whose parameters are the fields of a filter."""

    def ask(record: Record, /, *args: P.args, **options: P.kwargs) -> Found[Row]:
        return record._find(kind, planner, _filled(form, *args, **options))

    ask.__doc__ = f"{kind.__name__}s; the options are those of `dateline`, told in docs/asking.md."
    ask.__signature__ = _signature(form)  # type: ignore[attr-defined]
    return ask


def _filled(form: Callable[P, Asked], *args: P.args, **options: P.kwargs) -> Asked:
    try:
        return form(*args, **options)
    except TypeError as err:
        known = ", ".join(f.name for f in fields(form))  # type: ignore[arg-type]
        raise UsageError(f"{str(err).split(') ', 1)[-1]}; the options are {known}") from err


def _signature(form: Callable[..., Any]) -> inspect.Signature:
    own = inspect.signature(form)
    me = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return own.replace(parameters=[me, *own.parameters.values()], return_annotation=inspect.Signature.empty)


class Record(AbstractContextManager["Record"]):
    """A store that is asked. It sees what another program has added up to each question; one thread uses one."""

    events = _asks(EventRow, EventFilter, event_plan)
    quotes = _asks(QuoteRow, QuoteFilter, quote_plan)
    figures = _asks(FigureRow, FigureFilter, figure_plan)
    actors = _asks(ActorRow, ActorFilter, actor_plan)
    places = _asks(PlaceRow, PlaceFilter, place_plan)
    pages = _asks(PageRow, PageFilter, page_plan)
    happenings = _asks(HappeningRow, HappeningFilter, happening_plan)
    _search = _asks(Hit, SearchFilter, search_plan)

    def __init__(self, store: Store) -> None:
        self.store = store

    def search(self, words: str, *, limit: int | None = None, **options: Any) -> Found[Hit]:
        """Pages that have the words, best first."""
        return self._search(words=words, limit=limit, **options)

    def happening(self, which: str, *, rule: str = "ucdp") -> HappeningRow:
        """One happening, by the first digits of its id or of a report's, or by PAGE#e3; all its reports side by side.

        Raises UsageError where none is meant, or several are, and where there is no such rule.
        """
        return one_happening(self.store, which, rule=rule)

    def unmerged(self) -> int:
        """How many pages were added or read again since `dateline merge` last ran."""
        return unmerged(self.store)

    def trend(self, **options: Any) -> Trend:
        """Counts over time; the options are the fields of ``TrendFilter``."""
        return trend_of(self.store, _filled(TrendFilter, **options))  # type: ignore[arg-type]

    def sql(self, sql: str, *, limit: int | None = None, seconds: float = 10.0) -> SqlAnswer:
        """The rows of one SELECT, read only."""
        return ask_sql(self.store, sql, limit_rows=limit, limit_s=seconds)

    def export(
        self,
        form: str,
        to: str | Path | TextIO,
        *,
        rule: str | None = None,
        claimed: bool = False,
        **options: Any,
    ) -> HandedOn:
        """Writes the events asked for, or their pages, in another project's shape to a file or a stream of text.

        ``form`` is that of ``dateline export --as``; the options are the fields of ``ExportFilter``. What was left
        out, and what the shape can't hold, is told in the answer.
        """
        asked = _filled(ExportFilter, **options)
        assert isinstance(asked, ExportFilter)
        return hand_on(
            form,
            to,
            happenings=lambda: happenings(self.store, asked),
            pages=lambda: handed_pages(self.store, asked),
            rule=rule,
            claimed=claimed,
        )

    def close(self) -> None:
        self.store.close()

    def __exit__(self, kind: type[BaseException] | None, err: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _find(
        self, kind: type[Row], planner: Callable[[sqlite3.Connection, Any], Plan[Row]], asked: Asked
    ) -> Found[Row]:
        return Found(self.store, kind, planned(self.store, planner, asked), asked)


def open_record(path: str | Path) -> Record:
    """The store in a file, to ask. Raises StoreError where there is none or it can't be read."""
    store = open_store(path)
    store.db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return Record(store)


def trend_of(store: Store, asked: TrendFilter) -> Trend:
    """Counts over time as a filter asks for them."""
    if asked.per is not None:
        one_of("--per", asked.per, ("pages",))
    since = days_of("--since", asked.since)[0] if asked.since is not None else None
    until = days_of("--until", asked.until)[1] if asked.until is not None else None
    rule = one_of("--uncertain", asked.uncertain, ("spread", "first", "skip"))
    return make_trend(
        dated_events(store, asked),
        dated_pages(store, asked),
        by=one_of("--by", asked.by, ("day", "week", "month", "quarter", "year")),
        of=told(asked),
        per_pages=asked.per is not None,
        rule=rule,
        since=since,
        until=until,
    )


def told(asked: TrendFilter) -> str:
    """What a trend counts, in words: "ASSAULT, actual, by IRQ, in Baghdad"."""
    parts = [
        " or ".join(listed(asked.of)) or "all events",
        " or ".join(listed(asked.mode)),
        "/".join(listed(asked.status)),
    ]
    parts += [f"quad {'/'.join(map(str, asked.quad))}"] if asked.quad else []
    parts += [f"by {asked.actor}"] if asked.actor else []
    parts += [f"to {asked.recipient}"] if asked.recipient else []
    parts += [f"between {asked.between[0]} and {asked.between[1]}"] if asked.between else []
    named = asked.actor or asked.recipient or asked.between
    parts += [f"({', '.join(listed(asked.polarity))})"] if named and asked.polarity else []
    parts += [f"in {asked.place}"] if asked.place else []
    parts += [f"near {asked.near}"] if asked.near else []
    parts += [f"told by {asked.said_by}"] if asked.said_by else []
    parts += [f"in {asked.outlet}"] if asked.outlet else []
    parts += [f"{asked.killed_at_least} killed or more"] if asked.killed_at_least is not None else []
    parts += ["background too"] if asked.historical else []
    parts += ["copies too"] if asked.copies else []
    return ", ".join(filter(None, parts)).replace(", (", " (")
