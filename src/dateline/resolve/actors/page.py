"""The state of a page while it is read: who was met, where, and what they were called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.records import Mention, Sentence
from dateline.resolve.actors.roll import Draft, Roll

SPEAKER = "nsubj:says"  # in Page.recent: the subject of a verb of speech


@dataclass(slots=True)
class Page:
    """What the reading of a page has come to."""

    roll: Roll
    text: str
    places: Mapping[int, str]
    recent: list[tuple[Draft, int, int, str]] = field(default_factory=list)  # draft, sentence, token, label
    by_phrase: dict[str, list[Draft]] = field(default_factory=dict)  # role phrase -> actors called so
    countries: list[tuple[int, int, str, bool]] = field(default_factory=list)  # sentence, token, code, as a place
    loose: list[tuple[Draft, int, int]] = field(default_factory=list)  # described actors without a country


def add_mention(page: Page, draft: Draft, mention: Mention, s: Sentence, i: int) -> None:
    """Note where an actor is mentioned."""
    draft.mentions.append(mention)
    draft.last = (s.index, i)
    t = s.tokens[i]
    speaks = t.deprel == "nsubj" and s.tokens[t.head].lemma.lower() in page.roll.table.lists.speech
    page.recent.append((draft, s.index, i, SPEAKER if speaks else t.deprel))


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
