"""The two sides of an act of violence as UCDP has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.export.manner import flag, name_of
from dateline.export.sides import Side
from dateline.lexicon.codes import load_states

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class GedSide:
    """``names`` are the participants on it, by name: whose toll is this side's. ``gw`` is a government's number."""

    name: str
    gw: int | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dyad:
    violence: int
    a: GedSide
    b: GedSide


def dyad_of(actors: Sequence[Side], recipients: Sequence[Side]) -> Dyad | str:
    """The sides, or in words why UCDP would not have it. In state-based violence side A is a government."""
    organised = [side for side in actors if side.organised]
    if not recipients and len(organised) > 1:
        return _battle(organised[:1], organised[1:])
    suffering = [side for side in recipients if side.organised]
    if organised and suffering:
        return _battle(organised, suffering)
    if not organised:
        return "no organised actor: neither a government nor a group that has a name"
    civilians = [side for side in recipients if side.kind == "civilians"]
    if civilians:
        return Dyad(ONE_SIDED, _side(organised), GedSide("Civilians", None, _names(civilians)))
    return "nobody tells whom it was done to, or they are no organised group and no civilians"


def _battle(one: Sequence[Side], other: Sequence[Side]) -> Dyad | str:
    if _side(one).name == _side(other).name:
        return "both sides have one name"
    states = [sides[0].kind == "state" for sides in (one, other)]
    if states == [False, True]:
        one, other = other, one
    return Dyad(STATE_BASED if any(states) else NON_STATE, _side(one), _side(other))


def _side(sides: Sequence[Side]) -> GedSide:
    first = sides[0]
    state = load_states().get(first.party.country or "") if first.kind == "state" else None
    if state:
        return GedSide(f"Government of {state.gw_name}{flag(first.party)}", state.gw, _names(sides))
    return GedSide(f"{first.body or name_of(first.party)}{flag(first.party)}", None, _names(sides))


def _names(sides: Sequence[Side]) -> frozenset[str]:
    return frozenset(name for side in sides for name in (side.party.name, side.party.words, side.body) if name)
