"""A bar with rate and time left on standard error, where that is a terminal; elsewhere nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from dateline.cli.common import say

LINES = (".jsonl", ".ndjson")  # an article a line
UNKNOWN = (".gz", ".warc", ".mbox", ".xml", ".rss", ".atom")  # how many pages they hold, only reading tells


@contextmanager
def progress(sources: Sequence[str]) -> Iterator[tuple[Callable[[int], None], Callable[[str], None]]]:
    """Two functions: one told how many pages more are done, one that prints a line above the bar."""
    if not sys.stderr.isatty():
        yield lambda count: None, say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    bar = Progress(
        BarColumn(), MofNCompleteColumn(), TextColumn("pages  {task.fields[rate]}"), TimeRemainingColumn(),
        console=console, transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task("", total=expected_pages(sources), rate="")

        def advance(count: int) -> None:
            bar.advance(task, count)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f}/s" if speed else "")

        yield advance, lambda line: console.print(line, markup=False)


def expected_pages(sources: Sequence[str]) -> int | None:
    """How many pages the sources hold, as far as that can be told without reading them; None where it can't."""
    total = 0
    for source in sources:
        if os.path.isdir(source):
            held = [os.path.join(where, n) for where, _, names in os.walk(source) for n in names if n[0] != "."]
        elif os.path.isfile(source):
            held = [source]
        else:
            return None
        counts = [_pages_of(path) for path in held]
        if None in counts:
            return None
        total += sum(count or 0 for count in counts)
    return total


def _pages_of(path: str) -> int | None:
    ending = os.path.splitext(path)[1].lower()
    if ending in UNKNOWN:
        return None
    if ending not in LINES:
        return 1
    count, rest = 0, b""
    try:
        with open(path, "rb") as stream:
            while piece := stream.read(1 << 20):
                count, rest = count + piece.count(b"\n"), piece
    except OSError:
        return 1
    return count + (not rest.endswith(b"\n"))
