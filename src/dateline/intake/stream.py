"""Bytes that come one after another: looking ahead, putting back, and opening gzip within limits."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from typing import NoReturn, Protocol

from dateline.errors import UnreadablePage

HEAD_BYTES = 8192  # enough for doctype, head and first tags of the pages seen; a sniff stays cheap
PIECE_BYTES = 65_536
BLOCK_BYTES = 16_384  # of compressed bytes at a time
BLANK_LINES = re.compile(rb"(?:[ \t\r]*+\n)++")
GZIP = b"\x1f\x8b\x08"
GZIP_WINDOW = 16 + zlib.MAX_WBITS  # tells zlib to expect gzip's own head and tail
TRIAL_BYTES = 2048  # of a gzip member, to see what it begins with
# Text shrinks to a tenth, markup of tables to a fiftieth; zeros to a thousandth, which is what bombs are made of.
SWELL = 250
SWELL_FREE_BYTES = 4_000_000  # below which no ratio is asked for


class Source(Protocol):
    """What bytes can be read from: at most ``size`` of them, b"" at the end."""

    def read(self, size: int, /) -> bytes: ...


class Damaged(UnreadablePage):
    """Compressed bytes that cannot be opened, or that swell beyond what text does."""


class Ahead:
    """A stream whose next bytes can be looked at, and put back; pipes too."""

    def __init__(self, source: Source) -> None:
        # read1 gives what is there: lines that come through a pipe are not waited for.
        self._pull: Callable[[int], bytes] = getattr(source, "read1", source.read)
        self._held = b""
        self._at = 0  # of the next byte in _held

    def peek(self, size: int = HEAD_BYTES) -> bytes:
        """The next ``size`` bytes, fewer at the end, which stay to be read."""
        while len(self._held) - self._at < size and (piece := self._pull(max(size, PIECE_BYTES))):
            self._held = self._held[self._at :] + piece
            self._at = 0
        return self._held[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """At most ``size`` of the next bytes, maybe fewer; b"" at the end."""
        if self._at < len(self._held):
            piece = self._held[self._at : self._at + size]
            self._at += len(piece)
            return piece
        return self._pull(size)

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes, fewer only at the end; they are held in memory."""
        pieces = []
        while size > 0 and (piece := self.read(min(size, 1 << 20))):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def readline(self, limit: int) -> bytes:
        """The next line with its end, or the first ``limit`` bytes of it; b"" at the end."""
        pieces, size = [], 0
        while size < limit:
            if self._at >= len(self._held):
                self._held, self._at = self._pull(PIECE_BYTES), 0
                if not self._held:
                    break
            end = self._held.find(b"\n", self._at, self._at + limit - size)
            stop = end + 1 if end >= 0 else min(len(self._held), self._at + limit - size)
            pieces.append(self._held[self._at : stop])
            size += stop - self._at
            self._at = stop
            if end >= 0:
                break
        return b"".join(pieces)

    def blank_lines(self) -> bytes:
        """The blank lines that come next, or as many of them as are at hand; b"" where none comes next.

        A small file can inflate to millions, which would take seconds one by one.
        """
        if self._at >= len(self._held):
            self._held, self._at = self._pull(PIECE_BYTES), 0
        found = BLANK_LINES.match(self._held, self._at)
        if found is None:
            return b""
        self._at = found.end()
        return found[0]

    def skip_to(self, pattern: re.Pattern[bytes], longest: int) -> bool:
        """Goes on to where a pattern of at most ``longest`` bytes begins; to the end where none does."""
        while not (found := pattern.search(self._held, self._at)):
            more = self._pull(PIECE_BYTES)
            self._held = self._held[max(self._at, len(self._held) - longest) :] + more if more else b""
            self._at = 0
            if not more:
                return False
        self._at = found.start()
        return True

    def put_back(self, content: bytes) -> None:
        """``content`` is what is read next. Bytes that were just read cost nothing to put back."""
        start = self._at - len(content)
        if start >= 0 and self._held.startswith(content, start):
            self._at = start
            return
        self._held = content + self._held[self._at :]
        self._at = 0


