"""The commands that ask the store: a command a kind of row, its options the fields of the kind's filter."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

import typer

from dateline.cli.common import STORE, Db, fail, say

if TYPE_CHECKING:
    from dateline.asking import Found, Record
    from dateline.export.columns import Column

COUNTED = 1_000  # rows to which a table's are counted
SHOWN = 20  # rows of a table, where --limit doesn't tell; files have all

Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated, for programs and spreadsheets.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON array.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")]
Geojson = Annotated[bool, typer.Option("--geojson", help="GeoJSON, a feature a row; for events, figures, places.")]
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
                _print_sql(record, out["sql"], out, limit=given["limit"])
            elif method == "trend":
                _print_trend(record, _told(given), out)
            else:
                _print_rows(getattr(record, method)(**_told(given)), out, method)

    from dateline.store.query import filters

    kind = getattr(filters, form)
    own = [_option(f.name, f.default, hint) for f, hint in _hints(kind)]
    shared = [_parameter("db", Db, STORE)]
    shared += [_parameter(name, hint, None if _takes_value(hint) else False) for name, hint in outputs]
    signature = inspect.Signature(sorted([*own, *shared], key=lambda p: p.default is not inspect.Parameter.empty))
    command.__name__ = method
    command.__doc__ = doc
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return command


def _hints(kind: type) -> list[tuple[Any, Any]]:
    """The fields of a filter with their types; those that every kind has stand last."""
    hints = get_type_hints(kind, include_extras=True)
    shared = [f.name for f in fields(kind.__mro__[1])] if kind.__mro__[1] is not object else []
    order = sorted(fields(kind), key=lambda f: f.name in shared)
    return [(f, hints[f.name]) for f in order]


def _option(name: str, default: Any, hint: Any) -> inspect.Parameter:
    """A field of a filter as an option: one with several values may be repeated."""
    inner, help_ = get_args(hint)
    flag = "--" + name.replace("_", "-")
    if name == "words":
        return _parameter(name, Annotated[str, typer.Argument(help=help_)], inspect.Parameter.empty)
    if inner is bool:
        return _parameter(name, Annotated[bool, typer.Option(flag, help=help_)], default)
    if inner == bool | None:
        return _parameter(name, Annotated[bool | None, typer.Option(f"{flag}/--no-{flag[2:]}", help=help_)], None)
    if inner in (str, int | None, float | None):
        return _parameter(name, Annotated[inner, typer.Option(flag, help=help_)], default)
    if inner == tuple[str, str] | None:
        return _parameter(name, Annotated[inner, typer.Option(flag, help=help_, metavar="<str> <str>")], None)
    if inner == tuple[int, ...]:
        return _parameter(name, Annotated[list[int], typer.Option(flag, help=help_, metavar="<int>")], list(default))
    if isinstance(default, tuple):
        return _parameter(name, Annotated[list[str], typer.Option(flag, help=help_, metavar="<str>")], list(default))
    return _parameter(name, Annotated[str | None, typer.Option(flag, help=help_)], default)


def _parameter(name: str, hint: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


def _takes_value(hint: Any) -> bool:
    return get_args(hint)[0] is not bool


def _told(given: dict[str, Any]) -> dict[str, Any]:
    """The options as the filter has them: lists as tuples, several values with commas between as several."""
    found = {}
    for name, value in given.items():
        if isinstance(value, list):
            value = tuple(part for v in value for part in (v.split(",") if isinstance(v, str) else [v]))
        found[name] = value
    return found


# ---------------------------------------------------------------- answers


def _print_rows(found: Found[Any], out: dict[str, Any], noun: str) -> None:
    from dateline.export.columns import columns_of

    if _wanted(out):
        count = _write(found, columns_of(found.kind), out, kind=found.kind)
        say(f"{count:,} {_noun(noun, count)}")
        return
    from dateline.export.screen import print_rows

    page = found.page(found.asked.limit or SHOWN)
    print_rows(page.rows, _console(), kind=found.kind)
    if page.next is None and not found.asked.after:
        say(f"{len(page.rows):,} {_noun(noun, len(page.rows))}")
        return
    total = found.count(most=COUNTED + 1)
    of = f"more than {COUNTED:,}" if total > COUNTED else f"{total:,}"
    told = f"{len(page.rows):,} of {of} {_noun(noun, total)}"
    say(told if page.next is None else f"{told}; raise --limit, or go on with --after {page.next}")


def _print_sql(record: Record, query: str, out: dict[str, Any], *, limit: int | None, seconds: float = 10.0) -> None:
    from dateline.export.columns import sql_columns
    from dateline.export.screen import print_sql

    answer = record.sql(query, limit=limit, seconds=seconds)
    if _wanted(out):
        _write(answer.rows, sql_columns(answer), out, kind=tuple)
    else:
        print_sql(answer, _console())
    more = "; there are more: raise --limit" if answer.cut else ""
    say(f"{len(answer.rows):,} rows{more}")


def _print_trend(record: Record, asked: dict[str, Any], out: dict[str, Any]) -> None:
    from dateline.export.columns import columns_of

    trend = record.trend(**asked)
    if out["plot"]:
        from dateline.export.plot import plot_trend

        plot_trend(trend, out["plot"])
    if out["json"]:
        from dateline.export.record_json import plain_json

        print(plain_json(trend))
    elif _wanted(out):
        from dateline.answers import Period

        _write(trend.periods, columns_of(Period), out, kind=Period)
    else:
        from dateline.export.chart import print_trend

        print_trend(trend, _console())
    count = len(trend.periods)
    say(f"{count:,} {_noun('periods', count)}" + (f"; plotted into {out['plot']}" if out["plot"] else ""))


FORMS = ("csv", "json", "jsonl", "geojson", "parquet")


def _wanted(out: dict[str, Any]) -> bool:
    """Whether rows are to go to a program; ends the command where they are to go to several."""
    wanted = [name for name in FORMS if out.get(name)]
    if len(wanted) > 1:
        fail(f"--{wanted[0]} and --{wanted[1]}: one at a time")
    return bool(wanted)


def _write(rows: Iterable[Any], columns: Iterable[Column], out: dict[str, Any], *, kind: type) -> int:
    """Writes rows in the form asked for, to standard output but for Parquet; gives their number."""
    heads = tuple(columns)
    if out.get("parquet"):
        from dateline.export.frames import write_parquet

        return write_parquet(str(out["parquet"]), heads, rows)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    if out.get("csv"):
        from dateline.export.csv_rows import write_csv

        return write_csv(sys.stdout, heads, rows)
    if out.get("geojson"):
        from dateline.export.geojson import check_placed, write_geojson

        check_placed(kind)
        return write_geojson(sys.stdout, rows)
    from dateline.export.json_rows import write_json, write_jsonl

    write = write_json if out.get("json") else write_jsonl
    return write(sys.stdout, rows, columns=heads if kind is tuple else ())


def _console() -> Any:
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False)


def _noun(noun: str, count: int) -> str:
    noun = "pages" if noun == "search" else noun
    return noun.removesuffix("s") if count == 1 else noun


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
        _print_sql(record, query, out, limit=limit, seconds=seconds)
