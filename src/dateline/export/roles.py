"""Participants as other projects' codes: CAMEO's for GDELT, sectors in words for ICEWS."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.answers import Party
from dateline.export.manner import flag, name_of
from dateline.lexicon.codes import ActionCodes, Beyond

NONE = Beyond(None, None, (), ())


@dataclass(frozen=True, slots=True)
class ActorCode:
    """A participant in CAMEO's terms. ``code`` is country, group and roles in one, as in IRQMIL and IGOUNO."""

    name: str
    flag: str  # " (claimed by …)" behind the name of one who is not affirmed
    code: str | None
    country: str | None
    known_group: str | None
    roles: tuple[str, ...]


def cameo_actor(party: Party, codes: ActionCodes) -> ActorCode:
    """A participant's codes. Roles stand in the order of his sectors, each once; CAMEO lacks some of ours."""
    beyond = codes.beyond.get(party.country or "", NONE)
    country = beyond.cameo if beyond is not NONE else codes.countries.get(party.country or "", party.country)
    roles = _once([*beyond.roles, *(role.cameo for s in party.sector if (role := codes.roles.get(s)))])
    group = beyond.known_group
    parts = [*beyond.roles, country, group] if group else [country]
    code = "".join(part for part in [*parts, *(r for r in roles if not group or r not in beyond.roles)] if part)
    return ActorCode(name_of(party) or "", flag(party), code or None, country, group, roles)


def icews_sectors(party: Party, codes: ActionCodes) -> str | None:
    """The sectors in ICEWS's words with commas between, the primary one first; None where none is known."""
    beyond = codes.beyond.get(party.country or "", NONE)
    told = [*beyond.icews, *(name for s in party.sector if s in codes.roles for name in codes.roles[s].icews)]
    return ",".join(_once(told)) or None


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
