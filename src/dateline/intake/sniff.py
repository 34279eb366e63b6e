"""What bytes are, told by the bytes themselves: a file's name is believed only where they are silent."""

from __future__ import annotations

import json
import re

CONTROL_SHARE = 0.05  # random bytes hold a tenth of control characters, text none to speak of

# First bytes of things that are not pages. Source: the formats' own specifications, as in file(1).
MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "sound or video"),
    (b"\x00\x00\x01\x00", "an icon"),
)
HTML_START = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!doctype\s+html|<html|<head|<body|<article|<main|<div|<p[\s>]|<h1|<meta|<title|<section|<table|<center|<span)",
    re.I,
)
HTML_WITHIN = re.compile(rb"<(?:html|head|body)[\s>]", re.I)
COMMENT = re.compile(rb"<!--.*?-->", re.S)
FEED_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
WARC_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
FROM_LINE = rb"From \S[^\n]{0,300}\d:\d\d[^\n]{0,30}\d{4}[^\n]{0,10}\n"  # RFC 4155: the sender, the day and time
MBOX_START = re.compile(FROM_LINE + rb">?[A-Za-z][A-Za-z0-9-]{1,60}:")
MAIL_LINE = re.compile(
    rb"^(from|to|date|subject|received|return-path|message-id|mime-version|delivered-to):", re.I | re.M
)
MAIL_NAMES = 4  # different ones in the first paragraph: fewer stand above a printed letter too
ADDRESS_LINE = re.compile(rb"https?://[^\s<>\"]+$", re.I)
SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "text",
    ".eml": "mail",
    ".mbox": "mbox",
}


def wide_codec(head: bytes) -> str | None:
    """The UTF-16 or UTF-32 codec that a mark or the rhythm of zero bytes tells; None for other text."""
    for mark, codec in (
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if head.startswith(mark):
            return codec
    head = head[: len(head) // 2 * 2]
    if len(head) < 4:
        return None
    even, odd, pairs = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if odd > 0.6 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    if even > 0.6 * pairs and odd < 0.1 * pairs:
        return "utf-16-be"
    return None


def binary_kind(head: bytes) -> str | None:
    """What the bytes are where they are no text ("a PNG picture"), else None."""
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI ", b"WEBP")):
        return "sound, video or a picture"
    if wide_codec(head):
        return None
    control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b")
    return "binary data" if control > CONTROL_SHARE * max(len(head), 1) else None


def is_archive(head: bytes) -> bool:
    """Whether a web archive begins so."""
    return WARC_START.match(head.lstrip()) is not None


def form_of(head: bytes, suffix: str) -> str:
    """``text``, ``html``, ``jsonl``, ``warc``, ``feed``, ``mbox``, ``mail`` or ``addresses``.

    By the first bytes, then by the name's ending.
    """
    if codec := wide_codec(head):
        head = head[: len(head) // 4 * 4].decode(codec, "replace").encode("utf-8", "replace")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if SUFFIXES.get(suffix) == "jsonl" or _is_article_line(start):
        return "jsonl"
    if is_archive(start):
        return "warc"
    bare = COMMENT.sub(b"", start).lstrip()
    if _is_feed(bare):
        return "feed"
    if HTML_START.match(bare) or (bare.startswith(b"<") and HTML_WITHIN.search(bare)):
        return "html"
    if MBOX_START.match(start):
        return "mbox"
    if len({name.lower() for name in MAIL_LINE.findall(re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0])}) >= MAIL_NAMES:
        return "mail"
    if _is_address_list(start):
        return "addresses"
    return SUFFIXES.get(suffix, "html" if HTML_WITHIN.search(bare) and b"</" in bare else "text")


def _is_feed(bare: bytes) -> bool:
    """A root element of RSS or Atom, and nothing of HTML before it."""
    root = FEED_ROOT.search(bare) if bare.startswith(b"<") else None
    html = HTML_WITHIN.search(bare) or HTML_START.match(bare)
    return root is not None and (html is None or html.start() > root.start())


def _is_address_list(start: bytes) -> bool:
    """Nothing but addresses, a line each, with blank lines and lines of remarks (#) between them."""
    lines = [line.strip() for line in start.split(b"\n")]
    told = [line for line in lines if line and not line.startswith(b"#")]
    return bool(told) and all(ADDRESS_LINE.match(line) for line in told)


def _is_article_line(start: bytes) -> bool:
    """A first line that is a JSON object, or that begins as one with a "text" or "id" and goes on past the sniff."""
    if not start.startswith(b"{"):
        return False
    line, newline, _ = start.partition(b"\n")
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return (
            not newline
            and re.match(rb'\{\s*"(?:id|text|headline|published|url|outlet|language)"\s*:', line) is not None
        )
