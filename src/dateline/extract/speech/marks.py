"""Quotation marks paired: what stands between them, paragraph by paragraph.

Marks of all traditions count: “…”, "…", „…“, «…», »…«, ‹…›, 「…」, ``…'' and, where they
cannot be apostrophes, ‘…’ and '…'. A mark turned the wrong way (”So it is,” she said) is
read by what stands beside it. A paragraph is a block of the article: a mark that its
paragraph never closes ends there, so a stray one costs no more than its own paragraph.
One pass over the text, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.records import Block, Span

MARK = re.compile("``|''|[\"“”„‟«»‹›「」『』＂〝〞‘’‚‛'`´]")
OPENERS = frozenset("“„‟«‹「『〝")
CLOSERS = frozenset("”»›」』〞")
SINGLES = frozenset("‘’‚‛'`´")
BEFORE_OPENING = frozenset("([{—–-―/¡¿|•*…:") | OPENERS | {"‘", '"', "'", "`"}
# Elisions that begin with an apostrophe: ’em, ’tis, ’90s, rock ’n’ roll.
ELIDED = re.compile(r"(?:em|n|til|tis|twas|cause|bout|round|\d0s)\b", re.IGNORECASE)
CLOSING = re.compile(r"[\w,.?!…][’'](?!\w)")
OPENING = re.compile(r"(?:^|[\s(])[‘'](?=\w)")
LOOK_AHEAD = 300  # characters
RUNNING = frozenset({"headline", "standfirst", "paragraph", "caption", "subhead", "pull_quote", "list", "kicker"})


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between marks. ``span`` leaves the marks out, ``outer`` holds them.

    ``depth`` is 0 for outermost marks, 1 for marks inside marks. ``runs_on`` tells that the next
    paragraph goes on with it (by an opening mark of its own), ``goes_on`` that it is such a going on.
    """

    span: Span
    outer: Span
    block: int
    depth: int = 0
    single: bool = False
    closed: bool = True
    runs_on: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    at: int  # where the mark starts
    inside: int  # where the words start
    single: bool


def find_marked(text: str, blocks: Sequence[Block]) -> tuple[Marked, ...]:
    """What stands between marks, in reading order (an outer one before those inside it); () where no mark is."""
    found: list[Marked] = []
    hanging: int | None = None  # the number of the one left open by the paragraph just before
    for index, block in enumerate(blocks):
        if block.kind not in RUNNING:
            continue
        pieces = _of_block(text, block.span, index, ran_on=hanging is not None)
        first = next((k for k, m in enumerate(pieces) if m.depth == 0), None)
        if hanging is not None and first is not None and _begins(text, block.span, pieces[first]):
            found[hanging] = replace(found[hanging], runs_on=True, closed=True)
            pieces[first] = replace(pieces[first], goes_on=True)
        last = next((k for k in range(len(pieces) - 1, -1, -1) if pieces[k].depth == 0), None)
        hanging = len(found) + last if last is not None and not pieces[last].closed else None
        found.extend(pieces)
    return tuple(found)


def _begins(text: str, block: Span, first: Marked) -> bool:
    """Whether the paragraph starts with the marked words, blanks left aside."""
    return not text[block.start : first.outer.start].strip()


def _of_block(text: str, block: Span, index: int, *, ran_on: bool) -> list[Marked]:
    """Marked words of one paragraph. ``ran_on``: the paragraph before left a mark open."""
    found: list[Marked] = []
    stack: list[_Open] = []
    for match in MARK.finditer(text, block.start, block.end):
        at, after = match.span()
        mark = match[0]
        before = text[at - 1] if at > block.start else " "
        behind = text[after] if after < block.end else " "
        single = mark in SINGLES
        if single and not _is_single_mark(mark, before, behind, text, after, block.end, stack):
            continue
        if mark == '"' and before.isdigit() and not stack and not (ran_on and not found):
            continue  # inches: a 12" pipe
        if _opens(mark, before, behind, stack, single):
            if single and any(o.single for o in stack):
                stack = [o for o in stack if not o.single]  # the earlier one was an apostrophe
            elif not single and any(not o.single for o in stack) and not any(o.single for o in stack):
                outer = next(o for o in stack if not o.single)
                if len(stack) > 1 or _same_kind(text[outer.at], mark):
                    # Opened again before it was closed: the earlier mark ends where the new one starts.
                    found.append(_close(stack[-1], at, at, index, 0, closed=False, text=text))
                    stack = []
            stack.append(_Open(at, after, single))
            continue
        while stack and stack[-1].single and not single:
            stack.pop()  # an apostrophe after all
        if stack and stack[-1].single == single:
            opened = stack.pop()
            found.append(_close(opened, at, after, index, len(stack), closed=True, text=text))
        elif ran_on and not single and not found and not stack:
            found.append(_close(_Open(block.start, block.start, False), at, after, index, 0, closed=True, text=text))
    for depth, opened in enumerate(stack):
        if not opened.single:
            found.append(_close(opened, block.end, block.end, index, depth, closed=False, text=text))
            break
    found = [m for m in found if m.span.start < m.span.end]
    return sorted(found, key=lambda m: (m.outer.start, -m.outer.end))


def _close(opened: _Open, at: int, after: int, block: int, depth: int, *, closed: bool, text: str) -> Marked:
    start, end = opened.inside, at
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Marked(Span(start, end), Span(opened.at, after), block, depth, opened.single, closed)


def _same_kind(one: str, other: str) -> bool:
    return (one in OPENERS or one in CLOSERS) == (other in OPENERS or other in CLOSERS)


def _opens(mark: str, before: str, behind: str, stack: list[_Open], single: bool) -> bool:
    """Whether a mark opens: by its neighbours where they tell, else by its shape and by what is open."""
    is_open = any(o.single == single for o in stack)
    left_free = before.isspace() or before in BEFORE_OPENING
    right_free = behind.isspace() or behind in ".,;:!?)]}—–"
    if left_free and not right_free:
        return not (before in BEFORE_OPENING and not before.isspace() and is_open and mark in CLOSERS)
    if right_free and not left_free:
        return False
    if mark in OPENERS or mark in ("``", "‘", "‚", "‛"):
        return not (mark in "“«»‹›" and is_open and right_free)
    if mark in CLOSERS:
        return not is_open and not right_free and left_free
    return not is_open


def _is_single_mark(mark: str, before: str, behind: str, text: str, after: int, end: int, stack: list[_Open]) -> bool:
    """Whether ‘ ’ or ' is a quotation mark here and not an apostrophe."""
    if before.isalnum() and behind.isalnum():
        return False
    starts = (before.isspace() or before in BEFORE_OPENING) and not behind.isspace()
    if starts:
        if ELIDED.match(text, after, end):
            return False
        return not (mark in "’´" and not (stack and stack[-1].single))
    if not (stack and stack[-1].single):
        return False
    if before.isspace() or behind.isalnum():
        return False
    return not (before in "sS" and behind.isspace() and _closes_later(text, after, end))


def _closes_later(text: str, after: int, end: int) -> bool:
    """Whether a surer closing mark follows soon: then this one is a plural's apostrophe ("the troops’ plan,’")."""
    end = min(end, after + LOOK_AHEAD)
    later = CLOSING.search(text, after, end)
    opening = OPENING.search(text, after, end)
    return later is not None and (opening is None or later.start() < opening.start())
