"""Who to whom: a happening as pairs, for shapes that know one actor and one recipient a row.

Lists are expanded, actor by recipient. Meetings, two-sided violence, cooperation, agreements and ceasefires go both
ways, each in a row of its own; a visit is CAMEO's 042 from the visitor and 043 from the host. All rows of a happening
bear its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

from dateline.answers import EventRow, Party
from dateline.export.manner import Manner, name_of, shown
from dateline.handed import Happening

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "ASSAULT"})  # between its actors, where it has no recipient
MOST = 1_000  # pairs of one event: a page that lists thousands on both sides would fill the disk
NAMED = frozenset({"person", "organisation", "government", "country"})
VISIT, HOST = "042", "043"
VIOLENCE, FORCE = ("18", "180"), "190"  # of CAMEO: 18 is violence outside war, 19 that of forces
WARRING = frozenset({"MIL", "REB", "PRM", "UAF"})


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
    actors, recipients = coded(row.actor, manner), coded(row.recipient, manner)
    if not actors and not recipients:
        manner.tell("event left out: nobody on either side who can be named with a code")
        return
    if row.status != "actual":
        manner.tell(f"event that is {row.status} stands among those that happened: no column can tell them apart")
    pairs = _pairs(happening, actors, recipients, manner)
    yield from islice(pairs, MOST)
    if next(pairs, None) is not None:
        manner.tell(f"event cut: of its pairs only the first {MOST:,} are told")


def _pairs(
    happening: Happening, actors: Sequence[Party], recipients: Sequence[Party], manner: Manner
) -> Iterator[Pair]:
    row = happening.best.row
    there, back = codes_of(row)
    if not recipients and len(actors) > 1 and is_mutual(row):
        for one, other in combinations(actors, 2):
            yield Pair(happening, one, other, there)
            yield Pair(happening, other, one, back)
        return
    for actor, recipient in product(actors or (None,), recipients or (None,)):
        if actor and recipient and name_of(actor) == name_of(recipient):
            manner.tell("pair left out: actor and recipient have one name")
            continue
        yield Pair(happening, actor, recipient, there)
        if row.type == "CONSULT" and actor and recipient:
            yield Pair(happening, recipient, actor, back)


def coded(parties: Sequence[Party], manner: Manner) -> tuple[Party, ...]:
    """Those who may be shown and are somebody: of a country or sector, or a person or body by name."""
    found = []
    for party in shown(parties, manner):
        if name_of(party) and (party.country or party.sector or party.kind in NAMED):
            found.append(party)
        else:
            manner.tell("participant left out: of no known country, sector or name, as in “both sides”")
    return tuple(dict.fromkeys(found))


def is_mutual(row: EventRow) -> bool:
    """Whether those who do it without a recipient do it with or to one another."""
    return row.type in MUTUAL or "ceasefire" in row.mode


def codes_of(row: EventRow) -> tuple[str | None, str | None]:
    """CAMEO's code from actor to recipient, and the way back.

    A bare root is told as GDELT and ICEWS tell it: 12 is 120. Violence of unknown means is 190, the use of force,
    where forces, armed groups or a state do or suffer it, else 180.
    """
    if row.type == "CONSULT" and ("visit" in row.mode or row.cameo in (VISIT, HOST)):
        return VISIT, HOST
    if row.cameo in VIOLENCE and any(_wages_war(party) for party in (*row.actor, *row.recipient)):
        return FORCE, FORCE
    code = row.cameo + "0" if row.cameo and len(row.cameo) == 2 else row.cameo
    return code, code


def _wages_war(party: Party) -> bool:
    return party.kind == "country" or not WARRING.isdisjoint(party.sector)
