"""Names that only the whole page shows to be none, or to be two: "Karl Berg Play", "Anna Kovar Karl Berg", "Opens"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.lexicon.actors import ActorTable
from dateline.lexicon.spelling import WORD, fold
from dateline.records import Sentence, Span
from dateline.resolve.actors.namesakes import NOT_LAST, PARTICLES
from dateline.resolve.actors.spots import Spot, head_of, is_headed

OPENERS = frozenset({".", "!", "?", ":", ";", "“", '"', "‘", "'", "``", "(", "[", "-", "–", "—", "*", "•", "|", "..."})
VOTING = frozenset({"person", "organisation", "other"})
MOST_WORDS = 8  # a longer name is no glued pair of persons'


def mend_names(
    sentences: Sequence[Sentence], spots: Sequence[list[Spot]], text: str, *, table: ActorTable
) -> list[list[Spot]]:
    """The names of each sentence again, glued ones cut and words that only open a sentence left out."""
    heads = {s.index for s in sentences if is_headed(s)}
    plain = [s for s in sentences if s.index not in heads]
    inside = {t.text for s in plain for t in s.tokens if t.text[:1].isupper() and not _opens(s, t.i)}
    small = {t.text for s in sentences for t in s.tokens if t.text.islower()}
    counts = Counter(x.words for some in spots for x in some if x.label == "person")
    usual = _usual_labels(spots)
    mended = []
    for s, some in zip(sentences, spots, strict=True):
        kept = []
        for spot in some:
            if spot.entry is None and spot.label in VOTING and spot.words in usual:
                spot = replace(spot, label=usual[spot.words])
            if spot.entry is None and (
                _only_opens(s, spot, inside, small, table)
                or _is_of_title(s, text, spot, table)
                or (bool(plain) and s.index in heads and _is_of_headline(s, spot, inside, table))
            ):
                continue
            if _is_site(spot, counts, table):
                spot = replace(spot, label="place")
            kept.extend(_unglued(s, text, spot, counts, small, table))
        mended.append(kept)
    return mended


def _usual_labels(spots: Sequence[list[Spot]]) -> dict[tuple[str, ...], str]:
    """Names that are tagged in more than one way and mostly as a person's: they are that throughout the page."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for some in spots:
        for spot in some:
            if spot.entry is None and spot.label in VOTING:
                votes.setdefault(spot.words, Counter())[spot.label] += 1
    return {w: "person" for w, n in votes.items() if len(n) > 1 and n["person"] > n["organisation"]}


def _is_site(spot: Spot, counts: Counter[tuple[str, ...]], table: ActorTable) -> bool:
    """Whether a name's last word is that of a site ("Mill Road") and no surname on the page."""
    if spot.entry is not None or len(spot.words) < 2 or spot.words[-1] not in table.lists.sites:
        return False
    return spot.label != "person" or (not counts[spot.words[-1:]] and spot.words[0] not in table.first_names)


def _opens(s: Sentence, i: int) -> bool:
    return i == 0 or s.tokens[i - 1].text in OPENERS or not s.tokens[i - 1].text[-1:].isalnum()


def _only_opens(s: Sentence, spot: Spot, inside: set[str], small: set[str], table: ActorTable) -> bool:
    """A single word in capitals because it opens a sentence: nowhere else on the page has it one."""
    t = s.tokens[spot.first]
    if spot.first != spot.last or not t.text[1:].islower() or not _opens(s, t.i):
        return False
    if t.text in inside or fold(t.text) in table.first_names:
        return False
    after = s.tokens[t.i + 1] if t.i + 1 < len(s.tokens) else None
    acts = t.deprel in ("nsubj", "nsubj:pass") and after is not None and after.upos in ("VERB", "AUX", "PUNCT")
    return t.text.lower() in small or (spot.label == "other" and not acts)


def _is_of_headline(s: Sentence, spot: Spot, inside: set[str], table: ActorTable) -> bool:
    """Whether a name in a headline set in capitals is found nowhere else on the page, nor looks like a person's."""
    if spot.label == "person" and len(spot.words) > 1 and spot.words[0] in table.first_names:
        return False
    return s.tokens[spot.last].text not in inside


