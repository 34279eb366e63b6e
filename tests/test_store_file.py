"""The store's file: made, opened, migrated, refused, looked over, mended, saved."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import StoreBusy, StoreError
from dateline.flatten import TABLES
from dateline.keep import reread_pages
from dateline.pipeline import Settings, Tools
from dateline.store import open as opening
from dateline.store.doctor import check_store, rebuild, rescue
from dateline.store.open import Store, open_store, transaction
from dateline.store.write import reading_id, stored_text
from tests.keeping import (
    EDITED,
    HARBOUR,
    MINISTER,
    RIVER,
    add,
    content,
    count,
    new_store,
    outcomes,
    pages_of,
    reader_of,
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """A store with an edited page, a copy and others, closed."""
    folder = tmp_path_factory.mktemp("full")
    rows = [{"text": text, "url": "https://a.example/"} for text in (HARBOUR, EDITED)]
    rows += [{"text": EDITED, "url": "https://b.example/"}, {"text": RIVER}, {"text": MINISTER}]
    with new_store(folder) as store:
        assert outcomes(add(store, tools, pages_of(*rows))) == ["added", "updated", "copy", "added", "added"]
    return folder / "news.db"


@pytest.fixture
def path(full: Path, tmp_path: Path) -> Path:
    shutil.copy(full, tmp_path / "news.db")
    return tmp_path / "news.db"


# ---------------------------------------------------------------- opening


def test_a_new_file_is_ours_and_writes_ahead(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        asked = {p: store.db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "synchronous")}
        assert asked == {"journal_mode": "wal", "synchronous": 2}
        assert store.db.execute("PRAGMA application_id").fetchone() == (0x444C4E45,)
        assert store.db.execute("PRAGMA user_version").fetchone() == (2,)


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE mine (x)")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


REFUSED: list[tuple[Callable[[Path], object], str, bool]] = [
    (lambda p: (p.unlink(), p.mkdir()), "is a folder", True),
    (lambda p: p.write_text("These are my notes. " * 90), "is no SQLite file", True),
    (lambda p: (p.unlink(), foreign(p)), "another program's", True),
    (newer, "made by a newer dateline", True),
    (cut, "is damaged|is no SQLite file", True),
    (lambda p: p.unlink(), "no such store; `dateline add", False),
    (empty, "is empty; `dateline add", False),
]


@pytest.mark.parametrize(("spoil", "told", "to_write_too"), REFUSED, ids=[told for _, told, _ in REFUSED])
def test_what_is_no_store_is_told_in_a_line(
    path: Path, spoil: Callable[[Path], object], told: str, to_write_too: bool
) -> None:
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    for write in (False, True) if to_write_too else (False,):
        with pytest.raises(StoreError, match=told) as err:
            open_store(path, write=write)
        assert str(path) in str(err.value)
        assert "\n" not in str(err.value)
    assert before == (path.read_bytes() if path.is_file() else None)  # nothing was done to it


def test_a_store_in_no_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="make it first"):
        open_store(tmp_path / "nowhere" / "news.db", write=True)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "news.db").write_bytes(b"")
    with new_store(tmp_path) as store:
        content(store)


def test_two_that_make_the_same_file_at_once_make_one_store(tmp_path: Path) -> None:
    opened: list[str] = []

    def make() -> None:
        with new_store(tmp_path) as store:
            opened.append(store.path)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 8
    with new_store(tmp_path) as store:
        content(store)


def test_an_older_file_is_brought_up_when_written_and_told_of_when_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (*opening.migrations(), "ALTER TABLE page ADD COLUMN mood TEXT;", "CREATE TABLE t (x);")
    monkeypatch.setattr(opening, "migrations", lambda: steps)
    with pytest.raises(StoreError, match="made by an older dateline"):
        open_store(path)
    with open_store(path, write=True) as store:
        assert store.db.execute("PRAGMA user_version").fetchone() == (len(steps) + 1,)
        assert store.db.execute("SELECT mood FROM page").fetchone() == (None,)
    open_store(path).close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = opening.migrations()
    monkeypatch.setattr(opening, "migrations", lambda: (*steps, "CREATE TABLE t (x);", "CREATE TABLE page (x);"))
    with pytest.raises(StoreError, match="already exists"):
        open_store(path, write=True)
    monkeypatch.undo()
    with open_store(path, write=True) as store:
        assert store.db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 't'").fetchone() == (0,)
        content(store)


def test_a_file_of_the_first_version_gets_what_a_new_one_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new").mkdir()
    with new_store(tmp_path / "new") as store:
        wanted = set(store.db.execute("SELECT name, sql FROM sqlite_schema"))
    monkeypatch.setattr(opening, "migrations", lambda: ())
    new_store(tmp_path).close()
    monkeypatch.undo()
    with open_store(tmp_path / "news.db", write=True) as store:
        assert set(store.db.execute("SELECT name, sql FROM sqlite_schema")) == wanted


# ---------------------------------------------------------------- several at once


def test_a_second_writer_waits_its_turn(path: Path) -> None:
    with open_store(path, write=True) as first, transaction(first) as db:
        db.execute("INSERT INTO meta VALUES ('first', 'x')")
        done: list[float] = []

        def second() -> None:
            with open_store(path, write=True) as store, transaction(store) as db:
                db.execute("INSERT INTO meta VALUES ('second', 'x')")
                done.append(time.monotonic())

        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.3)
        released = time.monotonic()
    thread.join()
    assert done[0] >= released
    with open_store(path) as store:
        assert {name for (name,) in store.db.execute("SELECT name FROM meta")} >= {"first", "second"}


def test_a_writer_that_waited_long_enough_is_told(path: Path) -> None:
    with (
        open_store(path, write=True) as first,
        transaction(first),
        open_store(path, write=True, wait_s=0.1) as second,
        pytest.raises(StoreBusy, match="another program is writing"),
        transaction(second),
    ):
        pass


def test_a_reader_sees_what_was_committed_while_another_writes(path: Path) -> None:
    with open_store(path, write=True) as writer, open_store(path) as reader:
        with transaction(writer) as db:
            db.execute("INSERT INTO meta VALUES ('new', 'x')")
            assert reader.db.execute("SELECT count(*) FROM meta WHERE name = 'new'").fetchone() == (0,)
        assert reader.db.execute("SELECT count(*) FROM meta WHERE name = 'new'").fetchone() == (1,)


def test_what_fails_within_a_transaction_is_undone(path: Path) -> None:
    with open_store(path, write=True) as store:
        with pytest.raises(StoreError, match="UNIQUE"), transaction(store) as db:
            db.executemany("INSERT INTO meta VALUES (?, 'x')", [("half",), ("half",)])
        assert store.db.execute("SELECT count(*) FROM meta WHERE name = 'half'").fetchone() == (0,)


# ---------------------------------------------------------------- doctor


def findings(store: Store) -> list[str]:
    return [f"{f.mend}: {f.detail}" for f in check_store(store)]


SPOILT = [
    ("UPDATE event SET type = 'AID'", "the table event does not hold what the record says"),
    ("DELETE FROM attribution WHERE owner_kind = 'event'", "the table attribution does not hold"),
    (
        "UPDATE article SET text = 'Other words' WHERE key = (SELECT min(key) FROM article)",
        "the table article does not",
    ),
    ("INSERT INTO article_words (article_words) VALUES ('delete-all')", "the index article_words is not that"),
    ("UPDATE reading SET current = 0", "the tables hold another version of it than the newest"),
    ("DELETE FROM sketch", "the table sketch does not hold what the article says"),
]


@pytest.mark.parametrize(("sql", "told"), SPOILT, ids=[told for _, told in SPOILT])
def test_a_table_that_strayed_from_its_records_is_found_and_made_anew(path: Path, sql: str, told: str) -> None:
    with open_store(path, write=True) as store:
        before = content(store)
        with transaction(store) as db:
            db.execute(sql)
        assert any(told in found and found.startswith("rebuild") for found in findings(store))
        assert rebuild(store) == 4
        assert content(store) == before


def test_bytes_or_a_record_that_were_changed_are_found(path: Path) -> None:
    with open_store(path, write=True) as store:
        with transaction(store) as db:
            db.execute("UPDATE page SET content = x'00' WHERE key = 4")
        assert findings(store) == ["add: its bytes are not those that were added"]


def test_a_record_that_was_changed_is_found_and_read_again(path: Path, tools: Tools) -> None:
    with open_store(path, write=True) as store:
        before = content(store)
        with transaction(store) as db:
            db.execute("UPDATE reading SET record = (SELECT record FROM reading WHERE key = 4) WHERE key = 5")
        assert "rebuild: a record of it is not the one that was kept" in findings(store)
        assert rebuild(store) == 3
        assert findings(store) == ["reread: it has no record"]
        assert outcomes(reread_pages(store, settings=Settings(), read=reader_of(tools))) == ["updated"]
        assert content(store) == before


def test_a_record_of_an_older_program_that_lacks_a_field_is_sound(path: Path) -> None:
    with open_store(path, write=True) as store:
        key, text = 5, stored_text(store.db, 5).replace(', "relations": []', "")
        assert text != stored_text(store.db, key)
        with transaction(store) as db:
            row = (zlib.compress(text.encode()), reading_id(text), key)
            db.execute("UPDATE reading SET record = ?, id = ? WHERE key = ?", row)
        assert findings(store) == []


def test_rows_that_point_nowhere_are_found_and_go(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM page WHERE key = 5")
    with open_store(path, write=True) as store:
        assert any("points at no row of page" in found for found in findings(store))
        with transaction(store) as db:
            db.execute("DELETE FROM reading WHERE page = 5")
            db.execute("DELETE FROM sketch WHERE page = 5")
        rebuild(store)
        assert findings(store) == []


def test_a_reader_without_rights_to_write_can_look_a_store_over(path: Path) -> None:
    with open_store(path) as store:
        assert findings(store) == []


def test_of_a_damaged_file_what_can_be_read_is_saved(path: Path, tmp_path: Path, full: Path) -> None:
    size = os.path.getsize(path)
    with open_store(path) as store:
        roots = dict(store.db.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"))
    with open(path, "r+b") as stream:  # the tables and indexes are rubbish, pages and readings are whole
        for table in (*TABLES, "article_words_data"):
            stream.seek((roots[table] - 1) * 4096)
            stream.write(b"\xa5" * 4096)
    assert os.path.getsize(path) == size
    with open_store(path) as store:
        assert all(found.startswith("rescue") for found in findings(store))
    saved = rescue(str(path), str(tmp_path / "saved.db"))
    assert (saved.pages, saved.readings, saved.lost) == (5, 5, 0)
    with open_store(full) as whole, open_store(tmp_path / "saved.db") as store:
        assert content(store) == content(whole)
        assert count(store, "article") == 4


def test_a_damaged_record_is_lost_and_the_others_are_saved(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        (record,) = store.db.execute("SELECT record FROM reading WHERE key = 4").fetchone()
    found = path.read_bytes()
    at = found.index(record[-60:])
    path.write_bytes(found[:at] + b"\0" * 60 + found[at + 60 :])
    saved = rescue(str(path), str(tmp_path / "saved.db"))
    assert (saved.pages, saved.readings, saved.lost) == (5, 4, 1)
    with open_store(tmp_path / "saved.db") as store:
        assert count(store, "article") == 3
        assert findings(store) == ["reread: it has no record"]


def test_nothing_is_saved_over_a_file_that_is_there(path: Path) -> None:
    with pytest.raises(StoreError, match="is there already"):
        rescue(str(path), str(path))
