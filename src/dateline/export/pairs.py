"""Who to whom: a happening as pairs, for shapes that know one actor and one recipient a row.

Lists are expanded, actor by recipient. Meetings, two-sided violence and cooperation go both ways, each in a row of
its own; a visit is CAMEO's 042 from the visitor and 043 from the host. All rows of a happening bear its id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.answers import EventRow, Party
from dateline.export.manner import Manner, name_of, shown
from dateline.handed import Happening

MUTUAL = frozenset({"CONSULT", "ASSAULT", "COOPERATE"})  # between its actors, where it has no recipient
VISIT, HOST = "042", "043"


@dataclass(frozen=True, slots=True)
class Pair:
    """One row. ``source`` or ``target`` is None where nobody is told; ``cameo`` where no code is known."""

    happening: Happening
    source: Party | None
    target: Party | None
    cameo: str | None

    @property
    def row(self) -> EventRow:
        return self.happening.best.row


def pairs_of(happening: Happening, manner: Manner) -> Iterator[Pair]:
    """The rows of a happening; none, which ``manner.tell`` hears of, where it has nobody who may be named."""
    row = happening.best.row
    actors = tuple(p for p in shown(row.actor, manner) if name_of(p))
    recipients = tuple(p for p in shown(row.recipient, manner) if name_of(p))
    if not actors and not recipients:
        manner.tell("event left out: nobody can be named on either side")
        return
    there, back = codes_of(row)
    if not recipients and row.type in MUTUAL and len(actors) > 1:
        for i, one in enumerate(actors):
            for other in actors[i + 1 :]:
                yield Pair(happening, one, other, there)
                yield Pair(happening, other, one, back)
        return
    for actor in actors or (None,):
        for recipient in recipients or (None,):
            yield Pair(happening, actor, recipient, there)
            if row.type == "CONSULT" and actor and recipient:
                yield Pair(happening, recipient, actor, back)


def codes_of(row: EventRow) -> tuple[str | None, str | None]:
    """CAMEO's code from actor to recipient, and the way back."""
    if row.type != "CONSULT" or not ("visit" in row.mode or row.cameo in (VISIT, HOST)):
        return row.cameo, row.cameo
    return VISIT, HOST
