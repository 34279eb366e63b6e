"""The page formats, maps, networks and tables as the command writes them from a store."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.asking import Record, open_record
from dateline.cli import app
from dateline.errors import UsageError
from dateline.export.formats import FORMATS
from tests.handed_on import happened

OURS = ("annotations", "geojson", "schema-org", "followthemoney", "graphml", "graphml-counts", "parquet")


@pytest.fixture
def record(asked_store: Path) -> Iterator[Record]:
    with open_record(asked_store) as opened:
        yield opened


def written(record: Record, form: str, to: Path, **options: Any) -> str:
    record.export(form, to, **options)
    return to.read_text(encoding="utf-8")


def test_they_are_in_the_table() -> None:
    assert set(OURS) <= {form.name for form in FORMATS}
    assert all(
        lack.startswith(f"{form.name.removesuffix('-counts')}:")
        for form in FORMATS
        if form.name in OURS
        for lack in form.lacks
    )


@pytest.mark.parametrize(
    ("form", "things", "of"),
    [("annotations", 3, "pages"), ("geojson", 5, "events"), ("schema-org", 3, "pages"), ("graphml", 5, "events")],
)
def test_the_account_tells_what_was_written(record: Record, tmp_path: Path, form: str, things: int, of: str) -> None:
    done = record.export(form, tmp_path / "out")
    assert (done.things, done.of) == (things, of)
    assert done.lacks
    if form == "graphml":
        assert done.rows is None
        return
    tree = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    listed = tree.get("features") or tree.get("@graph") or tree["first"]["items"]
    assert done.rows == len(listed)


def test_json_of_one_document_is_read_whole(record: Record, tmp_path: Path) -> None:
    for form in ("annotations", "geojson", "schema-org"):
        assert json.loads(written(record, form, tmp_path / form))
    for line in written(record, "followthemoney", tmp_path / "ftm").splitlines():
        assert set(json.loads(line)) == {"id", "schema", "properties"}
    assert ET.fromstring(written(record, "graphml", tmp_path / "g"))


def test_an_event_has_one_id_in_all_shapes(record: Record, tmp_path: Path) -> None:
    keys = [happening.id for happening in happened()]
    features = json.loads(written(record, "geojson", tmp_path / "a"))["features"]
    assert [feature["id"] for feature in features] == keys
    for form in ("annotations", "schema-org", "followthemoney"):
        text = written(record, form, tmp_path / form)
        assert all(key in text for key in keys), form


def test_the_filters_choose_and_copies_stay_behind(record: Record, tmp_path: Path) -> None:
    features = json.loads(written(record, "geojson", tmp_path / "a", place="Pemba"))["features"]
    assert len(features) == 1
    both = json.loads(written(record, "geojson", tmp_path / "b", place="Pemba", copies=True))["features"]
    assert len(both) == 2
    expected = json.loads(written(record, "geojson", tmp_path / "c", status=("hypothetical",)))["features"]
    assert [feature["properties"]["status"] for feature in expected] == ["hypothetical"]


def test_the_command_writes_a_folder_of_parquet(asked_store: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    to = tmp_path / "news"
    done = CliRunner().invoke(app, ["export", "--as", "parquet", "--to", str(to), "--db", str(asked_store)])
    assert done.exit_code == 0, done.output
    assert (to / "event.parquet").exists()
    assert f"written to {to}" in done.stderr
    bare = CliRunner().invoke(app, ["export", "--as", "parquet", "--db", str(asked_store)])
    assert bare.exit_code != 0


def test_without_pyarrow_it_is_told_what_to_install(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"--as parquet: .*dateline\[frames\]"):
        record.export("parquet", tmp_path / "news")
    assert not (tmp_path / "news").exists()


def test_who_is_claimed_is_never_told_without_who_claims(record: Record, tmp_path: Path) -> None:
    """Wherever a line of text names the gunmen as actor, the inspector stands with them."""
    features = json.loads(written(record, "geojson", tmp_path / "a"))["features"]
    assert "Gunmen (claimed by Inspector Lurdes Vaz)" in features[0]["properties"]["actor"]
    for entity in map(json.loads, written(record, "followthemoney", tmp_path / "b").splitlines()):
        if entity["schema"] == "UnknownLink" and entity["properties"]["status"] == ["claimed"]:
            assert entity["properties"]["role"] == ["claimed to be actor, by Inspector Lurdes Vaz"]
