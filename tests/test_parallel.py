"""Several processes: a worker that dies costs nothing but the page that killed it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.intake import read_sources
from dateline.parallel import read_pages_with
from dateline.pipeline import Settings
from dateline.records import Reading


def children(parent: int | None = None) -> list[int]:
    """Process ids of a process's own children that run a reader; of this process where none is named."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "status").read_text()
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if f"\nPPid:\t{parent or os.getpid()}\n" in status and b"spawn_main" in line:
                found.append(int(entry.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="finds its children through /proc")
def test_killing_a_worker_loses_no_page_and_keeps_the_order() -> None:
    rows = [json.dumps({"id": str(n), "text": f"Rebels killed {n + 2} soldiers in Pemba."}) for n in range(120)]
    pages = read_sources(["-"], form="jsonl", stdin=BytesIO("\n".join(rows).encode()))
    ids = []
    for n, answer in enumerate(read_pages_with(pages, settings=Settings(), jobs=2)):
        assert isinstance(answer, Reading), answer
        ids.append(answer.page.given.item_id)
        if n in (3, 70):
            os.kill(children()[0], signal.SIGKILL)
    assert ids == [str(n) for n in range(120)]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="finds children through /proc")
def test_readers_end_when_the_program_is_killed() -> None:
    command = [sys.executable, "-m", "dateline.cli", "read", "--jobs", "2", "--from", "text", "-", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        assert run.stdin is not None
        run.stdin.write(b"Rebels left Pemba.")
        run.stdin.close()
        until = time.monotonic() + 60
        while not (readers := children(run.pid)) and time.monotonic() < until:
            time.sleep(0.05)
        run.kill()
    assert readers
    while any(is_running(reader) for reader in readers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(is_running(reader) for reader in readers)


def is_running(process: int) -> bool:
    """Whether it is there and not a dead one that nobody has asked after."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


@pytest.mark.parametrize(
    "settings", [Settings(model="no_such_model"), Settings(rule_folders=(Path("/no/such/folder"),))]
)
def test_what_is_asked_wrongly_is_refused_before_anything_is_read(settings: Settings) -> None:
    with pytest.raises(DatelineError):
        next(read_pages_with(iter(()), settings=settings, jobs=2))
