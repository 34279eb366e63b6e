"""Participants as conflict data see them: states, rebels, militias, civilians; who is a group with a name.

By sector (``lexicons/codes/sectors.csv``), the armed ones first: soldiers of a government are a state's, and a
minister who is killed is a civilian (UCDP GED codebook, one-sided violence; ACLED codebook, "Civilians").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.answers import Party
from dateline.export.manner import Manner, name_of, shown
from dateline.handed import Report
from dateline.lexicon.codes import load_action_codes
from dateline.records import Actor, Participant, Reading

ARMED = ("MIL", "COP", "SPY", "REB", "PRM", "UAF", "CRM", "GOV")  # in this order, before all others
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


def actors_of(report: Report, manner: Manner) -> tuple[Side, ...]:
    """Those who did it and may be shown; a person without a sector is of no kind."""
    return _sides(report, report.event.actor, report.row.actor, manner, suffers=False)


def recipients_of(report: Report, manner: Manner) -> tuple[Side, ...]:
    """Those whom it was done to and who may be shown; persons and people without a sector are civilians."""
    return _sides(report, report.event.recipient, report.row.recipient, manner, suffers=True)


def _sides(
    report: Report, spots: Sequence[Participant], parties: Sequence[Party], manner: Manner, *, suffers: bool
) -> tuple[Side, ...]:
    kept = [party for party in shown(parties, manner) if party.polarity != "denied"]  # notes tell of him
    return tuple(
        Side(party, _kind(party, suffers=suffers), _body(report.page.reading, spot.id))
        for spot, party in zip(spots, parties, strict=True)
        if party in kept and name_of(party)
    )


def _body(reading: Reading, actor: str | None) -> str | None:
    """A fighter's group goes before his own name."""
    own = next((a for a in reading.actors if a.id == actor), None)
    if own is None:
        return None
    groups = [r.to for r in own.relations if r.kind in WITHIN] if own.kind == "person" or not _has_name(own) else []
    named = (a.name for a in reading.actors if a.id in groups and _has_name(a))
    return next(named, own.name if _has_name(own) else None)


def _has_name(actor: Actor) -> bool:
    return any(mention.kind == "name" for mention in actor.mentions)


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
