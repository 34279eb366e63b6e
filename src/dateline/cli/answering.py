"""Answers of the store as the commands print them: tables for people, other forms for programs, counts beside."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dateline.cli.common import fail, say

if TYPE_CHECKING:
    from dateline.asking import Found, Record
    from dateline.export.columns import Column
    from dateline.happening import HappeningRow

COUNTED = 1_000  # rows to which a table's are counted
SHOWN = 20  # rows of a table, where --limit doesn't tell; files have all


def answer_rows(found: Found[Any], out: dict[str, Any], noun: str) -> None:
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


def answer_happening(found: HappeningRow, *, why: bool, as_json: bool, db: str) -> None:
    if as_json:
        from dateline.export.record_json import plain_json

        print(plain_json(found))
        return
    from dateline.export.side_by_side import print_happening

    print_happening(found, _console(), why=why, db=db)


def answer_sql(record: Record, query: str, out: dict[str, Any], *, limit: int | None, seconds: float = 10.0) -> None:
    from dateline.export.columns import sql_columns
    from dateline.export.screen import print_sql

    answer = record.sql(query, limit=limit, seconds=seconds)
    if _wanted(out):
        _write(answer.rows, sql_columns(answer), out, kind=tuple)
    else:
        print_sql(answer, _console())
    more = "; there are more: raise --limit" if answer.cut else ""
    say(f"{len(answer.rows):,} rows{more}")


def answer_trend(record: Record, asked: dict[str, Any], out: dict[str, Any]) -> None:
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