class GzipMembers:
    """The members of a gzip file one after another, each a stream of its own.

    Bytes between members are passed over. After a damaged member the next one is sought that
    begins with ``mark``; without a mark the rest is left.
    """

    def __init__(self, source: Source, *, mark: bytes = b"") -> None:
        self._source = Ahead(source)
        self._mark = mark
        self._seek = False  # after damage: only what begins with the mark is believed

    def __iter__(self) -> Iterator[GzipMember]:
        while self._find():
            member = GzipMember(self._source)
            yield member
            if member.damaged and not self._mark:
                return
            self._seek = member.damaged

    def _find(self) -> bool:
        """Goes on to the next member's first byte."""
        if not self._seek and self._source.peek(len(GZIP)) == GZIP:
            return True
        while block := self._source.take(PIECE_BYTES):
            window = block + self._source.peek(TRIAL_BYTES)
            at = window.find(GZIP)
            while 0 <= at < len(block):
                if not self._seek or begins_with(window[at : at + TRIAL_BYTES], self._mark):
                    self._source.put_back(block[at:])
                    return True
                at = window.find(GZIP, at + 1)
        return False


class GzipMember:
    """One member, inflated as it is read; raises Damaged where that fails."""

    def __init__(self, source: Ahead) -> None:
        self._source = source
        self._inflator = zlib.decompressobj(GZIP_WINDOW)
        self._fed = self._given = 0
        self._blocks = (b"", b"")  # the last two as they were read, since damage shows late
        self.damaged = False

    def read(self, size: int) -> bytes:
        while not self._inflator.eof and not self.damaged:
            try:
                piece = self._inflator.decompress(self._next_block(), min(size, PIECE_BYTES))
            except zlib.error:
                # Where a member was cut short, zlib takes the next one's head for bytes of this.
                again = b"".join(self._blocks)
                self._fail("holds bytes that cannot be", again[1:] if self._fed == len(again) else again)
            self._given += len(piece)
            if self._given > SWELL_FREE_BYTES and self._given > SWELL * self._fed:
                swells = f"swells to more than {SWELL} times its size"
                self._fail(swells, self._inflator.unconsumed_tail, reason="too large")
            if self._inflator.eof:
                self._source.put_back(self._inflator.unused_data)
            if piece:
                return piece
        return b""

    def _next_block(self) -> bytes:
        if tail := self._inflator.unconsumed_tail:
            return tail
        block = self._source.read(BLOCK_BYTES)
        if not block:
            self._fail("ends in the middle", b"")
        self._fed += len(block)
        self._blocks = (self._blocks[1], block)
        return block

    def _fail(self, what: str, again: bytes, *, reason: str = "damaged gzip") -> NoReturn:
        self.damaged = True
        self._source.put_back(again)
        raise Damaged(reason, f"the compressed data {what}")


class GzipFile:
    """All members as one stream, for what is compressed as a whole."""

    def __init__(self, source: Source) -> None:
        self._members = iter(GzipMembers(source))
        self._member: GzipMember | None = next(self._members, None)

    def read(self, size: int) -> bytes:
        while self._member is not None:
            if piece := self._member.read(size):
                return piece
            self._member = next(self._members, None)
        return b""


def begins_with(compressed: bytes, mark: bytes) -> bool:
    """Whether gzip bytes inflate to something that begins so; at most as much as the mark is inflated."""
    return first_bytes(compressed, max(len(mark), 1)).startswith(mark)


def first_bytes(compressed: bytes, size: int) -> bytes:
    """What the first bytes of a gzip file inflate to, at most ``size``, up to where they are damaged."""
    inflator = zlib.decompressobj(GZIP_WINDOW)
    found = b""
    for at in range(0, len(compressed), 64):
        try:
            found += inflator.decompress(compressed[at : at + 64], size)
        except zlib.error:
            break
        if len(found) >= size or inflator.eof:
            break
    return found[:size]
