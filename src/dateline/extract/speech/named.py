"""Whom a page names inside its quotations and whom outside: "he said" means nobody that only the quotation names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from dateline.lookup import Cast
from dateline.records import Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})


@dataclass(frozen=True, slots=True)
class _Known:
    """Where an actor is named, in order; the first of these outside marks; whether "he" or "she" stands for it."""

    starts: tuple[int, ...]
    outside: int
    he: bool
    she: bool


class Named:
    """Questions about the actors of one page, each of whose mentions is looked at once."""

    def __init__(self, cast: Cast, text: str, *, quoted: Callable[[int], bool]) -> None:
        self.cast, self.text, self.quoted = cast, text, quoted
        self.known: dict[str, _Known] = {}

    def named_in_quote(self, head: Token, actor: str) -> bool:
        """Whether a pronoun's actor was last named, before the pronoun, between marks; False for other words."""
        if head.xpos != "PRP":
            return False
        starts = self._of(actor).starts
        k = bisect_left(starts, head.start) - 1
        return k >= 0 and self.quoted(starts[k])

    def only_quoted(self, actor: str, before: int) -> bool:
        """Whether nobody but those quoted names an actor before an offset."""
        return self._of(actor).outside >= before

    def fits(self, head: Token, actor: str) -> bool:
        """Whether no other pronoun of the page speaks against "he" or "she" for an actor."""
        known = self._of(actor)
        word = head.lemma.lower()
        return not (word in HE and known.she and not known.he) and not (word in SHE and known.he and not known.she)

    def _of(self, actor: str) -> _Known:
        if actor not in self.known:
            found = self.cast.by_id.get(actor)
            mentions = found.mentions if found is not None else ()
            starts = tuple(sorted(m.span.start for m in mentions if m.kind != "pronoun"))
            outside = next((start for start in starts if not self.quoted(start)), 1 << 60)
            said = {m.span.words(self.text).lower() for m in mentions if m.kind == "pronoun"}
            self.known[actor] = _Known(starts, outside, bool(said & HE), bool(said & SHE))
        return self.known[actor]
