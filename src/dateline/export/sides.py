"""Participants as conflict data see them: states, rebels, militias, civilians; who is a group with a name.

By sector (``lexicons/codes/sectors.csv``), the armed ones first: soldiers of a government are a state's, and a
minister who is killed is a civilian (UCDP GED codebook, one-sided violence; ACLED codebook, "Civilians").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.answers import Party
from dateline.export.manner import Manner, may_show, name_of, shown
from dateline.handed import Happening, Report
from dateline.lexicon.codes import load_action_codes
from dateline.records import Participant, Reading

ARMED = ("MIL", "COP", "SPY", "REB", "PRM", "UAF", "CRM", "GOV")  # in this order, before all others
FIGHTING = frozenset({"REB", "PRM", "UAF", "CRM"})
MOST = 50  # groups of a page whose names are looked for in others' words
INTERNATIONAL = frozenset({"UNO", "EUR", "IGO"})
WITHIN = frozenset({"part of", "member of", "leader of"})
FIGHTERS = frozenset({"state", "rebels", "militia", "international"})


@dataclass(frozen=True, slots=True)
class Side:
    """``kind`` is state, rebels, militia, international, civilians or unknown.

    ``body`` is the name that the page has for it or for the group that it is part of, leads or fights for; None
    where it has none, as with gunmen.
    """

    party: Party
    kind: str
    body: str | None

    @property
    def fights(self) -> bool:
        return self.kind in FIGHTERS

    @property
    def organised(self) -> bool:
        """As UCDP asks it: a state's government or forces, or a group that has a name."""
        return (self.kind == "state" and self.party.country is not None) or (
            self.kind in ("rebels", "militia") and self.body is not None
        )


Sides = tuple[tuple[Side, ...], tuple[Side, ...]]


def side_reader(manner: Manner) -> Callable[[Report], Sides]:
    """What reads those who did it and those whom it was done to, of those who may be shown.

    Who suffers without a sector is a civilian; who acts without one is of no kind. A page's actors are looked
    through once, for all its events that come one after the other.
    """
    last: list[Bodies] = []

    def read(report: Report) -> Sides:
        reading = report.page.reading
        if not last or last[0].reading is not reading:
            last[:] = [_bodies(reading)]
        event, row, bodies = report.event, report.row, last[0].by_actor
        return (
            _sides(event.actor, row.actor, bodies, manner, suffers=False),
            _sides(event.recipient, row.recipient, bodies, manner, suffers=True),
        )

    return read


def sides_of(happening: Happening, read: Callable[[Report], Sides]) -> Sides:
    """The sides as the best report tells them that names an organised doer, or tells whom it was done to at all."""
    told = [read(report) for report in happening.reports]
    doers = [actors for actors, _ in told if any(side.fights for side in actors)]
    named = [actors for actors in doers if any(side.organised for side in actors)]
    actors = next(iter((*named, *doers, told[0][0])))
    if sum(side.fights for side in actors) > 1:
        return actors, told[0][1]  # they fight one another, if nobody else
    return actors, next((recipients for _, recipients in told if recipients), ())


@dataclass(frozen=True, slots=True)
class Bodies:
    """By actor the name that the page has for him or his group; no entry where it has none."""

    reading: Reading
    by_actor: Mapping[str, str]


def _bodies(reading: Reading) -> Bodies:
    """A fighter's group goes before his own name."""
    named = {actor.id: actor.name for actor in reading.actors if actor.named}
    groups = {a.name: a for a in reading.actors if a.id in named and not FIGHTING.isdisjoint(a.sector)}
    within = re.compile("|".join(map(re.escape, sorted(groups, key=len, reverse=True)[:MOST])) or r"(?!)")
    found = {}
    for actor in reading.actors:
        group = next((named[r.to] for r in actor.relations if r.kind in WITHIN and r.to in named), None)
        if actor.id in named and (actor.kind != "person" or group is None):
            found[actor.id] = named[actor.id]
        elif group is not None:
            found[actor.id] = group
        elif spot := within.search(actor.name):  # "fighters of the Coastal Front"
            found[actor.id] = spot[0]
    return Bodies(reading, found)


def _sides(
    spots: Sequence[Participant],
    parties: Sequence[Party],
    bodies: Mapping[str, str],
    manner: Manner,
    *,
    suffers: bool,
) -> tuple[Side, ...]:
    shown(parties, manner)  # tells of those who are left out
    return tuple(
        Side(party, _kind(party, suffers=suffers), bodies.get(spot.id or ""))
        for spot, party in zip(spots, parties, strict=True)
        if may_show(party, manner) and party.polarity != "denied" and name_of(party)  # notes tell who denies
    )


def _kind(party: Party, *, suffers: bool) -> str:
    roles, armed = load_action_codes().roles, set(party.sector) & set(ARMED[:-1])
    if suffers and not armed and party.kind == "person":
        return "civilians"
    if suffers and party.sector and not armed and party.kind not in ("country", "government"):
        return "civilians"  # an official, a consulate: whoever is hit without arms
    for sector in (*ARMED, *party.sector):
        role = roles.get(sector)
        if sector in party.sector and role and role.conflict:
            return "international" if role.conflict == "state" and party.country in INTERNATIONAL else role.conflict
    if party.country in INTERNATIONAL:
        return "international"
    if party.kind in ("country", "government") and party.country:
        return "state"
    return "civilians" if suffers and party.kind in ("people", "group") else "unknown"
