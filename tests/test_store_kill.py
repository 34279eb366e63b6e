"""A stop at any moment: killed, out of disk, without rights. What was reported is there, and the file is sound."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.intake import read_sources
from dateline.keep import Kept, add_pages
from dateline.pipeline import Tools
from dateline.records import Page, Reading, Skipped
from dateline.store import batch
from dateline.store.doctor import check_store
from dateline.store.open import Store, open_store
from tests.factories import read_text
from tests.keeping import HARBOUR, MINISTER, RIVER, add, content, file_pages, pages_of

KILLS = 50
NOBODY = 65534
LETTERS = "abcdefghijklmnopqrstuvwxyz"

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


@pytest.fixture(scope="module")
def readings(tools: Tools) -> list[Reading]:
    return [read_text(text, tools) for text in (HARBOUR, RIVER, MINISTER)]


def page_number(number: int) -> Page:
    body = f"page {number}".encode()
    return Page(sha256(body).hexdigest(), f"-:{number}", "text/plain", len(body), body)


def endless(readings: list[Reading]) -> Callable[[Iterable[Page | Skipped]], Iterator[Reading | Skipped]]:
    """A reader that gives real records, each in letters of its own, so that no page is a copy of another."""

    def read(pages: Iterable[Page | Skipped]) -> Iterator[Reading | Skipped]:
        for page in pages:
            assert isinstance(page, Page)
            number = int(page.source[2:])
            reading = readings[number % len(readings)]
            mixed = "".join(random.Random(number).sample(LETTERS, 26))
            text = reading.article.text.translate(str.maketrans(LETTERS, mixed))
            yield replace(reading, page=page, article=replace(reading.article, text=text))

    return read


def reported_until_killed(work: Callable[[Callable[[Kept], None]], object], after_s: float) -> list[str]:
    """Runs ``work`` in a process of its own, kills it after a while, and gives the pages that it reported."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        try:
            work(lambda kept: os.write(there, f"{kept.page}\n".encode()) and None)
        finally:
            os._exit(0)
    os.close(there)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(here) as stream:
        return [line.strip() for line in stream]


def stored(store: Store) -> set[str]:
    """The pages that have a record and its rows."""
    rows = store.db.execute("SELECT p.id FROM page AS p JOIN reading AS r ON r.page = p.key AND r.current "
                            "JOIN article AS a ON a.page = p.key")  # fmt: skip
    return {row[0] for row in rows}


def test_fifty_kills_lose_no_reported_page(
    tmp_path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "BATCH", 4)  # more commits to be killed in
    path = tmp_path / "news.db"
    chance = random.Random(20)
    reported: set[str] = set()

    def work(tell: Callable[[Kept], None]) -> None:
        with open_store(path, write=True) as store:
            pages = (page_number(len(reported) * 2 + i) for i in range(10_000))
            add_pages(store, pages, read=endless(readings), tell=tell)

    hits = 0
    for number in range(KILLS):
        told = reported_until_killed(work, chance.uniform(0.0, 0.25))
        hits += bool(told)
        reported.update(told)
        if not path.exists():
            continue
        with open_store(path, write=True) as store:
            assert store.db.execute("PRAGMA quick_check").fetchone() == ("ok",)
            assert reported <= stored(store)
            if number % 10 == 9:
                assert list(check_store(store)) == []
    assert hits > KILLS / 3  # most were killed in the midst of work
    with open_store(path, write=True) as store:
        content(store)


def test_a_log_torn_at_any_place_gives_a_sound_file_of_what_came_before(
    tmp_path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "BATCH", 1)
    path, torn = tmp_path / "news.db", tmp_path / "torn.db"
    order: list[str] = []
    with open_store(path, write=True) as store:
        pages = (page_number(i) for i in range(8))
        add_pages(store, pages, read=endless(readings), tell=lambda kept: order.append(str(kept.page)))
        main, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    chance = random.Random(3)
    for number in range(12):
        at = chance.randrange(len(log))
        for left in tmp_path.glob("torn.db*"):
            left.unlink()
        torn.write_bytes(main)
        Path(f"{torn}-wal").write_bytes(log[:at] + bytes(chance.randrange(256) for _ in range(number % 2 * 5000)))
        with open_store(torn, write=True) as store:
            kept = stored(store)
            assert kept == set(order[: len(kept)])
            assert number % 4 or list(check_store(store)) == []


