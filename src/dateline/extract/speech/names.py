"""Marked words that are names: titles of works, nicknames, slogans and words held at arm's length."""

from __future__ import annotations

import re

from dateline.extract.speech.marks import Marked
from dateline.lexicon.reporting import ReportingWords


def is_name_not_speech(text: str, mark: Marked, words: ReportingWords) -> bool:
    """Whether what stands between marks is a name: naming words before it, or the capitals of a title."""
    before = text[max(0, mark.outer.start - 40) : mark.outer.start]
    if words.naming.search(before):
        return True
    said = re.findall(r"[^\W\d_][\w’'-]*", text[mark.span.start : mark.span.end][:120])
    if len(said) < 2 or len(said) > 10 or text[mark.span.end - 1] in "?!":
        return False
    return all(w[0].isupper() or w in words.sets.title_parts for w in said) and said[0][0].isupper()
