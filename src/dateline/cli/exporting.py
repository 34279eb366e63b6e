"""The command that hands the record on in the shapes of other projects."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.cli.asking import option, options_of, told, with_options
from dateline.cli.common import STORE, Db, many, say
from dateline.store.query.filters import ExportFilter

# The names of dateline.export.formats, which is loaded when the command runs; a test holds the two equal.
SHAPES = (
    "gdelt, gdelt-mentions, polecat, icews, acled, ged, plover, annotations, geojson, schema-org, followthemoney, "
    "graphml, graphml-counts, parquet"
)
As = Annotated[str, typer.Option("--as", help=f"The shape: {SHAPES}.", metavar="FORMAT")]
To = Annotated[Path | None, typer.Option("--to", help="A file to write; standard output where not told.")]
Rule = Annotated[
    str | None,
    typer.Option(help="How tolls that differ become one: ucdp or acled; the shape's own project's where not told."),
]
Claimed = Annotated[
    bool,
    typer.Option("--claimed", help="Let in who is claimed, suspected or denied to have taken part, with a flag."),
]
HELP = """Hand events on in the shape of another project's data: tables, graphs, annotations.

Only what happened goes out, once a story, and nobody who is merely claimed to have taken part.
What a shape can't hold is told on standard error; docs/exporting.md tells the shapes.

Example:  dateline export --as gdelt --since 2024 --to news.CSV --db news.db
"""


def _export(form: str, db: Path, to: Path | None, rule: str | None, claimed: bool, **given: Any) -> None:
    from dateline.asking import open_record

    if to is None and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    with open_record(db) as record:
        done = record.export(form, to or sys.stdout, rule=rule, claimed=claimed, **told(given))
    for lack in done.lacks:
        say(f"Note: {lack}")
    for reason, count in done.left_out:
        say(f"{count:,} × {reason}")
    rows = "" if done.rows is None else f" in {many(done.rows, done.line)}"
    say(f"{many(done.things, done.of.removesuffix('s'))}{rows}" + (f"; written to {to}" if to else ""))


export = with_options(
    _export,
    "export",
    HELP,
    [
        option("form", As, inspect.Parameter.empty),
        option("to", To, None),
        *options_of(ExportFilter),
        option("rule", Rule, None),
        option("claimed", Claimed, False),
        option("db", Db, STORE),
    ],
)
