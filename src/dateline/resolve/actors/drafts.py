"""An actor of a page while it is being found."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.lexicon.actor_names import KnownActor
from dateline.records import Mention, Span

GROUP_KINDS = ("group", "organisation", "government")


@dataclass(frozen=True, slots=True)
class Bearer:
    """One who is named in full with a surname: folded words, the name as written, and how often (titles weigh)."""

    words: tuple[str, ...]
    name: str
    weight: int


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making. ``level`` tells how well its country is known: see ``phrases.Told``, 4 the table."""

    order: int
    name: str
    kind: str
    label: str  # name: known country territory seat person organisation place other; nominal; pronoun
    mentions: list[Mention] = field(default_factory=list)
    words: tuple[str, ...] = ()
    country: str | None = None
    level: int = 0
    sectors: tuple[str, ...] = ()
    title: str | None = None
    gender: str | None = None
    plural: bool = False
    phrases: set[str] = field(default_factory=set)  # role phrases that it was called by
    ties: list[tuple[str, Draft, Span]] = field(default_factory=list)
    known: KnownActor | None = None
    office: str | None = None
    described: bool = False  # whether a role or name says that it can act
    merged: Draft | None = None
    last: tuple[int, int] = (-1, -1)  # sentence and token of the last mention

    def whole(self) -> Draft:
        """The draft that this one was merged into; itself where it was not."""
        draft = self
        while draft.merged is not None:
            draft = draft.merged
        return draft

    def learn(self, country: str | None, level: int) -> None:
        """Take a country where it is better known than before."""
        if country is not None and level > self.level:
            self.country, self.level = country, level

    def add_sectors(self, sectors: tuple[str, ...]) -> None:
        """Take sectors where there are none yet."""
        if sectors and not self.sectors:
            self.sectors = sectors
