"""What each line of a scraped page is, by its own words and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.article.lines import (
    RULED_LINES,
    any_match,
    byline_of,
    day_told,
    ends_sentence,
    is_capitals,
    is_credit,
    is_furniture,
    is_name,
    is_picture_credit,
    looks_like_running_text,
)
from dateline.article.repeats import exact_repeats, is_contained, nearly_same, quoted_elsewhere, tells_another
from dateline.lexicon.furniture import FurnitureWords

PARAGRAPH = "paragraph"
DROPPED = "furniture"
FRONT_LINES = 15  # a page whose first lines are no running text for longer has no front matter that can be told
CAPTION_WORDS = 60
BREADCRUMB = re.compile(r"[^>»›]{1,40}(?:\s?[>»›]\s?[^>»›]{1,40}){1,5}")
OPENING = ("“", '"', "‘", "'", "«", "„", "(", "[")  # what begins with these is speech or an aside, no title
MARKS = ("•", "·", "- ", "– ", "* ", "▪", "●")


def label_lines(
    lines: Sequence[str], *, words: FurnitureWords, headline: str | None, verbatim: bool
) -> list[str | None]:
    """A kind for each line, None for furniture.

    ``headline`` is one already known. ``verbatim`` is for texts given as articles (JSON lines): they
    have been cleaned, so that only plain cases get another kind than paragraph.
    """
    kinds: list[str | None] = [
        _own_kind(line, words=words) if i < RULED_LINES else None for i, line in enumerate(lines)
    ]
    kinds = _captions(lines, kinds, words=words, verbatim=verbatim)
    body = next(
        (
            i
            for i, (line, kind) in enumerate(zip(lines, kinds, strict=True))
            if not kind and looks_like_running_text(line)
        ),
        None,
    )
    body = min(len(lines) if body is None else body, FRONT_LINES)
    if verbatim:
        _first_line_headline(lines, kinds, known=headline)
    else:
        _front(lines, kinds, body, headline=headline, words=words)
    start = next((i for i in range(body, len(lines)) if kinds[i] in (None, "standfirst")), body)
    for i in () if verbatim else exact_repeats(lines):
        kinds[i] = DROPPED
    plain = [i for i in range(len(lines)) if kinds[i] is None]
    for i in quoted_elsewhere(lines, plain):
        if i > start and kinds[i] is None and not (verbatim and lines[i].startswith(OPENING)):
            kinds[i] = "pull_quote"
    _subheads_and_lists(lines, kinds, start, verbatim=verbatim)
    done = [PARAGRAPH if kind is None else None if kind == DROPPED else kind for kind in kinds]
    if PARAGRAPH not in done:
        _want_a_paragraph(lines, done)
    return done


def _own_kind(line: str, *, words: FurnitureWords) -> str | None:
    if is_furniture(line, words=words):
        return DROPPED
    if byline_of(line, words=words):
        return "byline"
    if day_told(line, words=words):
        return "dateline"
    if is_credit(line, words=words):
        return "credit"
    return "caption" if any_match(words.caption, line) else None


def _captions(
    lines: Sequence[str], kinds: Sequence[str | None], *, words: FurnitureWords, verbatim: bool
) -> list[str | None]:
    """Captions by their neighbours: a credit line after them, or an alternative text that says nearly the same."""
    kinds = list(kinds)
    if verbatim:
        return kinds
    for i, line in enumerate(lines[:RULED_LINES]):
        if kinds[i] not in (None, "caption") or len(line) > 600 or len(line.split()) > CAPTION_WORDS:
            continue
        credited = [
            j < len(lines) and kinds[j] == "credit" and is_picture_credit(lines[j], words=words) for j in (i + 1, i + 2)
        ]
        starts = any_match(words.caption_start, line) is not None
        if (
            i + 1 < len(lines)
            and kinds[i + 1] in (None, "caption")
            and _is_alternative(line, lines[i + 1], sure=credited[1] or kinds[i + 1] == "caption")
            and not _in_a_list_of_like_lines(lines, kinds, i)
        ):
            kinds[i], kinds[i + 1] = DROPPED, "caption"
        elif (credited[0] and _may_be_caption(line)) or (starts and not ends_sentence(line)):
            kinds[i] = "caption"
    return kinds


def _in_a_list_of_like_lines(lines: Sequence[str], kinds: Sequence[str | None], i: int) -> bool:
    """Whether the line before a pair or after it says nearly the same too: an alternative text comes alone."""
    before = i > 0 and kinds[i - 1] is None and nearly_same(lines[i - 1], lines[i])
    return before or (i + 2 < len(lines) and kinds[i + 2] is None and nearly_same(lines[i + 1], lines[i + 2]))


def _is_alternative(line: str, caption: str, *, sure: bool) -> bool:
    """Whether a line says what the caption under it says; less of it, where that is ``sure`` to be a caption."""
    if line == caption or tells_another(line, caption):
        return False
    return nearly_same(line, caption) or (sure and is_contained(line, caption))


def _may_be_caption(line: str) -> bool:
    """A caption tells what is seen: no speech, no title in capitals."""
    return not any(mark in line for mark in '“"') and not is_capitals(line) and len(line.split()) >= 4


def _first_line_headline(lines: Sequence[str], kinds: list[str | None], *, known: str | None) -> None:
    """In a cleaned text a first line without a full stop, or like the known headline, is the headline."""
    first = next((i for i, kind in enumerate(kinds) if kind is None), None)
    if first is None or first > 3 or first + 1 >= len(lines):
        return
    line = lines[first]
    same = known is not None and nearly_same(line, known)
    short = len(line) <= 200 and len(line.split()) <= 25 and not ends_sentence(line) and line[-1] not in ":,;"
    titled = len(line.split()) <= 20 and _is_titled(line)
    if same or (known is None and (short or titled)):
        kinds[first] = "headline"


def _is_titled(line: str) -> bool:
    """ "Ports To Close After Blast.": nearly every longer word begins with a capital, and there are four at least."""
    longer = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(longer) >= 4 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def _front(
    lines: Sequence[str], kinds: list[str | None], body: int, *, headline: str | None, words: FurnitureWords
) -> None:
    """Section, headline, kicker, standfirst and names among the lines before the running text."""
    crumbs = next((i for i in range(body) if kinds[i] is None and BREADCRUMB.fullmatch(lines[i][:200])), None)
    if crumbs is not None:
        kinds[crumbs] = "section"
    free = [i for i in range(body) if kinds[i] is None]
    mixed = [i for i in free if not is_capitals(lines[i])]
    head = next((i for i in free if headline and nearly_same(lines[i], headline)), None)
    if head is None:
        head = next((i for i in mixed if len(lines[i].split()) >= 4), None)
    if head is None:
        head = max(mixed or free, key=lambda i: len(lines[i].split()), default=None)
    if head is None:
        _headline_with_stop(lines, kinds, body)
        return
    kinds[head] = "headline"
    for i in free:
        if i != head:
            kinds[i] = _front_kind(lines, kinds, i, head, words=words)
    _standfirst(lines, kinds, body, after=head)


def _headline_with_stop(lines: Sequence[str], kinds: list[str | None], body: int) -> None:
    """A first line in title case is a headline though it ends in a full stop."""
    if body + 1 < len(lines) and len(lines[body].split()) <= 20 and _is_titled(lines[body]):
        kinds[body] = "headline"


def _front_kind(
    lines: Sequence[str], kinds: Sequence[str | None], i: int, head: int, *, words: FurnitureWords
) -> str | None:
    line, count = lines[i], len(lines[i].split())
    if is_capitals(line):
        return "section" if i < head and count <= 2 and "section" not in kinds else "kicker" if count <= 10 else None
    if i < head:
        return "section" if count <= 5 and "section" not in kinds else "kicker" if count <= 8 else DROPPED
    beside = {kinds[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)}
    if 2 <= count <= 4 and is_name(line, words=words) and "dateline" in beside:
        return "byline"
    if lines[i].lower().strip(" ,.") in words.byline_roles:
        return DROPPED
    return "standfirst" if count >= 6 and "standfirst" not in kinds else None


def _standfirst(lines: Sequence[str], kinds: list[str | None], body: int, *, after: int) -> None:
    """The first running text is a standfirst where names, a date or a picture part it from the body.

    A byline or date before it makes it the body's first paragraph instead.
    """
    if body >= len(lines) or kinds[body] is not None or "standfirst" in kinds[:body]:
        return
    if any(kind in ("byline", "dateline") for kind in kinds[after:body]):
        return
    following = next(
        (i for i in range(body + 1, len(lines)) if kinds[i] is None and looks_like_running_text(lines[i])), None
    )
    between = kinds[body + 1 : following] if following else []
    if len(lines[body].split()) <= 45 and {"byline", "dateline", "caption", "credit"} & set(between):
        kinds[body] = "standfirst"


def _subheads_and_lists(lines: Sequence[str], kinds: list[str | None], start: int, *, verbatim: bool) -> None:
    for i in range(start + (not verbatim), len(lines)):
        line = lines[i]
        if kinds[i] is not None:
            continue
        if line.startswith(MARKS) and len(line) > 2:
            kinds[i] = "list"
        elif _is_loud_subhead(lines, i) or _is_quiet_subhead(lines, kinds, i):
            kinds[i] = "subhead"


def _is_loud_subhead(lines: Sequence[str], i: int) -> bool:
    """A short line in capitals without a stop, with something under it."""
    line = lines[i]
    if i + 1 >= len(lines) or len(line) > 100 or len(line.split()) > 10 or line.startswith(OPENING):
        return False
    return is_capitals(line) and line[-1] not in '.,;:”"'


def _is_quiet_subhead(lines: Sequence[str], kinds: Sequence[str | None], i: int) -> bool:
    """A short line in small letters without a stop over running text, under running text or a labelled line."""
    line = lines[i]
    if not 0 < i < len(lines) - 1 or len(line) > 80 or len(line.split()) > 8 or line.startswith(OPENING):
        return False
    if not (line[0].isupper() or line[0].isdigit()) or line[-1] in ",;:—–-”\"’'":
        return False
    if ends_sentence(line) and line[-1] != "?":
        return False
    before = kinds[i - 1] is not None or looks_like_running_text(lines[i - 1])
    return before and kinds[i + 1] is None and looks_like_running_text(lines[i + 1])


def _want_a_paragraph(lines: Sequence[str], done: list[str | None]) -> None:
    """A page of a line or two has no front matter: its longest line that is not furniture is its text."""
    told = [
        i
        for i, kind in enumerate(done)
        if kind in ("headline", "standfirst", "caption", "subhead", "kicker", "section")
    ]
    if told:
        done[max(told, key=lambda i: (len(lines[i]), -i))] = PARAGRAPH
