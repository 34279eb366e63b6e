"""Where a page's words stand in quotation marks, as far as who-is-who needs to know."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from dateline.records import Span

MARK = re.compile(r"[“”\"„«»]|``|''|(?<![^\s(\[])[‘'](?=[A-Z“\"])|(?<=[.,!?])[’'](?!\w)")
OPENING = frozenset("“„«‘")
CLOSING = frozenset("”»’")


class Quoted:
    """Stretches in quotation marks, each within one paragraph; one left open ends with it."""

    def __init__(self, text: str, blocks: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for block in blocks:
            self._read(text, block)

    def _read(self, text: str, block: Span) -> None:
        since: int | None = None
        single = False
        for m in MARK.finditer(text, block.start, block.end):
            mark = m.group()
            small = mark in ("'", "’", "‘")
            if since is not None and small != single:
                continue
            opens = mark in OPENING or mark == "``"
            if not opens and mark not in CLOSING and mark != "''":  # straight: a space before it opens
                before = text[m.start() - 1 : m.start()]
                opens = m.start() == block.start or before.isspace() or before in ("(", "[", "—", "-")
            if opens:
                since, single = m.end(), small
            elif since is not None:
                self._keep(since, m.start())
                since = None
        if since is not None and not single:
            self._keep(since, block.end)

    def _keep(self, start: int, end: int) -> None:
        if not self._starts or start >= self._ends[-1]:
            self._starts.append(start)
            self._ends.append(end)

    def at(self, offset: int) -> int:
        """Which stretch holds the code point at an offset, counted from 0; -1 where none does."""
        k = bisect_right(self._starts, offset) - 1
        return k if k >= 0 and offset < self._ends[k] else -1
