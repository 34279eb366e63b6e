"""Extracts of the shapes in docs/exporting.md, made from the sample page: what stands between its gallery marks.

make_docs.py puts them into the page. JSON is shown indented and cut to the keys named here; "…" stands where more is.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from table_gallery import clash, plover, strike, table

ROOT = Path(__file__).resolve().parent.parent
MARKS = re.compile(r"(<!-- gallery:(\S+):begin -->\n).*?(<!-- gallery:\2:end -->)", re.S)
ADDED = "2024-03-08T09:00:00Z"  # in place of the second at which the page is made
WIDEST = 110
Tree = dict[str, Any]


def filled(page: str) -> str:
    """The page with each of its galleries made anew. Raises KeyError on one that isn't known here."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder, "news.db")
        _dateline("add", "examples/harbour.txt", "--db", str(db))
        with sqlite3.connect(db) as store:
            store.execute("UPDATE page SET added = ?", (ADDED,))
        return MARKS.sub(lambda m: f"{m[1]}{GALLERIES[m[2]](db)}{m[3]}", page)


def exported(db: Path, form: str) -> str:
    return _dateline("export", "--as", form, "--db", str(db))


def _dateline(*words: str) -> str:
    command = [sys.executable, "-m", "dateline.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8").stdout


def fenced(text: str, language: str = "json") -> str:
    return f"```{language}\n{text}\n```\n"


def annotation(db: Path) -> str:
    """A participant whom somebody claims to have taken part."""
    items = json.loads(exported(db, "annotations"))["first"]["items"]
    shown = next(
        item for item in items if {"type": "TextualBody", "purpose": "tagging", "value": "claimed"} in item["body"]
    )
    return fenced(indented(shown))


def feature(db: Path) -> str:
    first, *_ = json.loads(exported(db, "geojson"))["features"]
    keys = ("precision", "type", "mode", "time_earliest", "time_latest", "actor", "recipient", "place", "killed_low",
            "killed_best", "killed_high", "said_by", "reports")  # fmt: skip
    return fenced(indented({**first, "properties": cut(first["properties"], *keys)}))


def nodes(db: Path) -> str:
    """An event, and what is claimed of who did it."""
    graph = json.loads(exported(db, "schema-org"))["@graph"]
    event = next(node for node in graph if node["@type"] == "Event")
    claim = next(node for node in graph if node["@type"] == "Claim" and "claimed by" in node["name"])
    return fenced("\n".join(map(indented, (event, claim))))


def entities(db: Path) -> str:
    """The first event, and somebody who is claimed to have taken part in it."""
    found = [json.loads(line) for line in exported(db, "followthemoney").splitlines()]
    event = next(e for e in found if e["schema"] == "Event")
    tie = next(e for e in found if e["schema"] == "UnknownLink" and e["properties"]["status"] == ["claimed"])
    who = next(e for e in found if e["id"] == tie["properties"]["subject"][0])
    keys = ("name", "date", "location", "country", "involved", "proof", "recordId")
    event = {**event, "properties": cut(event["properties"], *keys)}
    return fenced("\n".join(map(indented, (event, who, tie))))


def graph(db: Path) -> str:
    lines = exported(db, "graphml").splitlines()
    edge = next(line for line in lines if line.startswith("<edge") and ">claimed<" in line)
    ends = re.findall(r'(?:source|target)="(\w+)"', edge)
    nodes = [line for line in lines if any(line.startswith(f'<node id="{end}"') for end in ends)]
    keys = [line for line in lines if re.match(r'<key .*attr.name="(label|type|claimed|claimed_by)"', line)]
    return fenced("\n".join(line.replace("<data", "\n    <data") for line in [*keys, *nodes, edge]), "xml")


def tables(db: Path) -> str:
    """A question to DuckDB."""
    import duckdb

    folder = db.parent / "news"
    _dateline("export", "--as", "parquet", "--to", str(folder), "--db", str(db))
    told = (
        "SELECT e.type, p.role, p.span, p.polarity, p.said_by\n"
        "FROM 'news/participant.parquet' AS p JOIN 'news/event.parquet' AS e ON e.key = p.event\n"
        "WHERE list_contains(e.context, 'military') OR e.type = 'ASSAULT' ORDER BY p.key LIMIT 4;"
    )
    rows = duckdb.sql(told.rstrip(";").replace("'news/", f"'{folder}/")).fetchall()
    shown = "\n".join(" | ".join("" if cell is None else str(cell) for cell in row) for row in rows)
    return fenced(f"{told}\n\n{shown}", "sql")


def cut(tree: Tree, *keys: str) -> Tree:
    """Those of a tree's keys, and a sign that there are more."""
    return {**{key: tree[key] for key in keys if key in tree}, "…": "…"}


def indented(tree: Any, depth: int = 0) -> str:
    """JSON with what fits on a line on one."""
    line = json.dumps(tree, ensure_ascii=False)
    if len(line) + depth <= WIDEST or not isinstance(tree, dict | list) or not tree:
        return line
    pad, items = " " * (depth + 2), tree.items() if isinstance(tree, dict) else enumerate(tree)
    heads = [f"{json.dumps(key, ensure_ascii=False)}: " if isinstance(tree, dict) else "" for key, _ in items]
    values = tree.values() if isinstance(tree, dict) else tree
    inner = ",\n".join(f"{pad}{head}{indented(value, depth + 2)}" for head, value in zip(heads, values, strict=True))
    opening, closing = "{}" if isinstance(tree, dict) else "[]"
    return f"{opening}\n{inner}\n{' ' * depth}{closing}"


TABLES = ("gdelt", "gdelt-mentions", "polecat", "icews")
GALLERIES: dict[str, Callable[[Path], str]] = {
    **{form: partial(table, form=form) for form in TABLES},
    "acled": strike,
    "ged": clash,
    "plover": plover,
    "annotations": annotation,
    "geojson": feature,
    "schema-org": nodes,
    "followthemoney": entities,
    "graphml": graph,
    "parquet": tables,
}
