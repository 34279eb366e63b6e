"""The commands that show happenings: what several pages tell of, and where they differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.answering import answer_happening, answer_rows
from dateline.cli.asking import PLACED, option, options_of, outputs_of, told, with_options
from dateline.cli.common import STORE, Db, many, say
from dateline.store.query.filters import HappeningFilter

if TYPE_CHECKING:
    from dateline.asking import Record

Which = Annotated[
    str,
    typer.Argument(
        metavar="HAPPENING", help="The first digits of its id or of a report's, six or more; or a page and its event."
    ),
]
Rule = Annotated[str, typer.Option(help="How tolls that differ become one: ucdp or acled.")]
Why = Annotated[bool, typer.Option("--why", help="Tell what put each report together with another.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as one JSON object.")]
HELP = """List happenings: what several pages tell of, with tolls from low to high and where the reports differ.

`dateline merge` makes them. A happening is listed where one of its reports is as asked for.

Example:  dateline happenings --type ASSAULT --place IRQ --since 2024 --db news.db
"""


def _happenings(db: Path, **given: Any) -> None:
    from dateline.asking import open_record

    out = {name: given.pop(name) for name, _ in PLACED}
    with open_record(db) as record:
        answer_rows(record.happenings(**told(given)), out, "happenings")
        _tell_unmerged(record, db)


happenings = with_options(
    _happenings, "happenings", HELP, [*options_of(HappeningFilter), option("db", Db, STORE), *outputs_of(PLACED)]
)


def happening(which: Which, db: Db = STORE, rule: Rule = "ucdp", why: Why = False, as_json: AsJson = False) -> None:
    """Show one happening: where its reports differ, each with its words and who says so, and the reports.

    Example:  dateline happening examples/harbour.txt#e1 --rule acled --db news.db
    """
    from dateline.asking import open_record

    with open_record(db) as record:
        answer_happening(record.happening(which, rule=rule), why=why, as_json=as_json, db=str(db))
        _tell_unmerged(record, db)


def _tell_unmerged(record: Record, db: Path) -> None:
    if count := record.unmerged():
        say(f"{many(count, 'page')} added or read again since the last merge; run `dateline merge --db {db}`")
