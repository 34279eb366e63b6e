"""The commands that look after the store, as a user meets them: whole processes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli.progress import expected_pages
from tests.keeping import EDITED, HARBOUR, RIVER

DATELINE = (sys.executable, "-m", "dateline.cli")


def dateline(
    *words: object, cwd: Path, stdin: str = "", status: int | None = 0, db: str | None = "news.db"
) -> tuple[str, str]:
    """Standard output and standard error of a command that ends with this status."""
    env = {**os.environ, **({"DATELINE_DB": db} if db else {})}
    command = [*DATELINE, *map(str, words)]
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, cwd=cwd, env=env, timeout=120, check=False
    )
    assert status is None or done.returncode == status, done.stderr
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages that were added, one of them edited and added again; one gave no record."""
    folder = tmp_path_factory.mktemp("keeping")
    (folder / "pages").mkdir()
    (folder / "pages" / "harbour.txt").write_text(HARBOUR)
    (folder / "pages" / "river.txt").write_text(RIVER)
    (folder / "pages" / "blank.txt").write_text("  \n")
    out, err = dateline("add", "pages", "--json", "--jobs", 1, cwd=folder)
    told = [json.loads(line) for line in out.splitlines()]
    assert sorted(t["outcome"] for t in told) == ["added", "added", "skipped"]
    assert err.splitlines()[-1] == "3 pages: 2 added, 1 skipped (1 empty)"
    assert "pages/blank.txt: skipped: holds white space only" in err
    (folder / "pages" / "harbour.txt").write_text(EDITED)
    out, err = dateline("add", "pages", "--jobs", 1, cwd=folder)
    assert out == ""
    assert err.splitlines()[-1] == "3 pages: 1 updated, 1 unchanged, 1 skipped (1 empty)"
    assert "counts: killed 12 → killed 15" in err
    return folder


def test_the_store_is_the_one_that_is_named(tmp_path: Path) -> None:
    for words, db, name in ((("--db", "a.db"), "b.db", "a.db"), ((), "b.db", "b.db"), ((), None, "dateline.db")):
        dateline("add", "-", *words, cwd=tmp_path, db=db)
        assert (tmp_path / name).exists()


def test_changes_show_every_version_of_a_page(folder: Path) -> None:
    out, err = dateline("changes", "pages/harbour.txt", cwd=folder)
    assert "counts: killed 12 → killed 15" in out
    assert out.count("pages/harbour.txt  read by") == 2
    assert err == "2 readings\n"
    versions = [
        json.loads(line) for line in dateline("changes", "pages/harbour.txt", "--json", cwd=folder)[0].splitlines()
    ]
    assert [v["current"] for v in versions] == [False, True]
    assert {"of", "how", "what", "field", "before", "after"} == set(versions[1]["changes"][0])
    assert dateline("changes", versions[0]["page"][:12], cwd=folder)[0] == out


def test_failures_are_listed_and_tried_again(folder: Path) -> None:
    out, err = dateline("failures", cwd=folder)
    assert out == "pages/blank.txt: empty: holds white space only\n"
    assert err == "1 failure\n"
    assert dateline("failures", "--reason", "no text", cwd=folder)[1] == "0 failures\n"
    err = dateline("failures", "--retry", "--jobs", 1, cwd=folder)[1]
    assert err.splitlines()[-1] == "1 page: 1 skipped (1 empty)"


def test_nothing_is_read_again_that_is_of_this_program(folder: Path) -> None:
    assert dateline("reread", "--jobs", 1, cwd=folder)[1] == "0 pages read again, none left out\n"


def test_a_sound_store_is_called_sound(folder: Path) -> None:
    assert dateline("doctor", cwd=folder) == ("", "news.db: sound\n")


def test_a_store_that_is_none_is_told_in_a_line(folder: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("These are my notes. " * 100)
    for command in (["add", "pages"], ["doctor"], ["changes", "x"], ["failures"], ["reread"], ["forget", "x", "--yes"]):
        out, err = dateline(*command, "--db", notes, cwd=folder, status=2)
        assert (out, err) == (
            "",
            f"Error: {notes}: is not a dateline store: it is no SQLite file; name another with --db\n",
        )


def test_a_page_is_forgotten_when_said_yes(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "news.db").write_bytes((folder / "news.db").read_bytes())
    assert "say --yes" in dateline("forget", "pages/river.txt", cwd=tmp_path, status=2)[1]
    assert "has no page 'pages/none.txt'" in dateline("forget", "pages/none.txt", "--yes", cwd=tmp_path, status=2)[1]
    assert dateline("forget", "pages/river.txt", "--yes", cwd=tmp_path)[1] == "pages/river.txt: forgotten\n"
    assert "has no page" in dateline("changes", "pages/river.txt", cwd=tmp_path, status=2)[1]
    assert dateline("doctor", cwd=tmp_path)[1] == "news.db: sound\n"


def test_a_damaged_store_is_told_with_its_way_out_and_rescued(folder: Path, tmp_path: Path) -> None:
    whole = (folder / "news.db").read_bytes()
    (tmp_path / "news.db").write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    out, err = dateline("doctor", cwd=tmp_path, status=None)
    assert "--rescue" in out + err
    assert "pages and" in dateline("doctor", "--rescue", "saved.db", cwd=tmp_path)[1]
    assert (tmp_path / "saved.db").exists()


def test_nothing_to_add_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "skipped (1 empty)" in dateline("add", "empty", cwd=tmp_path)[1]
    assert "failed (1 unreadable)" in dateline("add", "nowhere", cwd=tmp_path, status=1)[1]


def test_a_bar_is_drawn_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(" ")
    ours, theirs = pty.openpty()
    command = [*DATELINE, "add", "page.txt", "--db", "a.db"]
    env = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, env=env)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # the other end is closed
        pass
    assert run.wait() == 0
    assert b"/1" in shown
    assert b"pages" in shown
    assert b"1 page: 1 skipped (1 empty)" in shown


def test_how_many_pages_are_to_come_is_told_where_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n{}")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.html").write_text("x")
    assert expected_pages([str(tmp_path)]) == 5
    assert expected_pages([str(tmp_path / "b.jsonl")]) == 3
    assert expected_pages(["-"]) is None
    (tmp_path / "crawl.warc.gz").write_text("x")
    assert expected_pages([str(tmp_path)]) is None
