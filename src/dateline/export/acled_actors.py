"""Participants as ACLED names and types them.

Types ("inter") are ACLED's: 1 state forces, 2 rebels, 3 political militias, 5 rioters, 6 protesters, 7 civilians,
8 external and other forces. 4, identity militias, is never told, as the record doesn't know why a group is one.
Nobody's name is taken from ACLED's lists but its general ones: "Civilians (Iraq)", "Military Forces of Iraq".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.export.acled_types import Coded
from dateline.export.manner import flag, name_of
from dateline.export.sides import Side
from dateline.lexicon.codes import load_states

MOBS = {"rioters": ("Rioters", 5), "protesters": ("Protesters", 6)}
FORCES = {"COP": "Police Forces", "MIL": "Military Forces", "SPY": "Military Forces"}


@dataclass(frozen=True, slots=True)
class Named:
    """One side of a row: ``associated`` are all who are told of on that side by other names, "; " between them."""

    name: str | None
    associated: str | None
    inter: int | None


NOBODY = Named(None, None, None)


def named_sides(coded: Coded, actors: Sequence[Side], recipients: Sequence[Side], country: str) -> tuple[Named, Named]:
    """Actor 1 and actor 2 of an event in a country (ISO alpha-3)."""
    recipients = [side for side in recipients if side.kind != "unknown"]  # a house is nobody
    first, second = (recipients, actors) if coded.turned else (actors, recipients)
    if not coded.turned and not recipients and coded.type == "Battles" and len(actors) > 1:
        first, second = actors[:1], actors[1:]
    if coded.mob:
        one = _mob(coded.mob, first, country)
        against = () if coded.type in ("Protests", "Riots") and not coded.turned and _demonstration(coded) else second
        return one, _side(against, country)
    if not first and coded.type in ("Battles", "Violence against civilians", "Explosions/Remote violence"):
        return Named(f"Unidentified Armed Group ({_name(country)})", None, 3), _side(second, country)
    return _side(first, country), _side(second, country)


def _demonstration(coded: Coded) -> bool:
    """Whom a demonstration is against takes no part in it."""
    return coded.sub_type in ("Peaceful protest", "Violent demonstration")


def _mob(kind: str, sides: Sequence[Side], country: str) -> Named:
    label, inter = MOBS[kind]
    return Named(f"{label} ({_name(country)})", _words(sides), inter)


def _side(sides: Sequence[Side], country: str) -> Named:
    if not sides:
        return NOBODY
    name, inter = _one(sides[0], country)
    own = name_of(sides[0].party)
    others = sides if own != name else sides[1:]
    return Named(f"{name}{flag(sides[0].party)}", _words(others), inter)


def _one(side: Side, country: str) -> tuple[str, int | None]:
    party, own = side.party, name_of(side.party) or ""
    home = _name(party.country or country)
    if side.kind == "state":
        inter = 1 if party.country in (None, country) else 8
        force = next((FORCES[s] for s in party.sector if s in FORCES), None)
        force = force or ("Military Forces" if party.kind == "country" else "Government")
        return f"{force} of {home}", inter
    if side.kind == "international":
        return own, 8
    if side.kind in ("rebels", "militia"):
        if side.body:
            return side.body, 2 if side.kind == "rebels" else 3
        return f"Unidentified Armed Group ({_name(country)})", 3
    if side.kind == "civilians":
        return f"Civilians ({home})", 7
    return own, None


def interaction(one: Named, other: Named) -> int | None:
    """ACLED's two figures, the lower first; 0 second where there is one side only."""
    told = sorted(side.inter for side in (one, other) if side.inter is not None)
    if not told or (one.name and one.inter is None) or (other.name and other.inter is None):
        return None
    return told[0] * 10 + (told[1] if len(told) > 1 else 0)


def _words(sides: Sequence[Side]) -> str | None:
    return "; ".join(dict.fromkeys(f"{name_of(s.party)}{flag(s.party)}" for s in sides)) or None


def _name(country: str) -> str:
    state = load_states().get(country)
    return state.acled_name if state else country
