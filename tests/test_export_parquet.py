"""Everything as Parquet: typed tables that join, read back by pyarrow and DuckDB."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline import flatten
from dateline.errors import UsageError
from dateline.export import parquet_tables
from dateline.export.parquet_tables import write_tables
from tests.asked import harbour
from tests.handed_on import PLAIN, handed, happened, page_of

pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("parquet") / "news"
    write_tables(str(made), handed(), PLAIN)
    return made


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return found


def test_there_is_a_file_a_table_and_the_number_of_rows_is_told(tmp_path: Path) -> None:
    count = write_tables(str(tmp_path / "news"), handed(), PLAIN)
    files = sorted(path.stem for path in (tmp_path / "news").iterdir())
    assert files == sorted(["page", *flatten.TABLES])
    assert count == sum(pq.read_metadata(tmp_path / "news" / f"{name}.parquet").num_rows for name in files)


def test_columns_are_typed(folder: Path) -> None:
    event = pq.read_schema(folder / "event.parquet")
    types = {name: str(event.field(name).type) for name in event.names}
    assert types["time_earliest"] == "date32[day]"
    assert types["historical"] == "bool"
    assert types["quad"] == "int64"
    assert types["confidence"] == "double"
    assert types["mode"].startswith("list<")
    (first, *_) = rows(folder, "event")
    assert (first["time_earliest"], first["historical"], first["mode"]) == (date(2024, 3, 5), False, ["firearms"])


def test_every_span_slices_to_its_words(folder: Path) -> None:
    texts = {row["page"]: row["text"] for row in rows(folder, "article")}
    checked = 0
    for table in flatten.TABLES:
        for row in rows(folder, table):
            for name in [n.removesuffix("_start") for n in row if n.endswith("_start")]:
                if row[name] is not None:
                    assert texts[row["page"]][row[f"{name}_start"] : row[f"{name}_end"]] == row[name], (table, name)
                    checked += 1
    assert checked > 20


def test_keys_are_unique_and_join(folder: Path) -> None:
    for table in ("page", *flatten.TABLES):
        keys = [row["key"] for row in rows(folder, table)]
        assert keys == list(range(1, len(keys) + 1)), table
    actors = {row["key"]: row for row in rows(folder, "actor")}
    events = {row["key"]: row for row in rows(folder, "event")}
    for part in rows(folder, "participant"):
        assert part["event"] in events
        assert part["actor_key"] is None or actors[part["actor_key"]]["page"] == part["page"]


def test_ids_that_hold_elsewhere_are_those_of_the_other_shapes(folder: Path) -> None:
    assert [row["event_id"] for row in rows(folder, "event")] == [happening.id for happening in happened()]
    fronts = {row["actor_id"] for row in rows(folder, "actor") if row["name"] == "Coastal Front"}
    assert len(fronts) == 1


def test_a_claimed_participant_stands_with_who_claims_it(folder: Path) -> None:
    told = {(p["span"], p["polarity"]): p["said_by"] for p in rows(folder, "participant")}
    assert told["Gunmen", "claimed"] == "Inspector Lurdes Vaz"
    assert told["The Coastal Front", "denied"] == "The Coastal Front"


def test_duckdb_joins_them(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    sql = (
        f"SELECT a.name, e.type, e.time_latest - e.time_earliest FROM '{folder}/participant.parquet' AS p "
        f"JOIN '{folder}/event.parquet' AS e ON e.key = p.event JOIN '{folder}/actor.parquet' AS a "
        "ON a.key = p.actor_key WHERE p.role = 'recipient' AND list_contains(e.mode, 'firearms')"
    )
    assert duckdb.sql(sql).fetchall() == [("dock workers", "ASSAULT", 0)]


def test_only_the_events_asked_for_are_in_it(tmp_path: Path) -> None:
    write_tables(str(tmp_path), [page_of(harbour().reading(), events=())], PLAIN)
    assert rows(tmp_path, "event") == rows(tmp_path, "participant") == []
    assert len(rows(tmp_path, "quote")) == 1


def test_pages_are_written_as_they_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_tables, "PAGES", 1)
    write_tables(str(tmp_path), iter(handed()), PLAIN)
    assert pq.read_metadata(tmp_path / "article.parquet").num_row_groups == 3
    assert [row["key"] for row in rows(tmp_path, "event")] == [1, 2, 3, 4, 5]


def test_a_file_where_the_folder_should_be_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "news").write_text("")
    with pytest.raises(UsageError, match="a folder of files, which can't be made"):
        write_tables(str(tmp_path / "news"), handed(), PLAIN)


def test_no_pages_are_tables_without_rows(tmp_path: Path) -> None:
    assert write_tables(str(tmp_path), [], PLAIN) == 0
    assert rows(tmp_path, "event") == []
