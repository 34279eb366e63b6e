"""The commands that ask the store: a command a kind of row, its options the fields of the kind's filter."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints

import typer

from dateline.cli.answering import answer_rows, answer_sql, answer_trend
from dateline.cli.common import STORE, Db

Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated, for programs and spreadsheets.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON array.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")]
Geojson = Annotated[bool, typer.Option("--geojson", help="GeoJSON, a feature a row; for what has a place.")]
Parquet = Annotated[Path | None, typer.Option("--parquet", help="Write a Parquet file; needs dateline\\[frames].")]
Sql = Annotated[
    str | None, typer.Option("--sql", help="Ask one SELECT of your own instead, read only; as `dateline sql`.")
]
Plot = Annotated[Path | None, typer.Option("--plot", help="Write a picture, .png or .svg; needs dateline\\[plots].")]
Seconds = Annotated[float, typer.Option(min=0.1, max=3600, help="Stop a query that takes longer.")]
Rows = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows; 100,000 where not told.")]


def _asking(form: str, method: str, doc: str, *outputs: tuple[str, Any]) -> Callable[..., None]:
    """A command whose options are the fields of a filter, then ``--db`` and those of its outputs."""

    def command(db: Path, **given: Any) -> None:
        from dateline.asking import open_record

        out = {name: given.pop(name) for name, _ in outputs}
        with open_record(db) as record:
            if out.get("sql"):
                answer_sql(record, out["sql"], out, limit=given["limit"])
            elif method == "trend":
                answer_trend(record, told(given), out)
            else:
                answer_rows(getattr(record, method)(**told(given)), out, method)

    from dateline.store.query import filters

    kind = getattr(filters, form)
    return with_options(command, method, doc, [*options_of(kind), option("db", Db, STORE), *outputs_of(outputs)])


def with_options(
    command: Callable[..., None], name: str, doc: str, options: list[inspect.Parameter]
) -> Callable[..., None]:
    """A command with a name, a help text and options; what must be told stands first."""
    signature = inspect.Signature(sorted(options, key=lambda p: p.default is not inspect.Parameter.empty))
    command.__name__ = name
    command.__doc__ = doc
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return command


def options_of(kind: type) -> list[inspect.Parameter]:
    """The fields of a filter as options."""
    return [_option(f.name, f.default, hint) for f, hint in _hints(kind)]


def _hints(kind: type) -> list[tuple[Any, Any]]:
    """The fields of a filter with their types; those that every kind has stand last."""
    from dateline.store.query.filters import Asked

    hints = get_type_hints(kind, include_extras=True)
    shared = [f.name for f in fields(Asked)] if issubclass(kind, Asked) else []
    order = sorted(fields(kind), key=lambda f: f.name in shared)
    return [(f, hints[f.name]) for f in order]


def _option(name: str, default: Any, hint: Any) -> inspect.Parameter:
    """A field of a filter as an option: one with several values may be repeated."""
    inner, help_ = get_args(hint)
    flag = "--" + name.replace("_", "-")
    if name == "words":
        return option(name, Annotated[str, typer.Argument(help=help_)], inspect.Parameter.empty)
    if inner is bool:
        return option(name, Annotated[bool, typer.Option(flag, help=help_)], default)
    if inner == bool | None:
        return option(name, Annotated[bool | None, typer.Option(f"{flag}/--no-{flag[2:]}", help=help_)], None)
    if inner in (str, int, int | None, float | None):
        return option(name, Annotated[inner, typer.Option(flag, help=help_)], default)
    if inner == tuple[str, str] | None:
        return option(name, Annotated[inner, typer.Option(flag, help=help_, metavar="<str> <str>")], None)
    if inner == tuple[int, ...]:
        return option(name, Annotated[list[int], typer.Option(flag, help=help_, metavar="<int>")], list(default))
    if isinstance(default, tuple):
        return option(name, Annotated[list[str], typer.Option(flag, help=help_, metavar="<str>")], list(default))
    return option(name, Annotated[str | None, typer.Option(flag, help=help_)], default)


def option(name: str, hint: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


def outputs_of(outputs: Iterable[tuple[str, Any]]) -> list[inspect.Parameter]:
    """The forms of an answer as options."""
    return [option(name, hint, None if _takes_value(hint) else False) for name, hint in outputs]


def _takes_value(hint: Any) -> bool:
    return get_args(hint)[0] is not bool


def told(given: dict[str, Any]) -> dict[str, Any]:
    """The options as the filter has them: lists as tuples, several values with commas between as several."""
    found = {}
    for name, value in given.items():
        if isinstance(value, list):
            value = tuple(part for v in value for part in (v.split(",") if isinstance(v, str) else [v]))
        found[name] = value
    return found


FLAT = (("csv", Csv), ("json", AsJson), ("jsonl", Jsonl), ("parquet", Parquet))
PLACED = (*FLAT, ("geojson", Geojson))
events = _asking(
    "EventFilter",
    "events",
    """List events: who did what to whom, where, when, and who says so.

    Example:  dateline events --type ASSAULT --place IRQ --since 2024 --db news.db
    """,
    *PLACED,
    ("sql", Sql),
)
quotes = _asking(
    "QuoteFilter",
    "quotes",
    """List what was said, and by whom.

    Example:  dateline quotes --by GOV --about ceasefire --db news.db
    """,
    *FLAT,
)
figures = _asking(
    "FigureFilter",
    "figures",
    """List numbers that are news: how many of what, whose, and who says so.

    Example:  dateline figures --unit percent --change down --db news.db
    """,
    *PLACED,
)
actors = _asking(
    "ActorFilter",
    "actors",
    """List who is named, and on how many pages.

    Example:  dateline actors --country IRQ --sector MIL --db news.db
    """,
    *FLAT,
)
places = _asking(
    "PlaceFilter",
    "places",
    """List the places that are named, and on how many pages.

    Example:  dateline places --near 33.3,44.4,100 --db news.db
    """,
    *PLACED,
)
pages = _asking(
    "PageFilter",
    "pages",
    """List the pages in the store, each in its newest version.

    Example:  dateline pages --outlet "Harbour Wire" --since 2024-03 --db news.db
    """,
    *FLAT,
)
search = _asking(
    "SearchFilter",
    "search",
    """Search the pages' words, best first; forms of a word count as it.

    Example:  dateline search 'harbour AND (attack OR ceasefire)' --db news.db
    """,
    *FLAT,
)
trend = _asking(
    "TrendFilter",
    "trend",
    """Count events over time, with the pages read beneath; told background, copies and denials are left out.

    Each period is held against the same one a year before (conditional binomial test). Changes of level are
    PELT's, tested by shuffling (docs/asking.md).

    Example:  dateline trend --by month --of ASSAULT --place IRQ --plot trend.png --db news.db
    """,
    *FLAT,
    ("plot", Plot),
)


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT; the tables are told in docs/store.md.")],
    db: Db = STORE,
    limit: Rows = None,
    seconds: Seconds = 10.0,
    as_csv: Csv = False,
    as_json: AsJson = False,
    as_jsonl: Jsonl = False,
    parquet: Parquet = None,
) -> None:
    """Ask the store in SQL, read only and within limits of time and rows.

    Example:  dateline sql "SELECT type, count(*) FROM event GROUP BY type" --db news.db
    """
    from dateline.asking import open_record

    out = {"csv": as_csv, "json": as_json, "jsonl": as_jsonl, "parquet": parquet}
    with open_record(db) as record:
        answer_sql(record, query, out, limit=limit, seconds=seconds)
