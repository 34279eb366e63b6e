"""From paths and standard input to pages, one at a time, within limits, and never a traceback."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline.intake.charset import charset_of
from dateline.intake.jsonl import read_lines
from dateline.intake.sniff import HEAD_BYTES, binary_kind, form_of
from dateline.records import Page, Skipped

PAGE_BYTES = 20_000_000  # trafilatura's own cap; the longest news pages seen are a fortieth of it
MEDIA_TYPES = {"text": "text/plain", "html": "text/html"}


def read_sources(sources: Sequence[str], *, form: str | None = None, stdin: BinaryIO) -> Iterator[Page | Skipped]:
    """A page or a reason for each source, in order.

    A source is a file, a folder (its files in sorted order, folders within too; names that
    begin with a dot are left out) or "-" for ``stdin``. ``form`` is "text", "html" or
    "jsonl"; None finds out. Only regular files are opened: a pipe or device could hang.
    """
    for source in sources:
        if source == "-":
            yield from _read_stream(_Ahead(stdin), "-", suffix="", form=form)
        else:
            yield from _read_path(source, form=form)


def _read_path(source: str, *, form: str | None) -> Iterator[Page | Skipped]:
    try:
        mode = os.stat(source).st_mode
    except (OSError, ValueError) as err:
        yield Skipped(source, "unreadable", _reason(err))
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(source, form=form)
    elif not stat.S_ISREG(mode):
        yield Skipped(source, "unreadable", "is neither a file nor a folder")
    else:
        yield from _read_file(source, form=form)


def _read_folder(folder: str, *, form: str | None) -> Iterator[Page | Skipped]:
    troubles: list[OSError] = []
    count = 0
    for where, folders, names in os.walk(folder, onerror=troubles.append):
        while troubles:
            count += 1
            trouble = troubles.pop(0)
            yield Skipped(str(trouble.filename), "unreadable", _reason(trouble))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                count += 1
                yield from _read_path(os.path.join(where, name), form=form)
    for trouble in troubles:
        count += 1
        yield Skipped(str(trouble.filename), "unreadable", _reason(trouble))
    if not count:
        yield Skipped(folder, "empty", "the folder holds no file")


def _read_file(source: str, *, form: str | None) -> Iterator[Page | Skipped]:
    try:
        with open(source, "rb") as stream:
            yield from _read_stream(_Ahead(stream), source, suffix=Path(source).suffix.lower(), form=form)
    except OSError as err:
        yield Skipped(source, "unreadable", _reason(err))


def _read_stream(stream: _Ahead, source: str, *, suffix: str, form: str | None) -> Iterator[Page | Skipped]:
    head = stream.peek()
    if not head:
        yield Skipped(source, "empty", "holds no byte")
        return
    if kind := binary_kind(head):
        yield Skipped(source, "not a page", f"is {kind}")
        return
    form = form or form_of(head, suffix)
    if form == "jsonl":
        yield from read_lines(stream, source)
    else:
        content = stream.read_page()
        if len(content) > PAGE_BYTES:
            yield Skipped(source, "too large", f"is over {PAGE_BYTES:,} bytes")
        elif not content.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"):
            yield Skipped(source, "empty", "holds white space only")
        else:
            page_id = hashlib.sha256(content).hexdigest()
            yield Page(page_id, source, MEDIA_TYPES[form], len(content), content, charset=charset_of(content))


class _Ahead:
    """A stream whose first bytes can be looked at before it is read, a pipe too."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._head = b""

    def peek(self) -> bytes:
        while len(self._head) < HEAD_BYTES and (piece := self._stream.read(HEAD_BYTES - len(self._head))):
            self._head += piece
        return self._head

    def read_page(self) -> bytes:
        """All of it, or one byte over the cap where there is more."""
        pieces, size_bytes = [self._head], len(self._head)
        self._head = b""
        while size_bytes <= PAGE_BYTES and (piece := self._stream.read(min(1 << 20, PAGE_BYTES + 1 - size_bytes))):
            pieces.append(piece)
            size_bytes += len(piece)
        return b"".join(pieces)

    def readline(self, limit: int) -> bytes:
        line, newline, rest = self._head.partition(b"\n")
        if newline:
            self._head = rest
            return line + newline
        self._head = b""
        return line + self._stream.readline(limit - len(line))


def _reason(err: Exception) -> str:
    return (getattr(err, "strerror", None) or str(err)).lower()
