"""Extracts of the tables in docs/exporting.md: one row each, its filled columns below one another.

Tables are made from the sample page; that of ACLED's shape from four reports of one attack, merged, and that of GED's
shape, which asks for a death and two organised sides, from an invented page more.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from io import StringIO
from pathlib import Path

from dateline.export import gdelt, gdelt_mentions

ROOT = Path(__file__).resolve().parent.parent
ADDED = "2024-03-08T09:00:00Z"  # in place of the second at which the page is made
CLASH = {
    "id": "clash",
    "text": "Mozambique's army killed nine fighters of the Coastal Liberation Front near Macomia on Tuesday, the "
    "defence ministry said. The villages around the town were empty.",
    "published": "2024-03-07",
    "headline": "Army Kills Nine Fighters Near Macomia",
    "outlet": "Northern Courier",
    "url": "https://northern.example/2024-03-07",
}
HEADS = {"gdelt": gdelt.COLUMNS, "gdelt-mentions": gdelt_mentions.COLUMNS}  # of tables without a head line
ATTACK = ("--type", "ASSAULT", "--since", "2024")  # one happening of each store
WIDTH = 116


def table(db: Path, form: str) -> str:
    """The row of the attack on the sample page."""
    text = _dateline("export", "--as", form, *ATTACK, "--db", str(db))
    if form in ("acled", "ged"):
        head, *rows = csv.reader(StringIO(text, newline=""))
    else:
        rows = [line.split("\t") for line in text.splitlines()]
        head = [column.name for column in HEADS[form]] if form in HEADS else rows.pop(0)
    return _below_one_another(head, rows[0])


def strike(db: Path) -> str:
    """The row of ACLED's shape: four reports of one attack that differ in toll, day and doer."""
    other = db.parent / "strike.db"
    _dateline("add", "examples/one-strike.jsonl", "--db", str(other))
    _dateline("merge", "--db", str(other))
    with closing(sqlite3.connect(other)) as store, store:
        store.execute("UPDATE page SET added = ?", (ADDED,))
    return table(other, "acled")


def clash(db: Path) -> str:
    """The row of GED's shape."""
    other = db.parent / "clash.db"
    _dateline("add", "--from", "jsonl", "-", "--db", str(other), stdin=json.dumps(CLASH))
    return table(other, "ged")


def plover(db: Path) -> str:
    """The attack in PLOVER's JSON."""
    (line,) = _dateline("export", "--as", "plover", *ATTACK, "--db", str(db)).splitlines()
    return f"```json\n{json.dumps(json.loads(line), ensure_ascii=False, indent=1)}\n```\n"


def _below_one_another(head: list[str], cells: list[str]) -> str:
    told = [(name, cell) for name, cell in zip(head, cells, strict=True) if cell not in ("", "None")]
    wide = max(len(name) for name, _ in told)
    lines = [line for name, cell in told for line in _wrapped(f"{name:<{wide}}  ", cell)]
    return "\n".join(["```", *lines, "```", ""])


def _wrapped(head: str, cell: str) -> list[str]:
    """A cell behind its column's name, on as many lines as it needs."""
    return textwrap.wrap(cell, WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False)


def _dateline(*words: str, stdin: str = "") -> str:
    command = [sys.executable, "-m", "dateline.cli", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8", input=stdin)
    return done.stdout
