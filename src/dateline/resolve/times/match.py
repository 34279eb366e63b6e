"""Finds the stretches of a text that may be times, with their shapes."""

from __future__ import annotations

from dateline.lexicon.times import TimeWords
from dateline.resolve.times.shapes import Found
from dateline.resolve.times.slots import compile_patterns, read_match


def find_candidates(text: str, words: TimeWords, *, offset: int = 0) -> list[list[Found]]:
    """Every match of every pattern as what it says (two times for a range), in reading order, the longest
    first where several begin at one place. Matches may overlap. Linear in the text for a fixed set of patterns.
    """
    found: list[tuple[int, int, int, list[Found]]] = []
    grammar = compile_patterns(words)
    lower = text.lower()
    has: dict[str, bool] = {}
    for compiled in grammar.patterns:
        if not all(word in lower for word in compiled.words):
            continue
        for slot in compiled.needs:
            if slot not in has:
                has[slot] = grammar.slots[slot].search(text) is not None
        if not all(has[slot] for slot in compiled.needs):
            continue
        for m in compiled.search.finditer(text):
            said = read_match(compiled, m, words, offset=offset)
            if said:
                found.append((m.start(), -m.end(), compiled.rank, said))
    found.sort(key=lambda row: row[:3])
    return [row[3] for row in found]
