"""Rules and judge put together: one answer, how sure it is, and what each of the two said."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.judge.model import NOTHING, Opinion

LEAST = 1e-4  # no type is held to be impossible


@dataclass(frozen=True, slots=True)
class Weighed:
    """``type`` is None where nothing passes. ``sure`` is the probability given to the answer."""

    type: str | None
    sure: float


def weigh(rule_type: str | None, opinion: Opinion, *, trust: float, warmth: float) -> Weighed:
    """The likeliest type: the judge's probability times how far the rules' answer is to be trusted.

    ``trust`` is the share of the rules' answers that are right where they give one (measured on sentences
    that nobody had written rules for); the rest is spread over the other types. Rules that see nothing say
    nothing: their silence leaves the judge's word as it is. ``warmth`` is the temperature that calibrates the two
    together: they err on the same sentences, so that their agreement is worth less than it seems.
    """
    shares = {t: max(p, LEAST) for t, p in opinion.types}
    if rule_type is not None and rule_type in shares:
        other = (1 - trust) / (len(shares) - 1)
        shares = {t: p * (trust if t == rule_type else other) for t, p in shares.items()}
    elif rule_type is not None:  # a user's own type, of which the judge knows nothing
        return Weighed(rule_type, trust)
    shares = {t: p ** (1 / warmth) for t, p in shares.items()}
    whole = sum(shares.values())
    best = max(shares, key=lambda t: shares[t])
    return Weighed(None if best == NOTHING else best, shares[best] / whole)
