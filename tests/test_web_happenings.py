"""Happenings served: side by side, copies folded, where the reports differ."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("starlette")

import dateline
from dateline.jsontext import plain
from dateline.merging import decide, merge_store
from dateline.store.open import open_store
from tests.asked import make_store
from tests.test_web_pages import read
from tests.web import client_of


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a person held the harbour's attack, told by two papers, and the shelling for one."""
    path = make_store(tmp_path_factory.mktemp("merged") / "news.db")
    with open_store(path, write=True) as store:
        merge_store(store)
        first, other, copy = (report_of(path, o) for o in ("Harbour Wire", "The Maputo Courier", "Daily Copy"))
        for one, two in ((first, other), (first, copy), (other, copy)):
            decide(store, one, two, same=True)
    return path


def report_of(path: Path, outlet: str) -> str:
    with dateline.open(path) as record:
        found = record.happenings(
            type="ASSAULT", status="actual", outlet=outlet, reports=1, historical=False, copies=True
        )
        return next(r.id for h in found for r in h.reports if r.event.page.outlet == outlet)


def test_happenings_are_those_of_python(merged: Path) -> None:
    answer = client_of(merged).get("/api/happenings?reports=2").json()
    with dateline.open(merged) as record:
        rows = [plain(row) for row in record.happenings()]
    assert answer["rows"] == rows
    assert len(rows) == 1
    assert client_of(merged).get(f"/api/happening/{rows[0]['id']}").json() == rows[0]


@pytest.mark.parametrize(
    ("way", "status"),
    [("ffffffffff", 404), ("x", 400), ("ffffffffff?rule=mine", 400), ("ffffffffff?sql=1", 400)],
)
def test_a_happening_that_is_none_is_told(merged: Path, way: str, status: int) -> None:
    assert client_of(merged).get(f"/api/happening/{way}").status_code == status


@pytest.mark.parametrize("query", ["reports=0", "rule=mine", "order=odd", "type=NONE"])
def test_nonsense_is_refused(merged: Path, query: str) -> None:
    assert client_of(merged).get(f"/api/happenings?{query}").status_code == 400


def test_reports_stand_side_by_side_and_say_where_they_differ(merged: Path) -> None:
    with dateline.open(merged) as record:
        (row,) = record.happenings()
    listed = read(merged, "/happenings")
    assert f"/happening/{row.id}" in [attrs["href"] for attrs in listed.all("a")]
    page = read(merged, f"/happening/{row.id}")
    assert "repeated by Daily Copy" in page.text
    assert len([attrs for attrs in page.all("th") if attrs["scope"] == "col"]) == 3  # the copy has no column
    assert len([attrs for attrs in page.all("tr") if attrs.get("class") == "differing"]) >= 2
    assert "The Coastal Front (denied by The Coastal Front)" in page.text
    assert "Soldiers" in page.text


def test_an_event_leads_to_its_happening(merged: Path) -> None:
    with dateline.open(merged) as record:
        (row,) = record.happenings()
    ways = [attrs["href"] for attrs in read(merged, "/events?type=ASSAULT").all("a")]
    assert f"/happening/{row.id}" in ways
