"""HTTP bodies as they were sent made plain again, within a limit of size."""

from __future__ import annotations

import re
import zlib

from dateline.errors import UnreadablePage

CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
CODINGS = 3  # applied one over the other: no server needs more, and each can swell a thousandfold
GZIP_WINDOW, ZLIB_WINDOW, RAW_WINDOW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
WINDOWS = {"gzip": (GZIP_WINDOW,), "x-gzip": (GZIP_WINDOW,), "deflate": (ZLIB_WINDOW, RAW_WINDOW)}


def plain_body(body: bytes, *, transfer: str, coding: str, limit_bytes: int) -> bytes:
    """The body without its Transfer-Encoding and Content-Encoding, whose headers are given ("" for none).

    Archives often keep a header whose coding they have taken off: a body that does not begin as its
    header says is taken as it stands. Raises UnreadablePage: "too large", "broken body", "coded body".
    """
    if "chunked" in transfer.lower():
        body = _without_chunks(body)
    codings = [name for name in coding.lower().replace(" ", "").split(",") if name and name != "identity"]
    if len(codings) > CODINGS:
        raise UnreadablePage("coded body", f"is coded {len(codings)} times over")
    for name in reversed(codings):
        if name not in WINDOWS:
            raise UnreadablePage("coded body", f"is coded as {name[:20]!r}, which is not read")
        body = _inflated(body, WINDOWS[name], limit_bytes)
    if len(body) > limit_bytes:
        raise UnreadablePage("too large", f"is over {limit_bytes:,} bytes")
    return body


def _without_chunks(body: bytes) -> bytes:
    """RFC 9112, section 7.1; a body that does not begin with a chunk's length was put together before."""
    head = CHUNK_HEAD.match(body)
    if not head:
        return body
    pieces: list[bytes] = []
    while head:
        size, start = int(head[1], 16), head.end()
        if size == 0:
            return b"".join(pieces)
        if size > len(body) - start:
            raise UnreadablePage("broken body", "ends before its last chunk")
        pieces.append(body[start : start + size])
        at = start + size
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
        head = CHUNK_HEAD.match(body, at)
    raise UnreadablePage("broken body", "is chunked wrongly")


def _inflated(body: bytes, windows: tuple[int, ...], limit_bytes: int) -> bytes:
    if windows[0] == GZIP_WINDOW and not body.startswith(b"\x1f\x8b"):
        return body
    for window in windows:
        inflator = zlib.decompressobj(window)
        try:
            plain = inflator.decompress(body, limit_bytes + 1)
        except zlib.error:
            continue
        if len(plain) > limit_bytes:
            raise UnreadablePage("too large", f"inflates to more than {limit_bytes:,} bytes")
        if not inflator.eof:
            raise UnreadablePage("broken body", "ends in the middle of its compressed data")
        return plain
    if body.lstrip()[:1] == b"<":  # taken off before
        return body
    raise UnreadablePage("broken body", "holds compressed data that cannot be opened")
