"""Which of ACLED's types an event is, after the ACLED codebook's definitions of event and sub-event types.

ACLED codes political violence, demonstrations and a few strategic developments; all else is left out, with the
reason. Only what the record tells decides: no motive is read into an event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.answers import EventRow
from dateline.export.sides import Side

VIOLENCE, DEMONSTRATIONS, STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
BATTLE = ("Battles", "Armed clash")
EXPLOSION = "Explosions/Remote violence"
REMOTE = {  # the mode that tells it, first the surest
    "suicide-attack": "Suicide bomb",
    "drone": "Air/drone strike",
    "aerial": "Air/drone strike",
    "heavy-weapons": "Shelling/artillery/missile attack",
    "explosives": "Remote explosive/landmine/IED",
}
CIVILIANS = "Violence against civilians"
AGAINST = {"abduct": "Abduction/forced disappearance", "sexual": "Sexual violence"}
NO_GATHERING = frozenset({"strike", "boycott", "hunger"})
VIOLENT = frozenset({"riot", "vandalize"})
HURT = frozenset({"killed", "injured"})


@dataclass(frozen=True, slots=True)
class Coded:
    """An event as ACLED types it. ``mob`` is rioters or protesters where the actors are such, else None.

    ``turned``: the first actor is whom the record has as recipient, as with protesters whom the police disperse.
    """

    disorder: str
    type: str
    sub_type: str
    mob: str | None = None
    turned: bool = False


def coded_of(row: EventRow, actors: Sequence[Side], recipients: Sequence[Side]) -> Coded | str:
    """The types, or in words why ACLED would not have it."""
    if row.status != "actual":
        return "did not happen, or not yet"
    if row.type == "PROTEST":
        return _protest(row)
    if row.type == "ASSAULT":
        return _assault(row, actors, recipients)
    if "ceasefire" in row.mode and any(side.fights for side in actors):
        return Coded(STRATEGIC, STRATEGIC, "Agreement")
    return "neither political violence nor a demonstration, nor a ceasefire"


def _protest(row: EventRow) -> Coded | str:
    if VIOLENT & set(row.mode):
        return Coded(DEMONSTRATIONS, "Riots", "Violent demonstration", "rioters")
    if row.mode and set(row.mode) <= NO_GATHERING:
        return "a strike, boycott or hunger strike without a gathering"
    return Coded(DEMONSTRATIONS, "Protests", "Peaceful protest", "protesters")


def _assault(row: EventRow, actors: Sequence[Side], recipients: Sequence[Side]) -> Coded | str:
    hurt = any(tally.what in HURT for tally in row.counts)
    civilians = bool(recipients) and not any(side.fights for side in recipients)
    if "crowd-control" in row.mode:
        if hurt or "firearms" in row.mode:
            sub_type = "Excessive force against protesters"
            return Coded(f"{VIOLENCE}; {DEMONSTRATIONS}", "Protests", sub_type, "protesters", turned=True)
        return Coded(DEMONSTRATIONS, "Protests", "Protest with intervention", "protesters", turned=True)
    fighting = [side for side in actors if side.fights]
    if len(fighting) > 1 and not recipients:
        return Coded(VIOLENCE, *BATTLE)
    mob = bool(actors) and all(side.kind == "civilians" for side in actors)
    if mob and len(actors[0].party.sector) <= 1 and actors[0].party.kind in ("people", "group"):
        return Coded(VIOLENCE, "Riots", "Mob violence", "rioters")
    for mode, sub_type in REMOTE.items():
        if mode in row.mode:
            return Coded(VIOLENCE, EXPLOSION, sub_type)
    if "destroy" in row.mode and not hurt and not any(side.party.kind in ("person", "people") for side in recipients):
        return Coded(STRATEGIC, STRATEGIC, "Looting/property destruction")
    if civilians or (not recipients and hurt and actors and not mob):
        return Coded(VIOLENCE, CIVILIANS, next((AGAINST[m] for m in row.mode if m in AGAINST), "Attack"))
    if any(side.fights for side in recipients) and "abduct" not in row.mode:
        return Coded(VIOLENCE, *BATTLE)
    return "violence of whom nobody tells who did or suffered it"