def test_the_real_command_is_killed_and_ends_the_work_when_run_again(tmp_path: Path) -> None:
    names = ("Ilo", "Anto", "Beru", "Caso", "Dena", "Emo", "Faro", "Gili", "Hona", "Ira")
    rows = [{"id": str(i), "text": f"Rebels attacked the port of {a}{b.lower()} on Monday, officials in {b} said."}
            for i, (a, b) in enumerate((a, b) for a in names for b in names[:8])]  # fmt: skip
    source = tmp_path / "news.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows))
    command = [
        sys.executable,
        "-m",
        "dateline.cli",
        "add",
        str(source),
        "--db",
        str(tmp_path / "news.db"),
        "--jobs",
        "1",
    ]
    reported: set[str] = set()
    for wanted in (1, 20):
        with subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            assert run.stdout is not None
            for number, line in enumerate(run.stdout, 1):
                reported.add(json.loads(line)["page"])
                if number >= wanted:
                    break
            run.kill()
        with open_store(tmp_path / "news.db", write=True) as store:
            assert reported
            assert reported <= stored(store)
            assert list(check_store(store)) == []
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    with open_store(tmp_path / "news.db") as store:
        assert len(stored(store)) == len(rows)


@as_root
def test_a_full_disk_loses_no_reported_page_and_can_go_on(tmp_path: Path, readings: list[Reading]) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        (disk / "filler").write_bytes(b"\0" * 1_000_000)
        reported: list[str] = []

        def fill(first: int) -> None:
            with open_store(disk / "news.db", write=True) as store:
                pages = (page_number(first + i) for i in range(2_000))
                add_pages(store, pages, read=endless(readings), tell=lambda kept: reported.append(str(kept.page)))

        for first in (0, 10_000):
            with pytest.raises(StoreError, match="the disk is full; what was reported as added is safe"):
                fill(first)
        assert len(reported) > 20
        with open_store(disk / "news.db") as store:
            assert set(reported) <= stored(store)
            assert list(check_store(store)) == []
        (disk / "filler").unlink()
        before = len(reported)
        with pytest.raises(StoreError, match="the disk is full"):
            fill(20_000)
        assert len(reported) > before
        with open_store(disk / "news.db") as store:
            assert set(reported) == stored(store)
            assert list(check_store(store)) == []
    finally:
        subprocess.run(["umount", str(disk)], check=False)


# ---------------------------------------------------------------- rights, which root does not feel


def by_nobody(work: Callable[[], object]) -> str:
    """What ``work`` says, or the error that it ends with, in a process of the user nobody."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            said = str(work())
        except StoreError as err:
            said = f"StoreError: {err}"
        except BaseException as err:
            said = repr(err)
        os.write(there, said.encode())
        os._exit(0)
    os.close(there)
    os.waitpid(child, 0)
    with os.fdopen(here) as stream:
        return stream.read()


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody may look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@as_root
def test_a_store_of_another_is_read_and_not_written(public: Path, tools: Tools) -> None:
    path = public / "news.db"
    with open_store(path, write=True) as store:
        add(store, tools, pages_of({"id": "r", "text": RIVER}))

    def count() -> int:
        with open_store(path) as store:
            return len(stored(store))

    assert by_nobody(count) == "1"
    assert "folder can't be written by this user" in by_nobody(lambda: open_store(path, write=True))
    public.chmod(0o777)
    assert "can't be written by this user" in by_nobody(lambda: open_store(path, write=True))
    assert by_nobody(count) == "1"
    path.chmod(0o600)
    assert "can't be read by this user" in by_nobody(count)


@as_root
def test_a_store_that_its_owner_is_writing_is_read_by_another(public: Path, tools: Tools) -> None:
    path = public / "news.db"

    def count() -> int:
        with open_store(path) as store:
            return len(stored(store))

    with open_store(path, write=True) as store:
        add(store, tools, pages_of({"id": "r", "text": RIVER}))
        assert by_nobody(count) == "1"
        add(store, tools, pages_of({"id": "m", "text": MINISTER}))
        assert by_nobody(count) == "2"


@as_root
def test_a_store_in_a_folder_of_another_is_not_made(public: Path) -> None:
    assert "folder can't be written" in by_nobody(lambda: open_store(public / "news.db", write=True))
    assert not (public / "news.db").exists()


@as_root
def test_a_page_without_rights_is_a_failure_and_stops_no_other(public: Path, tools: Tools) -> None:
    (public / "closed.txt").write_text(RIVER)
    (public / "closed.txt").chmod(0o600)
    (public / "open.txt").write_text(MINISTER)
    (public / "own").mkdir(mode=0o777)
    (public / "own").chmod(0o777)

    def outcomes() -> str:
        with open_store(public / "own" / "news.db", write=True) as store:
            told = add(store, tools, read_sources([str(public)], stdin=sys.stdin.buffer))
            return ", ".join(
                sorted(f"{k.outcome} {k.reason}" for k in told if not k.source.endswith(("db", "shm", "wal")))
            )

    assert by_nobody(outcomes) == "added None, failed unreadable"


def test_the_store_itself_among_the_pages_is_no_page(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "page.txt").write_text(MINISTER)
    with open_store(tmp_path / "news.db", write=True) as store:
        told = add(store, tools, file_pages(tmp_path))
    assert {(k.outcome, k.reason) for k in told} <= {("added", None), ("skipped", "not a page"), ("skipped", "empty")}
