"""Lines of other stories glued into a paragraph: "RELATED STORIES WINTER IS HERE Mayor blames gulls".

They are nobody's speech on this page: they give no quote a speaker, and a quote left open ends before them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.extract.speech.marks import Marked
from dateline.extract.speech.tree import verb_word
from dateline.lexicon.reporting import ReportingWords
from dateline.records import Analysis, Sentence, Span
from dateline.syntax import kid, subtree

KICKER = re.compile(r"(?<![\w'’])[A-Z][A-Z'’]+(?:[ ,]+[A-Z][A-Z'’]+)+(?![\w'’])")
LONG = re.compile(r"[A-Z]{4}")  # letters that tell a shouted word from two abbreviations side by side
LOWER = re.compile(r"\b[a-z]{3}")
MOST_CUT = 8  # sentences looked at for the cue of a mark left open
NEAR = 6  # tokens from a speaker to his verb
LEAD = 4  # tokens of what he said
GAP = 3  # sentences from one kicker to the next, when what stands between them is a headline too
LEAST = 2  # sentences with kickers that make a paragraph's kickers those of other stories


def scrap_sentences(analysis: Analysis, words: ReportingWords) -> frozenset[int]:
    """Indices of sentences that tease other stories; empty for a page of its own text.

    A sentence does that when it begins with words such as "related stories", or when it is one of
    several of its paragraph in which words in capitals run into a headline.
    """
    kicked: dict[int, list[int]] = {}
    found: set[int] = set()
    for s in analysis.sentences:
        text = s.span.words(analysis.text)
        marked = text.lower().startswith(words.teasers)
        if marked:
            found.add(s.index)
        if marked or (LOWER.search(text) and any(LONG.search(k[0]) for k in KICKER.finditer(text))):
            kicked.setdefault(s.block, []).append(s.index)
    for block, numbers in kicked.items():
        if len(numbers) >= LEAST:
            found.update(numbers)
            found.update(n + 1 for n in numbers if _leads_on(analysis, n, block))
            for n, later in pairwise(numbers):
                found.update(range(n, later if later - n <= GAP else n))
    return frozenset(found)


def _leads_on(analysis: Analysis, n: int, block: int) -> bool:
    """Whether a sentence ends with a kicker, whose headline the parser put into the next one."""
    if n + 1 >= len(analysis.sentences) or analysis.sentences[n + 1].block != block:
        return False
    text = analysis.sentences[n].span.words(analysis.text).rstrip(" !?.…:")
    return any(kicker.end() == len(text) for kicker in KICKER.finditer(text))


def cut_at_cues(marks: Sequence[Marked], analysis: Analysis, words: ReportingWords) -> tuple[Marked, ...]:
    """Marks, those not closed in their paragraph cut before the cue inside: '"It fell, | the clerk said.'"""
    if all(m.closed and not m.runs_on for m in marks):
        return tuple(marks)
    ends = [s.span.end for s in analysis.sentences]
    found = []
    for mark in marks:
        first = bisect_right(ends, mark.span.start)
        for s in analysis.sentences[first : first + MOST_CUT] if mark.runs_on or not mark.closed else ():
            end = _before_cue(s, words)
            if end is not None and mark.span.start < end < mark.span.end:
                mark = replace(mark, span=Span(mark.span.start, end), outer=Span(mark.outer.start, end))
                break
        found.append(mark)
    return tuple(found)


def _before_cue(s: Sentence, words: ReportingWords) -> int | None:
    """Where the words end that a sentence's last clause tells: "…, the clerk said in a note."; None for others."""
    root = next((t for t in s.tokens if t.head < 0), None)
    word = verb_word(s, root, words) if root is not None and root.xpos in ("VBD", "VBZ", "VBP") else None
    if root is None or word is None or "clause" not in word.takes:
        return None
    who = kid(s, root.i, "=nsubj")
    if who is None or who.i > root.i or root.i - who.i > NEAR or kid(s, who.i, "nmod:poss") is not None:
        return None
    first = subtree(s, who.i)[0]
    if first < LEAD or s.tokens[first - 1].text != "," or any(k.upos == "VERB" for k in s.tokens[root.i + 1 :]):
        return None
    return s.tokens[first - 1].end


def cut_open(marks: Sequence[Marked], scraps: Sequence[Sentence], text: str) -> tuple[Marked, ...]:
    """Marks of which those never closed end before the first scrap inside them."""
    if not scraps:
        return tuple(marks)
    found, k = [], 0
    starts = [s.span.start for s in scraps]
    for mark in marks:
        while k < len(starts) and starts[k] <= mark.span.start:
            k += 1
        if not mark.closed and k < len(starts) and starts[k] < mark.span.end:
            end = mark.span.start + len(text[mark.span.start : starts[k]].rstrip())
            mark = replace(mark, span=Span(mark.span.start, end), outer=Span(mark.outer.start, end))
        found.append(mark)
    return tuple(found)
