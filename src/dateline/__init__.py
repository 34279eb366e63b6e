"""dateline: who did what to whom, where, when, and who says so.

import dateline
record = dateline.open("news.db")
for event in record.events(type="ASSAULT", place="IRQ"): ...
for reading in dateline.read("pages/"): ...
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.asking import Record
    from dateline.records import Reading, Skipped

__all__ = ["__version__", "open", "read"]
__version__ = "0.1.0"


def open(path: str | Path) -> Record:
    """A store to ask, by the names of the command line: see ``Record``. Close it, or use it in a ``with``.

    Raises StoreError where there is no such store, or where it can't be read.
    """
    from dateline.asking import open_record

    return open_record(path)


def read(*paths: str | Path, jobs: int = 1) -> Iterator[Reading | Skipped]:
    """The records of pages in files and folders, in order; Skipped, with the reason, for one that gives none."""
    import sys
    from datetime import date

    from dateline.intake import read_sources
    from dateline.parallel import read_pages_with
    from dateline.pipeline import Settings

    pages = read_sources(list(map(str, paths)), stdin=sys.stdin.buffer)
    yield from read_pages_with(pages, settings=Settings(today=date.today()), jobs=jobs)
