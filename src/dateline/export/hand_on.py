"""Writing in one of the shapes of ``formats``, with an account of what was written and what stayed behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO, TypeVar

from dateline.errors import UsageError
from dateline.export.formats import Format, format_of
from dateline.export.manner import Manner
from dateline.handed import HandedPage, Happening
from dateline.tolls import RULES

Thing = TypeVar("Thing")
To = str | Path | TextIO


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What was written. ``left_out`` counts by reason what the shape has no room for; ``lacks`` holds for all of it."""

    things: int  # happenings or pages
    of: str  # which of the two, in the plural
    rows: int | None  # lines or rows in what was written; None where those are no units
    line: str  # what one of them is
    left_out: tuple[tuple[str, int], ...]
    lacks: tuple[str, ...]


def hand_on(
    name: str,
    to: To,
    *,
    happenings: Callable[[], Iterator[Happening]],
    pages: Callable[[], Iterator[HandedPage]],
    rule: str | None = None,
    claimed: bool = False,
) -> HandedOn:
    """Writes what one of the two gives, as the shape needs it, to a path or an open stream of text.

    Raises UsageError where there is no such shape or rule, a file can't be written, or a shape needs a path.
    """
    form = format_of(name)
    if rule is not None and rule not in RULES:
        raise UsageError(f"--rule {rule}: it is one of {', '.join(RULES)}")
    told: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    manner = Manner(rule, claimed, lambda reason: told.update([reason]))
    if form.file is not None:
        if not isinstance(to, str | Path):
            raise UsageError(f"--as {form.name}: is no text; name a file with --to, such as news{form.ending}")
        rows: int | None = form.file(str(to), _counted(pages(), counted), manner)
    else:
        rows = _write(form, _lines(form, happenings, pages, counted, manner), to)
    of = "pages" if form.happenings is None else "events"
    return HandedOn(counted.total(), of, rows, form.line, tuple(told.most_common()), form.lacks)


def _lines(
    form: Format,
    happenings: Callable[[], Iterator[Happening]],
    pages: Callable[[], Iterator[HandedPage]],
    counted: Counter[str],
    manner: Manner,
) -> Iterator[str]:
    if form.happenings is not None:
        return form.happenings(_counted(happenings(), counted), manner)
    assert form.pages is not None, form.name
    return form.pages(_counted(pages(), counted), manner)


def _counted(things: Iterable[Thing], counted: Counter[str]) -> Iterator[Thing]:
    for thing in things:
        counted["things"] += 1
        yield thing


def _write(form: Format, lines: Iterator[str], to: To) -> int | None:
    if not isinstance(to, str | Path):
        return _write_lines(form, lines, to)
    first = next(lines, "")  # so that a question that can't be put leaves the file alone
    try:
        with open(to, "w", encoding="utf-8", newline="") as out:
            return _write_lines(form, chain([first] if first else [], lines), out)
    except OSError as err:
        raise UsageError(f"--to {to}: can't be written: {err.strerror or err}") from err


def _write_lines(form: Format, lines: Iterable[str], out: TextIO) -> int | None:
    count = 0
    for line in lines:
        out.write(line)
        count += 1
    return None if form.heads is None else max(count - form.heads, 0)