def _is_of_title(s: Sentence, text: str, spot: Spot, table: ActorTable) -> bool:
    """ "Interior" of "Interior Minister", "House" of "House Speaker"."""
    if spot.label not in ("organisation", "other", "place"):
        return False
    for k in range(spot.last + 1, min(spot.last + 3, len(s.tokens))):
        words = " ".join(text[spot.span.start : s.tokens[k].end].lower().split())
        if words in table.titles:
            return True
    return False


# ---------------------------------------------------------------- glued names


def _is_loud(word: str) -> bool:
    return word.isupper() and len(word) > 2


def _unglued(
    s: Sentence, text: str, spot: Spot, counts: Counter[tuple[str, ...]], small: set[str], table: ActorTable
) -> list[Spot]:
    words = spot.words
    if spot.entry is not None or not 2 <= len(words) <= MOST_WORDS or spot.label not in ("person", "other"):
        return [spot]
    whole = counts[words]
    if _leads_in(s, spot, counts, small, table):
        return [_cut(s, text, spot, len(words) - 1, len(words)) or spot]
    for n in range(len(words) - 2, 1, -1):  # two names with no comma between
        if words[:n] in counts and words[n:] in counts and {words[0], words[n]} <= table.first_names.keys():
            left, right = _cut(s, text, spot, 0, n), _cut(s, text, spot, n, len(words))
            return [x for x in (left, right) if x is not None] if left and right else [spot]
    for n in range(len(words) - 1, 1, -1):  # "Karl Berg Play"
        rest = words[n:]
        often = (1 if set(rest) <= small else 2) * max(whole, 1)
        bare = counts[words[n - 1 : n]] >= 2 and not any(counts[(w,)] for w in rest)
        if words[0] not in table.first_names or set(rest) & (NOT_LAST | PARTICLES):
            continue
        if counts[words[:n]] >= often or bare:
            return [_cut(s, text, spot, 0, n) or spot]
    for n in range(1, len(words) - 1):  # "Watch Karl Berg"
        lead = [t.text for t in s.tokens[spot.first : spot.last + 1]][:n]
        if counts[words[n:]] >= 2 * max(whole, 1) and _is_no_name(lead, small, table):
            return [_cut(s, text, spot, n, len(words)) or spot]
    return [spot]


def _leads_in(s: Sentence, spot: Spot, counts: Counter[tuple[str, ...]], small: set[str], table: ActorTable) -> bool:
    """Whether words before a surname of the page are a credit or common ones: "REUTERS Berg", "Outgoing Berg"."""
    if not counts[spot.words[-1:]] or not s.tokens[spot.last].text[1:].islower():
        return False
    before = [t.text for t in s.tokens[spot.first : spot.last]]
    if all(_is_loud(word) for word in before):
        return True
    return counts[spot.words[-1:]] > 1 and _is_no_name(before, small, table)


def _is_no_name(lead: list[str], small: set[str], table: ActorTable) -> bool:
    """Whether words in capitals before a name are a credit in capitals or words that the page has in small letters."""
    return not any(fold(w) in table.first_names for w in lead) and all(
        _is_loud(w) or w.lower() in small or w.lower() in table.roles for w in lead
    )


def _cut(s: Sentence, text: str, spot: Spot, start: int, end: int) -> Spot | None:
    """The part of a name from one word to another; None where a token stands across the cut."""
    at = 0
    first = last = -1
    for k in range(spot.first, spot.last + 1):
        size = sum(1 for w in WORD.findall(s.tokens[k].text) if fold(w))
        if size and start <= at and at + size <= end:
            first, last = (k if first < 0 else first), k
        elif size and at < end and at + size > start:
            return None
        at += size
    if first < 0:
        return None
    span = Span(s.tokens[first].start, s.tokens[last].end)
    tail = spot.head if not first <= spot.head <= last else -1
    words = spot.words[start:end]
    return replace(spot, first=first, last=last, head=head_of(s, first, last), span=span, words=words, tail=tail)
