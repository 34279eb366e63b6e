"""One happening as a person sees it: every difference with its words and who says it, and how to find it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.console import Console

import dateline
from dateline.answers import EventRow
from dateline.asking import Record
from dateline.cli import app
from dateline.cli.happenings import happenings
from dateline.errors import UsageError
from dateline.export.columns import columns_of
from dateline.export.csv_rows import write_csv
from dateline.export.geojson import write_geojson
from dateline.export.json_rows import row_json
from dateline.export.screen import print_rows
from dateline.export.side_by_side import REASONS, print_happening
from dateline.export.wording import first_few
from dateline.happening import HappeningRow
from dateline.jsontext import from_tree
from dateline.merge.likeness import NAMES
from dateline.merging import decide, merge_store
from dateline.pipeline import Tools
from dateline.store.open import open_store
from dateline.store.query.filters import HappeningFilter
from tests.keeping import add, file_pages, new_store, pages_of

STRIKE = Path(__file__).resolve().parent.parent / "examples" / "one-strike.jsonl"
OTHER = {
    "id": "harbour-2024-06-11", "outlet": "Harbour Wire", "published": "2024-06-11",
    "text": "Police arrested three opposition activists in Pemba on Monday, a lawyer said.",
}  # fmt: skip


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """A store of four reports of one attack, one of them a copy, and of a page on something else."""
    folder = tmp_path_factory.mktemp("merged")
    with new_store(folder) as store:
        add(store, tools, [*file_pages(STRIKE), *pages_of(OTHER)])
        merge_store(store)
    return folder / "news.db"


@pytest.fixture
def record(merged: Path) -> Iterator[Record]:
    with dateline.open(merged) as record:
        yield record


def attack(record: Record, **asked: Any) -> HappeningRow:
    (found,) = record.happenings(**asked)
    return found


def shown(happening: HappeningRow, width: int = 80, *, why: bool = False) -> str:
    """What a person sees, as one line: a terminal breaks lines where its width ends."""
    out = io.StringIO()
    print_happening(happening, Console(file=out, width=width, color_system=None), why=why, db="news.db")
    return out.getvalue()


def told(*words: str, db: Path) -> tuple[int, str, str]:
    """A command's status, and what it prints."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            app([*words, "--db", str(db)], standalone_mode=False)
            status = 0
        except UsageError as refused:
            err.write(str(refused))
            status = 2
    return status, out.getvalue(), err.getvalue()


# ---------------------------------------------------------------- what is told


def test_reports_that_differ_are_one_happening_and_a_copy_is_no_witness(record: Record) -> None:
    found = attack(record)
    assert (found.type, found.count, found.outlets, found.copies) == ("ASSAULT", 4, 3, 1)
    assert [r.event.page.outlet for r in found.reports] == [
        "Harbour Wire", "Shore Post", "Northern Courier", "Lake Gazette",
    ]  # fmt: skip
    assert found.report(found.first).event.page.outlet == "Harbour Wire"
    assert found.differs == ("killed", "actor", "day", "place")


@pytest.mark.parametrize(("rule", "toll"), [("ucdp", (9, 12, 14)), ("acled", (9, 9, 9))])
def test_tolls_are_by_the_rule_asked_for_and_every_number_is_there(
    record: Record, rule: str, toll: tuple[int, ...]
) -> None:
    killed = attack(record, rule=rule).tolls[0]
    assert (killed.low, killed.best, killed.high) == toll
    assert [(said.words, said.said_by[-1].name) for said in killed.said] == [
        ("At least nine", "district hospital"),
        ("14", "army"),
        ("At least 12", "Red Cross"),
    ]


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize(("rule", "toll"), [("ucdp", "killed 9–14, best 12"), ("acled", "killed 9, injured 31")])
def test_every_difference_is_shown_with_its_words_and_who_says_it(
    record: Record, rule: str, toll: str, width: int
) -> None:
    page = shown(attack(record, rule=rule), width)
    # Columns stand beside one another: what wraps is looked for word by word.
    rows = page[page.index("Where the reports differ") : page.index("The reports\n")]
    assert toll in " ".join(page.split())
    assert f"{rule.upper()}'s rule" in page
    for part in (
        "at least 9  “At least nine”", "at least 12", "14",
        "Coastal Liberation Front", "Ruvuma Brigade", "12 May 2024  “Sunday night”", "13 May 2024  “Monday”",
        "Macomia MOZ", "Harbour Wire, 14 May: claimed by", "Lake Gazette, 16 May: denied by",
        "Northern Courier, 15 May: claimed",
    ):  # fmt: skip
        assert part in rows, part
    if width > 80:
        for line in (
            "Harbour Wire, 14 May: according to the district hospital",
            "Northern Courier, 15 May: according to the army",
            "Lake Gazette, 16 May: according to the Red Cross",
            "Harbour Wire, 14 May: claimed by Interior Minister Carlota Mabunda",
            "Lake Gazette, 16 May: denied by The Coastal Liberation Front",
            "Northern Courier, 15 May: claimed by The Ruvuma Brigade",
            "Cabo Delgado MOZ (somewhere in the",
        ):
            assert line in rows, line
    assert "no day fits all reports" in page
    assert "repeated by Shore Post, 15 May" in page


