"""Lists of addresses: a line each, blank lines and remarks (#) between them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.intake.jsonl import blank_lines
from dateline.intake.pages import Link, web_address
from dateline.intake.stream import Ahead
from dateline.records import Given, Skipped

LINE_BYTES = 4096


def read_addresses(stream: Ahead, source: str) -> Iterator[Link | Skipped]:
    """A link a line, in order; a line that is no address is skipped by its number."""
    number = blank_lines(stream)
    while line := stream.readline(LINE_BYTES):
        number += 1
        whole = line
        while not whole.endswith(b"\n") and (whole := stream.readline(LINE_BYTES)):
            line = b""  # longer than any address
        text = line.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").decode("utf-8", "replace").strip()
        if url := web_address(text):
            yield Link(url, Given(url=url), named=True)
        elif (text and not text.startswith("#")) or not line:
            told = repr(text[:80]) if text else "a very long line"
            yield Skipped(f"{source}:{number}", "not an address", f"{told} is no http or https address")
        number += blank_lines(stream)
    if not number:
        yield Skipped(source, "empty", "holds no line")
