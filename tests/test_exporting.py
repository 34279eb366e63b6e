"""Handing the record on: the command, its account, and what is handed on."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dateline
from dateline.cli import app
from dateline.cli.exporting import SHAPES
from dateline.errors import UsageError
from dateline.export.formats import FORMATS
from dateline.store.handing import handed_pages, happenings
from dateline.store.open import open_store, transaction
from dateline.store.query.filters import ExportFilter
from tests.asked import make_store


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("exports") / "news.db")


def test_only_what_happened_is_handed_on_unless_asked(db: Path) -> None:
    with open_store(db) as store:
        assert {h.best.event.status for h in happenings(store, ExportFilter())} == {"actual"}
        asked = ExportFilter(status=("hypothetical",))
        assert [h.best.event.trigger.words(h.best.page.reading.article.text) for h in happenings(store, asked)] == [
            "attack"
        ]


def test_a_report_has_the_event_of_the_record_and_its_row(db: Path) -> None:
    with open_store(db) as store:
        for happening in happenings(store, ExportFilter()):
            report = happening.best
            assert report.row.id == report.event.id
            assert report.row.page.id == report.page.reading.page.id
            assert report.row.trigger == report.event.trigger.words(report.page.reading.article.text)


def test_the_id_of_a_happening_is_the_same_each_time_and_its_own(db: Path) -> None:
    with open_store(db) as store:
        first = [h.id for h in happenings(store, ExportFilter())]
        again = [h.id for h in happenings(store, ExportFilter(order="newest"))]
    assert sorted(first) == sorted(again)
    assert len(set(first)) == len(first)
    assert all(len(i) == 16 and int(i, 16) >= 0 for i in first)


def merge_by_hand(path: Path, *events: tuple[int, str], reading: str = "r.key") -> None:
    """What `dateline merge` leaves where it finds these events, by page and id, to be one happening."""
    with open_store(path, write=True) as store, transaction(store) as db:
        db.execute(
            f"INSERT INTO merged (page, reading, nearest, facts) SELECT r.page, {reading}, 0, '' FROM reading AS r"
        )
        db.execute("INSERT INTO happening (key, id) VALUES (7, 'aaaaaaaaaaaaaaaa')")
        for number, (page, event) in enumerate(events):
            db.execute(
                "INSERT INTO report (id, page, event, happening) VALUES (?, ?, ?, 7)", (f"{number}", page, event)
            )


def test_a_happening_that_several_pages_tell_of_comes_once_and_whole(tmp_path: Path) -> None:
    path = make_store(tmp_path / "news.db")
    merge_by_hand(path, (1, "e1"), (2, "e2"))
    with open_store(path) as store:
        found = list(happenings(store, ExportFilter(type=("ASSAULT",))))
        (narrow,) = happenings(store, ExportFilter(place="Nampula"))
    assert [len(h.reports) for h in found] == [2, 1]
    assert (found[0].id, narrow.id) == ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa")
    assert [r.row.page.outlet for r in found[0].reports] == ["Harbour Wire", "The Maputo Courier"]
    assert [r.row.page.outlet for r in narrow.reports] == ["Harbour Wire", "The Maputo Courier"]


def test_a_page_tells_of_which_happening_each_of_its_events_is(tmp_path: Path) -> None:
    path = make_store(tmp_path / "news.db")
    merge_by_hand(path, (1, "e1"), (2, "e2"))
    with open_store(path) as store:
        told = [dict(page.happenings) for page in handed_pages(store, ExportFilter())]
    assert told == [{"e1": "aaaaaaaaaaaaaaaa"}, {"e2": "aaaaaaaaaaaaaaaa"}, {}]


def test_copies_and_what_did_not_happen_stay_out_of_a_happening(tmp_path: Path) -> None:
    path = make_store(tmp_path / "news.db")
    merge_by_hand(path, (1, "e1"), (2, "e1"), (4, "e1"))
    with open_store(path) as store:
        first = next(happenings(store, ExportFilter()))
        with_all = next(happenings(store, ExportFilter(copies=True, status=())))
    assert [r.row.page.outlet for r in first.reports] == ["Harbour Wire"]
    assert len(with_all.reports) == 3


def test_a_page_that_was_read_again_since_stands_alone(tmp_path: Path) -> None:
    path = make_store(tmp_path / "news.db")
    merge_by_hand(path, (1, "e1"), (2, "e2"), reading="r.key + 100")
    with open_store(path) as store:
        assert {len(h.reports) for h in happenings(store, ExportFilter())} == {1}


def test_copies_stay_behind_unless_asked(db: Path) -> None:
    with open_store(db) as store:
        assert len(list(handed_pages(store, ExportFilter()))) == 3
        assert len(list(handed_pages(store, ExportFilter(copies=True)))) == 4


def test_pages_come_with_the_events_asked_for_and_no_others(db: Path) -> None:
    with open_store(db) as store:
        pages = list(handed_pages(store, ExportFilter(type=("CONSULT", "AGREE"))))
    assert [[e.type for e in page.events] for page in pages] == [["AGREE", "CONSULT"]]


def test_a_page_without_events_is_handed_on_where_nothing_is_asked_of_events(db: Path) -> None:
    with open_store(db) as store:
        pages = list(handed_pages(store, ExportFilter(outlet="Courier")))
    assert [page.ref.outlet for page in pages] == ["The Maputo Courier"]
    assert [[e.status for e in page.events] for page in pages] == [["actual"]]


def test_the_command_writes_rows_to_standard_output_and_the_account_beside(db: Path) -> None:
    done = CliRunner().invoke(app, ["export", "--as", "gdelt", "--db", str(db)])
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == 4
    assert "5 events in 4 rows" in done.stderr
    assert "participant left out: claimed" in done.stderr
    assert "Note: GDELT has no column for whose word" in done.stderr


def test_the_command_writes_a_file(db: Path, tmp_path: Path) -> None:
    target = tmp_path / "news.CSV"
    done = CliRunner().invoke(app, ["export", "--as", "gdelt", "--to", str(target), "--type", "AGREE", "--db", str(db)])
    assert done.exit_code == 0, done.output
    assert len(target.read_text("utf-8").splitlines()) == 2
    assert f"written to {target}" in done.stderr


def test_a_question_that_cannot_be_put_leaves_the_file_alone(db: Path, tmp_path: Path) -> None:
    target = tmp_path / "news.CSV"
    target.write_text("mine", "utf-8")
    done = CliRunner().invoke(app, ["export", "--as", "gdelt", "--to", str(target), "--since", "soon", "--db", str(db)])
    assert isinstance(done.exception, UsageError)
    assert target.read_text("utf-8") == "mine"


def test_the_help_names_each_shape_that_there_is() -> None:
    assert SHAPES.split(", ") == [form.name for form in FORMATS]


def test_a_shape_that_is_none_is_told_with_those_that_are(db: Path) -> None:
    with dateline.open(db) as record, pytest.raises(UsageError, match=r"--as gdlt: .* gdelt"):
        record.export("gdlt", StringIO())


def test_a_rule_that_is_none_is_told_with_those_that_are(db: Path) -> None:
    with dateline.open(db) as record, pytest.raises(UsageError, match="--rule loudest"):
        record.export("gdelt", StringIO(), rule="loudest")
