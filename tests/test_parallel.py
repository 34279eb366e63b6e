"""Several processes: a worker that dies costs nothing but the page that killed it."""

from __future__ import annotations

import json
import os
import signal
from io import BytesIO
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.intake import read_sources
from dateline.parallel import read_pages_with
from dateline.pipeline import Settings
from dateline.records import Reading


def children() -> list[int]:
    """Process ids of this process's own children that run a reader."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "status").read_text()
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if f"\nPPid:\t{os.getpid()}\n" in status and b"spawn_main" in line:
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


@pytest.mark.parametrize(
    "settings", [Settings(model="no_such_model"), Settings(rule_folders=(Path("/no/such/folder"),))]
)
def test_what_is_asked_wrongly_is_refused_before_anything_is_read(settings: Settings) -> None:
    with pytest.raises(DatelineError):
        next(read_pages_with(iter(()), settings=settings, jobs=2))
