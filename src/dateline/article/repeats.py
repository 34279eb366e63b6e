"""Which pieces of a page repeat others: alternative texts, pull quotes, lines that stand twice. All in linear time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.article.pieces import runs_of, words_of

ALIKE = 0.8  # share of words in common: captions and alternative texts seen share nine tenths and more
COVERED = 0.9  # share of a pull quote's words found in quoted runs: editors splice and trim a word or two
RUN = 4  # words in a row that make a repeat
PULL_WORDS = (5, 60)
REPEAT_WORDS = 6
QUOTED = re.compile(r"[“\"«„][^“”\"»]{1,5000}(?:[”\"»]|$)")


def nearly_same(one: str, other: str) -> bool:
    """Whether two lines of five words or more share nearly all of them, order aside."""
    if max(len(one), len(other)) > 2000:
        return one == other
    a, b = Counter(words_of(one)), Counter(words_of(other))
    longer = max(a.total(), b.total())
    return min(a.total(), b.total()) >= 5 and (a & b).total() >= ALIKE * longer


def tells_another(one: str, other: str) -> bool:
    """Whether each of two lines has a number or a capitalised word that the other lacks: two things are told.

    "Rebels attacked Tarsk, killing 3" and "Rebels attacked Berin, killing 9" are two items of a list.
    """
    a, b = (set(re.findall(r"\b[A-Z]\w+|\d[\d,.]*", line)) for line in (one, other))
    return bool(a - b) and bool(b - a)


def is_contained(short: str, long: str) -> bool:
    """Whether nine tenths of a line's words, five or more, stand in another."""
    if max(len(short), len(long)) > 2000:
        return False
    a, b = Counter(words_of(short)), Counter(words_of(long))
    return a.total() >= 5 and (a & b).total() >= 0.9 * a.total()


def exact_repeats(lines: Sequence[str]) -> Iterator[int]:
    """Indices of lines of six words or more that stood before, word for word."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        key = " ".join(line.split()).lower()
        if len(key.split(maxsplit=REPEAT_WORDS)) < REPEAT_WORDS:
            continue
        if key in seen:
            yield i
        seen.add(key)


def quoted_elsewhere(lines: Sequence[str], candidates: Sequence[int]) -> list[int]:
    """Short lines whose words nearly all stand between quotation marks in another line that holds more: pull quotes."""
    short = {i: found for i in candidates if (found := _short_words(lines[i]))}
    wanted = {gram for found in short.values() for gram in runs_of(found, RUN)}
    if not wanted:
        return []
    first: dict[tuple[str, ...], int] = {}
    last: dict[tuple[str, ...], int] = {}
    for i in candidates:
        for quote in QUOTED.findall(lines[i]) if len(lines[i]) < 100_000 else ():
            for gram in runs_of(words_of(quote), RUN):
                if gram in wanted:
                    first.setdefault(gram, i)
                    last[gram] = i
    return [
        i for i, found in short.items() if _covered(i, found, first, last) and _is_shorter(i, found, lines, first, last)
    ]


def _short_words(line: str) -> list[str]:
    if len(line) > 600:
        return []
    found = words_of(line)
    inside = sum(len(words_of(quote)) for quote in QUOTED.findall(line))
    if 0.3 * len(found) < inside < len(found):
        return []  # "…," he said: a telling of its own
    return found if PULL_WORDS[0] <= len(found) <= PULL_WORDS[1] else []


def _covered(i: int, found: Sequence[str], first: dict[tuple[str, ...], int], last: dict[tuple[str, ...], int]) -> bool:
    marked = [False] * len(found)
    for at, gram in enumerate(runs_of(found, RUN)):
        if gram in first and (first[gram] != i or last[gram] != i):
            marked[at : at + RUN] = [True] * RUN
    return sum(marked) >= COVERED * len(found)


def _is_shorter(
    i: int,
    found: Sequence[str],
    lines: Sequence[str],
    first: dict[tuple[str, ...], int],
    last: dict[tuple[str, ...], int],
) -> bool:
    """The other telling is longer, or, of two alike, the earlier one: else both would call the other the source."""
    gram = next(g for g in runs_of(found, RUN) if g in first and (first[g] != i or last[g] != i))
    other = first[gram] if first[gram] != i else last[gram]
    return (len(lines[other]), -other) > (len(lines[i]), -i)
