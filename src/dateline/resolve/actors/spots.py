"""A name in a sentence, and what all readers of names ask of words set in capitals."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.lexicon.actor_names import Entry
from dateline.lexicon.actors import ActorTable
from dateline.lexicon.spelling import WORD, fold
from dateline.records import Sentence, Span

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
STOPS = frozenset({".", "!", "”", '"', "’"})  # a headline ends without one


@dataclass(frozen=True, slots=True)
class Spot:
    """A name in a sentence: tokens ``first`` to ``last``, ``head`` the one that governs the others.

    ``label``: known country territory seat people (from the table) or person organisation place other.
    ``inner`` is what the table knows within a longer name ("Iraqi" in "Iraqi Media Network").
    """

    first: int
    last: int
    head: int
    span: Span
    label: str
    words: tuple[str, ...]
    entry: Entry | None = None
    inner: Entry | None = None
    tail: int = -1  # the word that governs the name, where that was cut from it


NOBODY = Spot(-1, -1, -1, Span(0, 0), "other", ())


def is_headed(s: Sentence) -> bool:
    """Whether a sentence is set as a headline, most words in capitals, so that they tell little."""
    if s.tokens[-1].text in STOPS:
        return False
    words = [t for t in s.tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return len(words) >= 3 and sum(t.text[:1].isupper() for t in words) > 0.75 * len(words)


def is_loud(s: Sentence) -> bool:
    """Whether a sentence is set in capitals, so that they tell nothing."""
    letters = [t for t in s.tokens if t.text[:1].isalpha() and len(t.text) > 2]
    return len(letters) > 1 and sum(t.text.isupper() for t in letters) > len(letters) / 2


def head_of(s: Sentence, first: int, last: int) -> int:
    """The token of a range that is governed from outside it; the last of several."""
    outside = [k for k in range(first, last + 1) if not first <= s.tokens[k].head <= last]
    solid = [k for k in outside if s.tokens[k].upos not in ("PUNCT", "DET", "PART")]
    return (solid or outside or [last])[-1]


def ends_title(s: Sentence, text: str, k: int, table: ActorTable) -> bool:
    """Whether a title's words end with a token: "President", "Secretary of Defense", "Maj. Gen."."""
    end = s.tokens[k].end
    for m in range(k, max(-1, k - 5), -1):
        words = " ".join(text[s.tokens[m].start : end].lower().split())
        if words in table.titles or words.rstrip(".") in table.titles or words.replace(".", "") in table.titles:
            return True
    return False


def make_spot(s: Sentence, text: str, first: int, last: int, label: str, inner: Entry | None) -> Spot:
    span = Span(s.tokens[first].start, s.tokens[last].end)
    words = tuple(folded for w in WORD.findall(span.words(text)) if (folded := fold(w)))
    return Spot(first, last, head_of(s, first, last), span, label, words, None, inner)
