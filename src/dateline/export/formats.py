"""The shapes in which a record is handed on: what each is made of, by which function, and what it can't hold.

A shape of text is a function from happenings, or from pages, to lines; one of another kind writes a file and gives
the number of rows. ``lacks`` are sentences that are told once, on standard error, whenever the shape is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.export import gdelt
from dateline.export.manner import Manner
from dateline.handed import HandedPage, Happening

HappeningLines = Callable[[Iterable[Happening], Manner], Iterator[str]]
PageLines = Callable[[Iterable[HandedPage], Manner], Iterator[str]]
PageFile = Callable[[str, Iterable[HandedPage], Manner], int]


@dataclass(frozen=True, slots=True)
class Format:
    """One of ``happenings``, ``pages`` and ``file`` makes it. ``line`` says what one line of it is, or row of a file.

    ``heads`` is how many lines stand before the first such; None where lines are no units and aren't counted.
    """

    name: str
    ending: str  # of a file's name
    about: str
    lacks: tuple[str, ...]
    happenings: HappeningLines | None = None
    pages: PageLines | None = None
    file: PageFile | None = None
    needs: str | None = None  # an extra of the package
    line: str = "row"
    heads: int | None = 0


FORMATS = (
    Format("gdelt", ".CSV", "GDELT 2.0 events, 61 columns, tab-separated, no head", gdelt.LACKS, gdelt.gdelt_lines),
)


def format_of(name: str) -> Format:
    """The shape of a name; raises UsageError where there is none."""
    for format_ in FORMATS:
        if format_.name == name.lower():
            return format_
    raise UsageError(f"--as {name}: it is one of {', '.join(f.name for f in FORMATS)}")
