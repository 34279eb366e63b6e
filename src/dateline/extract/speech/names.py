"""Marked words that are names: titles of works, nicknames, slogans and words held at arm's length."""

from __future__ import annotations

import re

from dateline.extract.speech.marks import Marked

NAMING = re.compile(
    r"(?:\b(?:known (?:\w+ )?as|nicknamed|dubbed|titled|entitled|named|labell?ed|so-called|codenamed|code-named"
    r"|aka|a\.k\.a\.|alias|called the|branded)|\b(?:film|movie|book|novel|song|album|single|play|musical|series|show"
    r"|episode|documentary|essay|article|column|memoir|painting|poem|magazine|operation|project)),?\s*$",
    re.IGNORECASE,
)
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "with",
        "vs",
    ]
)


def is_name_not_speech(text: str, mark: Marked) -> bool:
    """Whether what stands between marks is a name: naming words before it, or the capitals of a title."""
    before = text[max(0, mark.outer.start - 40) : mark.outer.start]
    if NAMING.search(before):
        return True
    words = re.findall(r"[^\W\d_][\w’'-]*", text[mark.span.start : mark.span.end][:120])
    if len(words) < 2 or len(words) > 10 or text[mark.span.end - 1] in "?!":
        return False
    return all(w[0].isupper() or w in SMALL for w in words) and words[0][0].isupper()
