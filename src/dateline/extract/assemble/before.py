"""Participants that the sentences before tell: whose calls are turned down, and who struck where only the dead are
counted afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.assemble.beings import is_being
from dateline.extract.assemble.draft import Draft
from dateline.lexicon.assemble import CastWords
from dateline.records import Event, Participant
from dateline.syntax import kid

NEAR = 2  # sentences back
HARMLESS = frozenset({"negated", "hypothetical", "future"})


def with_callers(drafts: Sequence[Draft], words: CastWords) -> list[Draft]:
    """Drafts in which a call turned down is done to the last who made one: "*They* urged a truce. Arania rejected the
    calls." A refusal with somebody of its own stays as it is."""
    made: list[Draft] = []
    asking: Draft | None = None
    for d in drafts:
        if d.telling.type == "REJECT" and asking is not None and d.sentence.index - asking.sentence.index <= NEAR:
            d = _answered(d, asking, words)
        if d.telling.type == "REQUEST" and d.actor:
            asking = d
        made.append(d)
    return made


def _answered(d: Draft, asking: Draft, words: CastWords) -> Draft:
    s = d.sentence
    called = kid(s, d.telling.trigger, "obj", "nsubj:pass")
    if called is None or called.lemma.lower() not in words.wish:
        return d
    if any(is_being(s, i, words) for i in d.telling.recipient) or asking.sentence.index == s.index:
        return d
    ours = {p.id for p in d.actor if p.id}
    if any(p.id in ours for p in asking.actor):
        return d
    return d._replace(recipient=asking.actor)


def with_strikers(events: Sequence[Event], groups: Sequence[Sequence[Draft]], words: CastWords) -> tuple[Event, ...]:
    """Events with the doer of the attack told just before, where a count of victims follows it without one: "Arania
    shelled the port. Nine people *were killed*." Nothing is added where the two tell of different places."""
    made: list[Event] = []
    last: tuple[int, tuple[Participant, ...], frozenset[str]] | None = None
    for event, group in zip(events, groups, strict=True):
        first = group[0]
        at = first.sentence.index
        if event.type == "ASSAULT":
            where = frozenset(p.id for p in event.place)
            if not event.actor and last is not None and _counts_only(first, words) and event.status == "actual":
                near = 0 <= at - last[0] <= 1 and (not where or not last[2] or where & last[2])
                if near and not _met(event.recipient, last[1]):
                    event = replace(event, actor=last[1])
            if event.actor and event.status == "actual" and len(event.recipient) + len(event.place) > 0:
                last = (group[-1].sentence.index, event.actor, where)
            elif event.type == "ASSAULT" and not event.actor:
                last = None
        made.append(event)
    return tuple(made)


def _counts_only(d: Draft, words: CastWords) -> bool:
    """Whether a telling only says that people were killed or hurt."""
    s, i = d.sentence, d.telling.trigger
    if s.tokens[i].upos != "VERB" or kid(s, i, "obl:agent", "obj") is not None:
        return False
    lemma = s.tokens[i].lemma.lower()
    return bool(d.tolls) and (lemma in words.passive or lemma in words.subject)


def _met(ones: Sequence[Participant], others: Sequence[Participant]) -> bool:
    ids = {p.id for p in ones if p.id}
    return any(p.id in ids for p in others if p.id)
