"""Speakers told by the form of a line: transcripts ("HALL: I do."), headlines ("Poll: Most are content"),
and quotations signed below or behind with a dash ("So be it." — Ann Hall).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract.speech.marks import Marked
from dateline.lexicon.reporting import ReportingWords
from dateline.records import Analysis, Article, Sentence, Span

LABEL = re.compile(r"\s*([^\W\d_][^:\n\"“”]{0,60}?)\s*:\s+(?=\S)")
SIGNED = re.compile(r"[\s\xa0]*[―—–-]{1,2}[\s\xa0]*([^\W\d_][^\n\"“”]{1,80})")
TURNS = 3  # labelled paragraphs that make a page a transcript
MOST_LABEL_WORDS = 6
LONGEST_HEADLINE = 200  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """A line's speaker and what he says; ``cue`` is the colon or dash."""

    speaker: Span
    cue: Span
    content: Span


def labelled_lines(analysis: Analysis, article: Article, words: ReportingWords) -> tuple[Line, ...]:
    """Transcript turns, and a headline's "Name: statement"; () where the page has neither."""
    first: dict[int, Sentence] = {}
    for sentence in analysis.sentences:
        first.setdefault(sentence.block, sentence)
    turns, headlines = [], []
    for index, block in enumerate(article.blocks):
        whole = block.span
        if index == 0 and index in first and len(range(*whole)) > LONGEST_HEADLINE:
            whole = first[index].span  # a text whose headline is its first sentence
        line = _labelled(article.text, whole)
        if line is None or index not in first:
            continue
        if whole is block.span and block.kind == "paragraph" and _is_turn(first[index], line.speaker):
            turns.append(line)
        short = len(range(*whole)) <= LONGEST_HEADLINE
        if short and (index == 0 or block.kind == "headline") and _names_a_source(first[index], line.speaker, words):
            headlines.append(line)
    if len(turns) < TURNS or len({article.text[slice(*t.speaker)] for t in turns}) == len(turns):
        turns = []  # a list of things with colons: no name comes twice
    return (*(h for h in headlines if h not in turns), *turns)


def signature(text: str, mark: Marked, following: Sequence[Span], words: ReportingWords) -> Span | None:
    """The name after a dash behind marks, or alone in the next paragraph; None where nobody signs."""
    end = text.find("\n", mark.outer.end)
    found = SIGNED.match(text, mark.outer.end, end if end >= 0 else len(text))
    if found is None and following and not text[mark.outer.end : following[0].start].strip():
        found = SIGNED.match(text, *following[0])
    if found is None:
        return None
    name = re.split(r"[,.(]\s|\s[-–—]\s", found[1])[0].rstrip(" .")
    parts = name.split()
    if len(parts) > MOST_LABEL_WORDS or not all(w[0].isupper() or w in words.sets.name_parts for w in parts):
        return None
    return Span(found.start(1), found.start(1) + len(name))


def _labelled(text: str, block: Span) -> Line | None:
    found = LABEL.match(text, *block)
    if found is None or len(found[1].split()) > MOST_LABEL_WORDS:
        return None
    end = block.end
    while end > found.end() and (text[end - 1].isspace() or text[end - 1] in ".\"”'’"):
        end -= 1
    start = found.end()
    while start < end and text[start] in "\"“‘'":
        start += 1
    if start >= end:
        return None
    return Line(Span(*found.span(1)), Span(found.end(1), found.end(1) + 1), Span(start, end))


def _names_a_source(s: Sentence, label: Span, words: ReportingWords) -> bool:
    inside = [t for t in s.tokens if t.start < label.end]
    if not inside or inside[-1].end > label.end or any(t.upos in ("VERB", "AUX") for t in inside):
        return False
    if s.tokens[-1].start <= label.end:
        return False
    last = inside[-1].text.lower()
    if last in words.labels or any(t.text.lower() in words.labels for t in inside[:1]):
        return False
    return last in words.sources or any(
        n.kind in ("person", "organisation") and n.first <= inside[-1].i for n in s.names
    )


def _is_turn(s: Sentence, label: Span) -> bool:
    """Whether a label is a name: every word of it with a capital."""
    inside = [t for t in s.tokens if t.start < label.end and t.upos != "PUNCT"]
    return bool(inside) and all(t.text[0].isupper() for t in inside)