@pytest.mark.parametrize("width", [60, 80, 200])
def test_nothing_is_wider_than_the_terminal_but_the_commands_to_copy(record: Record, width: int) -> None:
    lines = shown(attack(record), width, why=True).splitlines()
    assert all(len(line) <= width or "dateline merge" in line for line in lines)


def test_the_end_says_how_to_correct_it(record: Record) -> None:
    found = attack(record)
    assert f"dateline merge --apart {found.reports[0].id} {found.reports[-1].id}" in shown(found)
    assert f"dateline merge --same {found.reports[0].id}" in shown(found)


def test_why_reports_were_put_together_is_told_in_plain_words(record: Record) -> None:
    page = " ".join(shown(attack(record), why=True).split())
    assert "put together with Harbour Wire" in page
    assert "the same day +" in page


def test_every_reason_has_plain_words() -> None:
    assert set(REASONS) == set(NAMES)


def test_one_report_is_shown_without_differences(record: Record) -> None:
    (alone,) = record.happenings(reports=1, type="COERCE")
    page = shown(alone)
    assert "The one report" in page
    assert "differ" not in page


# ---------------------------------------------------------------- asking


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 1),
        ({"reports": 3}, 1),
        ({"reports": 4}, 0),  # a copy is no witness
        ({"reports": 4, "copies": True}, 1),
        ({"reports": 1, "type": ("ASSAULT", "COERCE")}, 2),
        ({"type": "COERCE"}, 0),
        ({"actor": "Ruvuma Brigade"}, 1),  # one report that fits is enough
        ({"actor": "Coastal Liberation Front", "polarity": "denied"}, 1),
        ({"said_by": "Mabunda"}, 1),
        ({"outlet": "Lake Gazette"}, 1),
        ({"outlet": "Shore Post"}, 0),
        ({"place": "Macomia"}, 1),
        ({"place": "KEN"}, 0),
        ({"until": "2024-05-12"}, 1),
        ({"since": "2024-05-14"}, 0),
        ({"killed_at_least": 14}, 1),
        ({"killed_at_least": 15}, 0),
    ],
)
def test_a_happening_is_found_by_any_of_its_reports(record: Record, asked: dict[str, Any], found: int) -> None:
    answer = record.happenings(**asked)
    assert len(list(answer)) == answer.count() == found


@pytest.mark.parametrize("order", ["newest", "oldest", "reports"])
def test_each_happening_comes_once_a_page_at_a_time(record: Record, order: str) -> None:
    found = record.happenings(order=order, reports=1)
    first = found.page(1)
    rest = found.page(50, after=first.next)
    assert [*first.rows, *rest.rows] == list(found)
    assert len({row.id for row in found}) == found.count() > 1


def test_events_name_their_happening(record: Record) -> None:
    found = attack(record)
    named = {e.happening for e in record.events(type="ASSAULT", copies=True)}
    assert named == {found.id}


