"""Which encoding bytes are in. A declaration is a hint: pages lie about it."""

from __future__ import annotations

import codecs
import re

from dateline.intake.sniff import wide_codec

SAMPLE_BYTES = 65_536
DECLARED = re.compile(rb"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_:.\-]{2,40})", re.I)
# Only families of real text encodings: Python also knows "idna", "rot13" and "unicode_escape" as codecs.
FAMILIES = re.compile(
    r"^(?:utf-?(?:8|16|32)|iso|latin|l\d|cp|windows|koi8|mac|gb|big5|euc|shift|sjis|ms|johab|tis|ascii|us-ascii|hz)",
    re.I,
)
# What browsers read instead of the declared name. Source: WHATWG Encoding Standard, section 4.2.
WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
FEW_ERRORS = 0.1  # of the bytes beyond ASCII: below, the page is broken UTF-8 and not something else
TYPOGRAPHIC = frozenset("‘’“”–—…•·€£§©®™°«»\xa0½¼¾×‚„†‡‰‹›¿¡´¨")


def charset_of(content: bytes, *, told: str | None = None) -> str:
    """A codec that Python knows, to be used with ``errors="replace"``; "utf-8" for empty bytes.

    In order: a byte order mark or the rhythm of UTF-16, strict UTF-8, what an HTTP header (``told``)
    or else the page itself declares where it decodes, UTF-8 with a few broken bytes, Western European,
    charset-normalizer's guess.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if wide := wide_codec(content[:SAMPLE_BYTES]):
        return wide
    declared = _codec(told) or _declared(content[:4096])
    if declared and declared.startswith(("iso2022", "hz")) and _fits(content, declared):
        return declared
    if _fits(content, "utf-8"):
        return "utf-8"
    if (
        declared
        and declared != "utf-8"
        and not declared.startswith(("utf_16", "utf-16", "utf-32"))
        and _fits(content, declared)
    ):
        return declared
    beyond = sum(1 for byte in content[:SAMPLE_BYTES] if byte >= 128)
    read = content[:SAMPLE_BYTES].decode("utf-8", "replace")
    broken = read.count("\ufffd")
    whole = sum(1 for ch in read if ch >= "\x80") - broken  # bytes of another encoding seldom make UTF-8 by chance
    if broken <= max(FEW_ERRORS * beyond, whole):
        return "utf-8"
    if _looks_western(content[:SAMPLE_BYTES], beyond):
        return "cp1252"
    return _guess(content) or declared or "cp1252"


def _declared(head: bytes) -> str | None:
    found = DECLARED.search(head)
    return _codec(found.group(1).decode("ascii")) if found else None


def _codec(name: str | None) -> str | None:
    """Python's name of the codec that a browser would take for a declared one; None for what is no text encoding."""
    if not name or not FAMILIES.match(name):
        return None
    try:
        name = codecs.lookup(name).name
    except (LookupError, ValueError):  # a ValueError for a name with a zero in it
        return None
    return WIDER.get(name, name)


def _fits(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _looks_western(sample: bytes, beyond: int) -> bool:
    """Few bytes beyond ASCII, each a letter or typographic mark of Windows-1252: the commonest case by far."""
    marks = {ch for ch in sample.decode("cp1252", "replace") if ord(ch) >= 128}
    if marks <= TYPOGRAPHIC:
        return True
    return beyond <= 0.05 * len(sample) and all(ch.isalpha() or ch in TYPOGRAPHIC for ch in marks)


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE_BYTES]).best()
    return best.encoding if best else None
