"""How far an event is to be trusted, and which are left out because they are likelier wrong than right.

``confidence`` is the share of events like it that a reader found right in type, actor, recipient and status, by a
logistic regression over a handful of signs (``lexicons/en/trust.toml``). A reader who trusts a row is better served
without those below one half. A text of a few sentences keeps them all: whoever gives a sentence wants it coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from math import exp, log

from dateline.lexicon.trust import TrustWords, Weights
from dateline.lookup import Cast
from dateline.records import Analysis, Event, Participant

BOTH_SIDED = frozenset({"CONSULT", "AGREE", "COOPERATE"})
BODIES = frozenset({"group", "organisation", "people", "country"})
NEVER_SURE = 0.02  # no probability of the judge's is taken for certain
CODED = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
     "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of a page's sentences with a word of public affairs and with one of force; 0.0 for an empty page."""

    sentences: int
    affairs: float
    violent: float


def shares_of(analysis: Analysis, words: TrustWords) -> Shares:
    """One pass over the page's words."""
    affairs = violent = 0
    for s in analysis.sentences:
        lemmas = {t.lemma.lower() for t in s.tokens}
        affairs += not lemmas.isdisjoint(words.affairs)
        violent += not lemmas.isdisjoint(words.violent)
    n = max(1, len(analysis.sentences))
    return Shares(len(analysis.sentences), affairs / n, violent / n)


def weighed(events: Sequence[Event], *, cast: Cast, page: Shares, words: TrustWords) -> tuple[Event, ...]:
    """The events with their confidence, without those that are likelier wrong than right; numbered anew.

    Types of a user's own keep the confidence of their rules, and stay.
    """
    made = [_with_trust(event, cast, page, words) for event in events]
    short = page.sentences < words.sentences
    kept = [e for e in made if short or e.type not in CODED or (e.confidence or 0.0) >= words.least]
    return tuple(replace(e, id=f"e{n}") for n, e in enumerate(kept, start=1))


def _with_trust(event: Event, cast: Cast, page: Shares, words: TrustWords) -> Event:
    if event.type not in CODED:
        return event
    weights = words.judged if event.why.model is not None else words.alone
    return replace(event, confidence=round(trust_of(signs_of(event, cast=cast, page=page), weights), 3))


def trust_of(signs: Sequence[float], weights: Weights) -> float:
    """The probability of the regression."""
    return 1.0 / (1.0 + exp(-sum(s * w for s, w in zip(signs, astuple(weights), strict=True))))


def signs_of(event: Event, *, cast: Cast, page: Shares) -> tuple[float, ...]:
    """What can be seen of an event, in the order of ``Weights``.

    base: always 1; rule: how sure the rule is; judge: log odds of the judge's probability; open: it is not told as
    done; noun: a noun tells it; lone: a meeting of one; nobody: no doer; common: its doer is a body without a name;
    known: to somebody named; people: to a people; again: told more than once; where: a place or number
    is told; asked: a request; and the page's shares.
    """
    told = next((m.kind for m in event.mentions if m.span == event.trigger), "verb")
    sides = len(event.actor) + len(event.recipient)
    judged = event.why.model
    odds = log((judged + NEVER_SURE) / (1 - judged + NEVER_SURE)) if judged is not None else 0.0
    return (
        1.0,
        event.confidence or 0.0,
        odds,
        float(event.status != "actual"),
        float(told == "noun"),
        float(event.type == "CONSULT" and sides < 2),
        float(not event.actor),
        float(any(kind in BODIES and not named for kind, named in _kinds(event.actor, cast))),
        float(any(named for _, named in _kinds(event.recipient, cast))),
        float(any(kind == "people" and named for kind, named in _kinds(event.recipient, cast))),
        float(len(event.mentions) > 1),
        float(bool(event.place or event.counts)),
        float(event.type == "REQUEST"),
        page.affairs,
        page.violent,
    )


def _kinds(parts: Iterable[Participant], cast: Cast) -> list[tuple[str, bool]]:
    """Of each participant that is an actor of the page its kind, and whether a name stands for it anywhere."""
    found = [cast.by_id[p.id] for p in parts if p.id in cast.by_id]
    return [(a.kind, a.named) for a in found]
