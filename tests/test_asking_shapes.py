"""What programs get: the same rows in each form, read back equal; what people get: never an accusation as a fact."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

import dateline
from dateline.answers import EventRow, FigureRow, Hit, PageRow, Party, QuoteRow, Teller
from dateline.asking import Record
from dateline.errors import UsageError
from dateline.export import wording
from dateline.export.columns import columns_of
from dateline.export.csv_rows import guarded, unguarded, write_csv
from dateline.export.geojson import check_placed, write_geojson
from dateline.export.json_rows import row_json, write_json, write_jsonl
from dateline.export.screen import print_rows
from dateline.jsontext import from_tree

KINDS = {"events": EventRow, "quotes": QuoteRow, "figures": FigureRow, "pages": PageRow}
TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.fixture(scope="module")
def record(asked_store: Path) -> Iterator[Record]:
    with dateline.open(asked_store) as record:
        yield record


def shown(rows: list[Any], kind: type, width: int) -> str:
    out = io.StringIO()
    print_rows(rows, Console(file=out, width=width, color_system=None), kind=kind)
    return out.getvalue()


@pytest.mark.parametrize("method", KINDS)
def test_json_comes_back_as_the_same_records(record: Record, method: str) -> None:
    rows = list(getattr(record, method)(copies=True))
    whole, lines = io.StringIO(), io.StringIO()
    assert write_json(whole, rows) == write_jsonl(lines, rows) == len(rows) > 0
    assert [from_tree(KINDS[method], tree) for tree in json.loads(whole.getvalue())] == rows
    assert [from_tree(KINDS[method], json.loads(line)) for line in lines.getvalue().splitlines()] == rows


@pytest.mark.parametrize("method", [*KINDS, "actors", "places"])
def test_csv_comes_back_with_the_same_cells(record: Record, method: str) -> None:
    found = getattr(record, method)(copies=True)
    columns = columns_of(found.kind)
    out = io.StringIO(newline="")
    write_csv(out, columns, found)
    head, *lines = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert head == [c.name for c in columns]
    assert len(set(head)) == len(head)
    for row, line in zip(found, lines, strict=True):
        for column, cell in zip(columns, line, strict=True):
            value = column.cell(row)
            told = unguarded(cell) if column.kind == "text" else cell
            means = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            assert told == means, column.name


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentence=TEXT, name=TEXT, words=TEXT)
def test_any_text_comes_back_from_csv_and_json(record: Record, sentence: str, name: str, words: str) -> None:
    (event,) = record.events(place="Pemba", type="ASSAULT")
    odd = replace(event, sentence=sentence, actor=(Party(words, name or None),), instrument=words or None)
    assert from_tree(EventRow, json.loads(row_json(odd))) == odd
    out = io.StringIO(newline="")
    write_csv(out, columns_of(EventRow), [odd])
    ((sent,), (means,)) = [
        [row[c] for row in csv.DictReader(io.StringIO(out.getvalue(), newline=""))] for c in ("sentence", "instrument")
    ]
    assert (unguarded(sent), unguarded(means)) == (sentence, words)
    shown([odd], EventRow, 60)
    shown([odd], EventRow, 160)


@given(TEXT)
def test_no_cell_of_a_spreadsheet_is_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


def test_a_sentence_that_looks_like_a_formula_is_guarded(record: Record) -> None:
    out = io.StringIO(newline="")
    write_csv(out, columns_of(EventRow), record.events(historical=True))
    assert "'=HYPERLINK was" in out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 160])
def test_an_accused_is_never_shown_without_who_accuses_him(record: Record, width: int) -> None:
    text = " ".join(shown(list(record.events(place="Pemba")), EventRow, width).split())
    assert "Gunmen" in text
    if width < 160:  # in a table the words stand in columns
        assert "Gunmen (claimed by Inspector Lurdes Vaz)" in text
        assert "The Coastal Front (denied by The Coastal Front)" in text


def test_no_column_of_a_flat_table_tells_an_accusation_as_a_fact(record: Record) -> None:
    (row,) = record.events(place="Pemba")
    cells = {c.name: c.cell(row) for c in columns_of(EventRow)}
    assert cells["actor"] == (
        "Gunmen (claimed by Inspector Lurdes Vaz); The Coastal Front (denied by The Coastal Front)"
    )
    assert cells["actor_country"] == "MOZ (denied)"
    assert cells["actor_sector"] == "UAF (claimed); REB (denied)"
    assert cells["recipient_country"] == "MOZ"


def test_a_claim_of_nobody_named_says_so() -> None:
    assert wording.party(Party("the group", "The Group", polarity="suspected")) == (
        "the group (suspected by somebody unnamed)"
    )
    unnamed = (Teller(None, "is said", "says", "is said", named=False),)
    assert wording.party(Party("it", "Coastal Front", polarity="claimed", said_by=unnamed)) == (
        "Coastal Front (claimed by unnamed (“is said”))"
    )


def test_times_and_places_are_told_as_surely_as_they_are_known(record: Record) -> None:
    text = shown(list(record.events()), EventRow, 90)
    for told in (
        "28 Feb 2024 – 3 Mar 2024",
        "Nampula MOZ (somewhere in the region)",
        "Mar 2023",
        "1983",
        "day not told",
    ):
        assert told in text
    assert "ASSAULT (supposed)" in text
    assert "ASSAULT (background)" in text


def test_what_a_terminal_would_obey_is_not_sent_to_it(record: Record) -> None:
    (hit,) = record.search("ceasefire")
    hostile = Hit(replace(hit.page, headline="\x1b]0;owned\x07\x1b[2J"), "a \x1b[31m b\u202e", (), 0.0)
    assert not set(shown([hostile], Hit, 80)) & {"\x1b", "\x07", "\u202e"}


def test_geojson_has_longitude_first_and_tells_the_precision(record: Record) -> None:
    out = io.StringIO()
    write_geojson(out, record.events())
    tree = json.loads(out.getvalue())
    assert tree["type"] == "FeatureCollection"
    by_trigger = {f["properties"]["trigger"]: f for f in tree["features"]}
    assert by_trigger["killed"]["geometry"] == {"type": "Point", "coordinates": [40.518, -12.974]}
    assert by_trigger["agreed"]["properties"]["precision"] == "country"
    assert {f["type"] for f in tree["features"]} == {"Feature"}
    figures = io.StringIO()
    write_geojson(figures, record.figures())
    assert json.loads(figures.getvalue())["features"][0]["geometry"]["coordinates"] == [40.518, -12.974]


def test_geojson_of_what_has_no_place_is_refused() -> None:
    with pytest.raises(UsageError, match="these have no place"):
        check_placed(QuoteRow)


@pytest.mark.parametrize("method", [*KINDS, "actors", "places"])
def test_parquet_and_frames_hold_what_csv_holds(record: Record, method: str, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from dateline.export.frames import write_parquet

    found = getattr(record, method)()
    columns = columns_of(found.kind)
    path = tmp_path / "rows.parquet"
    assert write_parquet(str(path), columns, found) == found.count()
    table = parquet.read_table(path)
    rows = list(found)
    for column in columns:
        assert table.column(column.name).to_pylist() == [column.cell(row) for row in rows], column.name
    frame = found.to_pandas()
    assert list(frame.columns) == [c.name for c in columns]
    assert len(frame) == len(rows)


def test_an_empty_answer_is_a_form_without_rows(record: Record) -> None:
    found = record.events(place="Nowhere")
    whole, points, table = io.StringIO(), io.StringIO(), io.StringIO(newline="")
    assert (
        write_json(whole, found) == write_geojson(points, found) == write_csv(table, columns_of(EventRow), found) == 0
    )
    assert json.loads(whole.getvalue()) == []
    assert json.loads(points.getvalue())["features"] == []
    assert len(table.getvalue().splitlines()) == 1
    assert len(found.to_pandas()) == 0
