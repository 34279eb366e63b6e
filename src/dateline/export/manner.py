"""How things are to be handed on: what every shape is told beside what it is to hand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.answers import Party
from dateline.export import wording

Tell = Callable[[str], None]


def untold(reason: str) -> None:
    """Nobody wants to know what is left out."""


@dataclass(frozen=True, slots=True)
class Manner:
    """``tell`` is called with the reason for each thing that a shape leaves out, in words that can be counted.

    ``rule`` is by which tolls of several reports become one (dateline.tolls); None: the shape's own. ``claimed``
    lets in participants who are claimed, suspected or denied, each with his flag and its teller.
    """

    rule: str | None = None
    claimed: bool = False
    tell: Tell = untold


def shown(parties: Sequence[Party], manner: Manner) -> tuple[Party, ...]:
    """The participants that a shape without a column for claims may name."""
    for party in parties:
        if not may_show(party, manner):
            manner.tell(f"participant left out: {party.polarity}, not affirmed (--claimed lets such in, flagged)")
    return tuple(party for party in parties if may_show(party, manner))


def may_show(party: Party, manner: Manner) -> bool:
    return manner.claimed or party.polarity == "affirmed"


def flag(party: Party) -> str:
    """What stands behind the name of one who is not affirmed: " (claimed by Inspector Vaz)"; "" for all others."""
    if party.polarity == "affirmed":
        return ""
    return f" ({party.polarity} by {wording.chain(party.said_by) or 'somebody unnamed'})"


def name_of(party: Party) -> str | None:
    """The actor's name, else the page's words; None for a pronoun that stands for nobody known."""
    name = party.name or (None if party.words.lower() in wording.PRONOUNS else party.words)
    return name and wording.short(name, 120)
