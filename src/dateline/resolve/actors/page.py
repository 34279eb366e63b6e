"""The state of a page while it is read: who was met, where, and what they were called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.records import Mention, Sentence
from dateline.resolve.actors.binding import is_predicate
from dateline.resolve.actors.drafts import Draft
from dateline.resolve.actors.marks import Quoted
from dateline.resolve.actors.roll import Roll

SPEAKER = "nsubj:says"  # in Page.recent: the subject of a verb of speech


class Met(NamedTuple):
    """A mention in reading order: its sentence and token, its part in the clause, its quotation (-1: none)."""

    draft: Draft
    sentence: int
    token: int
    label: str
    quote: int
    predicate: bool


@dataclass(slots=True)
class Page:
    """What the reading of a page has come to."""

    roll: Roll
    text: str
    places: Mapping[int, str]
    quoted: Quoted
    saying: dict[int, frozenset[int]] = field(default_factory=dict)  # quotation -> ids of the drafts who say it
    sayers: tuple[int, frozenset[int]] = (-1, frozenset())  # sentence, ids of those who speak in it
    recent: list[Met] = field(default_factory=list)
    by_phrase: dict[str, list[Draft]] = field(default_factory=dict)  # role phrase -> actors called so
    countries: list[tuple[int, int, str, bool]] = field(default_factory=list)  # sentence, token, code, as a place
    loose: list[tuple[Draft, int, int]] = field(default_factory=list)  # described actors without a country


def add_mention(page: Page, draft: Draft, mention: Mention, s: Sentence, i: int) -> None:
    """Note where an actor is mentioned."""
    draft.mentions.append(mention)
    draft.last = (s.index, i)
    t = s.tokens[i]
    speaks = t.deprel == "nsubj" and s.tokens[t.head].lemma.lower() in page.roll.table.lists.speech
    if mention.kind == "name" and _is_credit(s, i):
        return  # "(The Post)": nobody in the story
    label = SPEAKER if speaks else t.deprel
    page.recent.append(Met(draft, s.index, i, label, page.quoted.at(t.start), is_predicate(s, i)))


def _is_credit(s: Sentence, i: int) -> bool:
    """Whether a name stands alone in brackets."""
    first = last = i
    while first > 0 and i - first < 6 and s.tokens[first - 1].upos in ("PROPN", "DET", "SYM", "NOUN"):
        first -= 1
    while last + 1 < len(s.tokens) and last - i < 6 and s.tokens[last + 1].upos in ("PROPN", "SYM", "NOUN"):
        last += 1
    closed = last + 1 < len(s.tokens) and s.tokens[last + 1].text == ")"
    return closed and first > 0 and s.tokens[first - 1].text == "("


def remember(page: Page, phrase: str, draft: Draft) -> None:
    some = page.by_phrase.setdefault(phrase, [])
    if not some or some[-1] is not draft:
        some.append(draft)


def tidy(name: str) -> str:
    words = name.split()
    if words and words[0].lower() in ("the", "a", "an") and len(words) > 1:
        words = words[1:]
    return " ".join(words)


def merge(page: Page, target: Draft, fresh: Draft) -> None:
    """Put all that one draft has into another."""
    target, fresh = target.whole(), fresh.whole()
    if target is fresh:
        return
    fresh.merged = target
    target.mentions.extend(fresh.mentions)
    target.ties.extend(fresh.ties)
    target.phrases |= fresh.phrases
    target.last = max(target.last, fresh.last)
    target.learn(fresh.country, fresh.level)
    if fresh.sectors and (not target.sectors or fresh.sectors[0] == "ELI"):
        target.sectors = fresh.sectors
    target.office = target.office or fresh.office
    target.gender = target.gender or fresh.gender
    for phrase in fresh.phrases:
        remember(page, phrase, target)
