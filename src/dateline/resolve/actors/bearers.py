"""Whom a bare surname means on a page: of several bearers the one with the title, told first or most often in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.lexicon.actors import ActorTable
from dateline.lexicon.spelling import sound, words_of
from dateline.records import Sentence
from dateline.resolve.actors.drafts import Bearer, Draft
from dateline.resolve.actors.leaders import find_leader
from dateline.resolve.actors.namesakes import NOT_LAST, PARTICLES, given_agree
from dateline.resolve.actors.roll import Roll
from dateline.resolve.actors.spots import Spot, ends_title

SHORT = 2  # letters of what may be a title in capitals before a surname: "AG Varn"
TITLED = 2  # a mention with a title weighs as much as two more
PAST = frozenset({"former", "ex", "late", "then"})
FIRST = 2  # and so does being named before the others: an article names its own subject first


@dataclass(slots=True)
class _Count:
    """Mentions of one full name, with the forms that agree with it."""

    words: tuple[str, ...]
    name: str
    order: int
    weight: int = 0
    forms: set[tuple[str, ...]] = field(default_factory=set)


def count_bearers(
    sentences: Sequence[Sentence], spots: Sequence[list[Spot]], text: str, roll: Roll
) -> dict[str, tuple[Bearer, ...]]:
    """By the sound of a surname those who are named in full with it, the weightiest first."""
    table = roll.table
    by_last: dict[str, list[_Count]] = {}
    lone: list[tuple[str, str, str]] = []
    for s, some in zip(sentences, spots, strict=True):
        for spot in some:
            if spot.entry is not None or spot.label not in ("person", "other"):
                continue
            words = tuple(w for w in spot.words if w not in NOT_LAST)
            title = _title(s, text, spot, table)
            if len([w for w in words if w not in PARTICLES]) > 1:
                if spot.label == "person" or words[0] in table.first_names:
                    count = _counted(by_last.setdefault(sound(words[-1])[-1], []), words, spot, text)
                    if count is not None:
                        count.weight += 1 + (TITLED if title and not _is_past(s, spot) else 0)
            elif words and title:
                lone.append((words[-1], title, spot.span.words(text)))
    for namesakes in by_last.values():
        if len(namesakes) > 1 and len(namesakes[0].words[0]) > SHORT:
            namesakes[0].weight += FIRST
    for word, title, name in lone:
        _count_lone(by_last.setdefault(sound(word)[-1], []), word, title, name, roll)
    return {
        last: tuple(Bearer(c.words, c.name, c.weight) for c in sorted(some, key=lambda c: (-c.weight, c.order)))
        for last, some in by_last.items()
        if some
    }


def _counted(some: list[_Count], words: tuple[str, ...], spot: Spot, text: str) -> _Count | None:
    for count in some:
        if words in count.forms:
            return count
    for count in some[:8]:
        if given_agree([w for w in words[:-1] if w not in PARTICLES], count.words):
            count.forms.add(words)
            return count
    if len(some) >= 64:  # a page of namesakes: nobody stands out
        return None
    some.append(_Count(words, " ".join(spot.span.words(text).split()), len(some), forms={words}))
    return some[-1]


def _count_lone(some: list[_Count], word: str, title: str, name: str, roll: Roll) -> None:
    """ "President Berg" is one whom the table of leaders knows, or whoever is named in full so."""
    row = find_leader(roll, Draft(-1, name, "person", "person", words=(word,), title=title))
    if row is None:
        if len(some) == 1:
            some[0].weight += TITLED
        return
    words = tuple(words_of(row.name))
    for count in some:
        if given_agree([w for w in words[:-1] if w not in PARTICLES], count.words):
            count.weight += 1 + TITLED
            return
    some.append(_Count(words, name, len(some), 1 + TITLED, {words}))


def _is_past(s: Sentence, spot: Spot) -> bool:
    """Whether a title is one of the past: "her husband, *former* President Orlo Varn", told in passing."""
    return any(t.text.lower() in PAST for t in s.tokens[max(0, spot.first - 3) : spot.first])


def _title(s: Sentence, text: str, spot: Spot, table: ActorTable) -> str | None:
    """The word of a title that stands right before a name, honorifics not counted."""
    k = spot.first - 1
    if k >= 0 and s.tokens[k].text == ".":
        k -= 1
    if k < 0 or not s.tokens[k].text[:1].isupper() or s.tokens[k].text.lower() in table.honorifics:
        return None
    return s.tokens[k].text if ends_title(s, text, k, table) else None
