"""JSON lines: an article a line, its text kept code point for code point."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime

from dateline.intake.stream import Ahead
from dateline.records import Given, Page, Skipped

LINE_BYTES = 20_000_000
PIECE_BYTES = 1_000_000
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")


def read_lines(stream: Ahead, source: str) -> Iterator[Page | Skipped]:
    """One answer a line that is not blank, in order; a bad line is skipped by name and the others go on."""
    number = blank_lines(stream)
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        where = f"{source}:{number}"
        if len(line) > LINE_BYTES:
            size_bytes = len(line)
            while not line.endswith(b"\n") and (line := stream.readline(PIECE_BYTES)):
                size_bytes += len(line)
            yield Skipped(where, "too large", f"a line of {size_bytes:,} bytes; at most {LINE_BYTES:,} are read")
        elif line.strip():
            yield page_of_line(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, where)
        number += blank_lines(stream)
    if not number:
        yield Skipped(source, "empty", "holds no line")


def blank_lines(stream: Ahead) -> int:
    """How many blank lines came next; they are passed over."""
    count = 0
    while blank := stream.blank_lines():
        count += blank.count(b"\n")
    return count


def page_of_line(line: bytes, where: str) -> Page | Skipped:
    """The article of one line: {"id", "text"} and maybe published, headline, outlet, url, language."""
    try:
        row = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as err:
        problem = "is nested too deep" if isinstance(err, RecursionError) else f"is not JSON in UTF-8: {err}"
        return Skipped(where, "bad JSON line", f"the line {problem}")
    if not isinstance(row, dict):
        return Skipped(where, "bad JSON line", f"expected an object with a text, found {type(row).__name__}")
    name = row.get("id")
    item_id = name if isinstance(name, str) else str(name) if isinstance(name, int | float) else None
    text = row.get("text")
    if not isinstance(text, str):
        return Skipped(where, "bad JSON line", 'expected "text" as a string', item_id)
    if not text.strip():
        return Skipped(where, "empty", "the text is empty", item_id)
    try:
        published = _day(row.get("published"))
    except ValueError:
        return Skipped(
            where, "bad JSON line", f'"published" is no date: {row.get("published")!r}; write YYYY-MM-DD', item_id
        )
    content = text.encode("utf-8", "surrogatepass")
    given = Given(
        item_id=item_id,
        published=published,
        headline=_words(row.get("headline")),
        outlet=_words(row.get("outlet")),
        url=_words(row.get("url")),
        language=_words(row.get("language")),
    )
    page_id = hashlib.sha256(content).hexdigest()
    return Page(page_id, where, "application/json", len(content), content, charset="utf-8", given=given)


def _words(value: object) -> str | None:
    """A string with something in it, else None; lone surrogates become U+FFFD."""
    if not isinstance(value, str) or not value.strip():
        return None
    return value.strip().encode("utf-8", "replace").decode("utf-8")


def _day(value: object) -> date | None:
    """A day from "2024-01-04", with or without a time, or an e-mail date; raises ValueError."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(value)
    if found := ISO_DAY.match(value.strip()):
        return date(int(found[1]), int(found[2]), int(found[3]))
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, IndexError) as err:
        raise ValueError(value) from err
