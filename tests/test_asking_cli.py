"""The commands that ask: what goes where, and what is told when it can't be."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from dateline.cli import asking
from dateline.store.query import filters

ROOT = Path(__file__).resolve().parent.parent


def dateline(*words: str, db: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    told = {"PATH": os.environ["PATH"], "COLUMNS": "90", "PYTHONUTF8": "1", **env}
    if db is not None:
        told["DATELINE_DB"] = str(db)
    command = [sys.executable, "-m", "dateline.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, env=told, check=False, timeout=120)


def test_a_table_goes_to_people_and_its_count_to_standard_error(asked_store: Path) -> None:
    done = dateline("events", "--type", "ASSAULT", "--place", "MOZ", db=asked_store)
    assert "Gunmen (claimed by Inspector Lurdes Vaz)" in " ".join(done.stdout.split())
    assert done.stderr == "3 events\n"


def test_what_is_left_for_later_is_told_with_the_way_to_go_on(asked_store: Path) -> None:
    first = dateline("events", "--limit", "4", db=asked_store)
    assert first.stderr.startswith("4 of 6 events; raise --limit, or go on with --after ")
    rest = dateline("events", "--limit", "4", "--after", first.stderr.split()[-1], db=asked_store)
    assert rest.stderr == "2 of 6 events\n"
    assert "killed" in first.stdout
    assert "killed" not in rest.stdout


def test_csv_has_every_row_whatever_a_table_would_show(asked_store: Path) -> None:
    done = dateline("events", "--csv", "--copies", db=asked_store)
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert len(rows) == 7
    assert {row["type"] for row in rows} == {"ASSAULT", "AGREE", "CONSULT"}


@pytest.mark.parametrize("command", ["events", "quotes", "figures", "actors", "places", "pages"])
def test_every_kind_is_given_as_lines_of_json(asked_store: Path, command: str) -> None:
    done = dateline(command, "--jsonl", "--db", str(asked_store))
    assert done.returncode == 0, done.stderr
    assert all(isinstance(json.loads(line), dict) for line in done.stdout.splitlines())
    assert done.stdout


def test_search_prints_the_words_found(asked_store: Path) -> None:
    assert "agreed to a ceasefire" in dateline("search", "ceasefire", db=asked_store).stdout


def test_parquet_goes_to_its_file(asked_store: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    done = dateline("figures", "--parquet", str(tmp_path / "f.parquet"), db=asked_store)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 figure\n")
    assert parquet.read_table(tmp_path / "f.parquet").column("unit").to_pylist() == ["percent"]


def test_an_extra_that_is_missing_is_told_with_how_to_get_it(asked_store: Path, tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError('not here')")
    done = dateline("events", "--parquet", str(tmp_path / "x"), db=asked_store, PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr == ('Error: --parquet: needs a package that is not installed; pip install "dateline[frames]"\n')


def test_a_trend_is_printed_plotted_and_given_as_rows(asked_store: Path, tmp_path: Path) -> None:
    picture = tmp_path / "trend.svg"
    done = dateline("trend", "--by", "year", "--of", "ASSAULT", "--plot", str(picture), db=asked_store)
    assert done.returncode == 0, done.stderr
    assert "pages read" in done.stdout
    assert picture.read_text(encoding="utf-8").startswith("<?xml")
    rows = json.loads(dateline("trend", "--by", "year", "--json", db=asked_store).stdout)["periods"]
    assert [row["label"] for row in rows] == ["2023", "2024"]


def test_sql_gives_the_same_forms(asked_store: Path) -> None:
    query = "SELECT type, count(*) AS n FROM event GROUP BY type ORDER BY type"
    assert dateline("sql", query, "--csv", db=asked_store).stdout == "type,n\nAGREE,1\nASSAULT,5\nCONSULT,1\n"
    assert json.loads(dateline("sql", query, "--json", db=asked_store).stdout)[0] == {"type": "AGREE", "n": 1}
    assert dateline("events", "--sql", query, "--jsonl", db=asked_store).stdout.count("\n") == 3
    assert "ASSAULT" in dateline("sql", query, db=asked_store).stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["events", "--status", "real"], "Error: --status real: "),
        (["search", "(a"], "Error: search (a: "),
        (["sql", "DELETE FROM event"], "Error: --sql: may only read"),
        (["quotes", "--csv", "--json"], "Error: --csv and --json: one at a time"),
        (["events", "--db", "none.db"], "Error: none.db: there is no such store"),
        (["trend", "--plot", "x.gif"], "Error: --plot x.gif: end its name in .png or .svg"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_2(asked_store: Path, words: list[str], told: str) -> None:
    done = dateline(*words, db=asked_store)
    assert done.returncode == 2
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1


def test_each_field_of_a_filter_is_an_option() -> None:
    kinds = {
        asking.events: filters.EventFilter,
        asking.quotes: filters.QuoteFilter,
        asking.figures: filters.FigureFilter,
        asking.actors: filters.ActorFilter,
        asking.places: filters.PlaceFilter,
        asking.pages: filters.PageFilter,
        asking.search: filters.SearchFilter,
        asking.trend: filters.TrendFilter,
    }
    for command, kind in kinds.items():
        assert {f.name for f in fields(kind)} <= set(command.__annotations__)


def test_to_import_the_package_loads_nothing_heavy() -> None:
    code = "import sys, dateline; print(sorted({'spacy', 'pandas', 'sqlite3', 'rich', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