@pytest.mark.parametrize("name", ["id", "short", "report", "event"])
def test_one_is_found_by_its_id_by_a_reports_and_by_page_and_event(record: Record, name: str) -> None:
    found = attack(record)
    copy = found.reports[1]
    words = {
        "id": found.id, "short": found.id[:6], "report": copy.id[:8], "event": f"{copy.event.page.id}#{copy.event.id}",
    }  # fmt: skip
    assert record.happening(words[name]) == found


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("b2", "six or more"),
        ("000000", "no such happening here"),
        ("nowhere.txt#e1", "no such happening here"),
        ("", "six or more"),
        ("'; DROP TABLE happening", "six or more"),
    ],
)
def test_what_is_not_there_is_told(record: Record, which: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        record.happening(which)


@pytest.mark.parametrize("asked", [{"rule": "best"}, {"order": "size"}, {"reports": 0}, {"type": "NONE"}])
def test_what_cannot_be_asked_for_is_refused(record: Record, asked: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        record.happenings(**asked)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.text("0123456789abcdef#e-", max_size=20))
@example("\ud800#e1")
@example("\0#e1")
def test_any_text_finds_a_happening_or_is_refused(record: Record, which: str) -> None:
    with suppress(UsageError):
        assert record.happening(which).count


# ---------------------------------------------------------------- forms


def test_json_comes_back_as_the_same_record(record: Record) -> None:
    found = attack(record)
    assert from_tree(HappeningRow, json.loads(row_json(found))) == found


def test_no_flat_cell_tells_an_accusation_as_a_fact(record: Record) -> None:
    cells = {column.name: column.cell(attack(record)) for column in columns_of(HappeningRow)}
    assert "Coastal Liberation Front (claimed by Interior Minister Carlota Mabunda, denied by" in str(cells["actor"])
    assert cells["actor_country"] == "MOZ (claimed, denied); MOZ (claimed)"
    assert (cells["killed_low"], cells["killed_best"], cells["killed_high"]) == (9, 12, 14)


def test_csv_has_a_row_a_happening(record: Record) -> None:
    out = io.StringIO(newline="")
    assert (
        write_csv(out, columns_of(HappeningRow), record.happenings(reports=1)) == record.happenings(reports=1).count()
    )


def test_geojson_is_where_the_nearest_report_puts_it(record: Record) -> None:
    out = io.StringIO()
    write_geojson(out, record.happenings())
    (feature,) = json.loads(out.getvalue())["features"]
    assert feature["geometry"]["type"] == "Point"
    assert feature["properties"]["precision"] == "exact"


@pytest.mark.parametrize("width", [60, 200])
def test_a_list_of_happenings_names_no_accused_without_who_accuses_him(record: Record, width: int) -> None:
    out = io.StringIO()
    print_rows(list(record.happenings()), Console(file=out, width=width, color_system=None), kind=HappeningRow)
    assert "Ruvuma Brigade (claimed by The Ruvuma Brigade)" in " ".join(out.getvalue().split())


def test_a_head_names_the_first_few_and_how_many_more() -> None:
    assert first_few(["Pemba", "Palma"]) == "Pemba / Palma"
    assert first_few(list("abcdefg")) == "a / b / c / d and 3 more"


# ---------------------------------------------------------------- a store as it grows


def test_a_store_that_was_never_merged_says_so_and_how(tmp_path: Path, tools: Tools) -> None:
    with new_store(tmp_path) as store:
        add(store, tools, pages_of(OTHER))
    with dateline.open(tmp_path / "news.db") as record:
        with pytest.raises(UsageError, match="dateline merge"):
            record.happenings()
        with pytest.raises(UsageError, match="dateline merge"):
            record.happening("abcdef")
        assert [event.happening for event in record.events()] == [None]


def test_pages_newer_than_the_last_merge_are_counted_on_standard_error(tmp_path: Path, tools: Tools) -> None:
    db = tmp_path / "news.db"
    with new_store(tmp_path) as store:
        add(store, tools, file_pages(STRIKE))
        merge_store(store)
        assert told("happenings", db=db)[2] == "1 happening\n"
        add(store, tools, pages_of(OTHER))
    assert told("happenings", db=db)[2].splitlines() == [
        "1 happening",
        f"1 page added or read again since the last merge; run `dateline merge --db {db}`",
    ]


def test_an_edited_page_is_no_report_until_it_is_merged_again(tmp_path: Path, tools: Tools) -> None:
    rows = [json.loads(line) for line in STRIKE.read_text(encoding="utf-8").splitlines()][:3]
    with new_store(tmp_path) as store:
        add(store, tools, pages_of(*rows))
        merge_store(store)
        rows[1]["text"] = rows[1]["text"].replace("14 people", "16 people")
        add(store, tools, pages_of(rows[1]))
        with dateline.open(tmp_path / "news.db") as record:
            assert attack(record).count == 2
            assert record.unmerged() == 1
            assert [e.happening for e in record.events(type="ASSAULT", outlet="Northern Courier")] == [None]
            merge_store(store)
            assert attack(record).count == 3
            assert [said.low for said in attack(record).tolls[0].said] == [9, 16, 12]


def test_each_field_of_the_filter_is_an_option() -> None:
    assert {f.name for f in fields(HappeningFilter)} <= set(happenings.__annotations__)


def test_what_a_person_parts_is_two_and_what_he_joins_says_so(tmp_path: Path, tools: Tools) -> None:
    with new_store(tmp_path) as store:
        add(store, tools, file_pages(STRIKE))
        merge_store(store)
    db = tmp_path / "news.db"
    with dateline.open(db) as record:
        found = attack(record)
        harbour, _, northern, gazette = (report.id for report in found.reports)
    with open_store(db, write=True) as store:
        decide(store, harbour, northern, same=False)
        decide(store, gazette, northern, same=False)
    with dateline.open(db) as record:
        assert record.happening(northern).id != record.happening(harbour).id
    with open_store(db, write=True) as store:
        decide(store, harbour, northern, same=True, note="asked the hospital")
        decide(store, gazette, northern, same=True)
    with dateline.open(db) as record:
        page = shown(record.happening(northern), why=True)
        assert "by hand: asked the hospital" in " ".join(page.split())


def test_the_command_shows_one_happening_and_gives_it_as_json(merged: Path, record: Record) -> None:
    found = attack(record, rule="acled")
    status, page, _ = told("happening", found.id[:8], "--rule", "acled", db=merged)
    assert status == 0
    assert "Where the reports differ" in page
    _, line, _ = told("happening", found.id[:8], "--rule", "acled", "--json", db=merged)
    assert from_tree(HappeningRow, json.loads(line)) == found


def test_words_of_the_day_come_with_an_event(record: Record) -> None:
    (event,) = [e for e in record.events(type="ASSAULT", outlet="Northern Courier") if isinstance(e, EventRow)]
    assert event.time is not None
    assert event.time.words == "Sunday night"
