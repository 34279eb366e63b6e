"""From pairs with probabilities to groups: greedy average linkage, a person's word before all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

Pair = tuple[int, int]  # the lesser first


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def cluster(
    members: Iterable[int],
    probabilities: Mapping[Pair, float],
    *,
    enough: float,
    together: float,
    same: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    pages: Mapping[int, int] | None = None,
) -> list[list[int]]:
    """Groups of members, each in order, by their least; a member alone is a group.

    Pairs of probability ``enough`` put groups together, the likeliest first, where the mean of all pairs between
    the two groups is ``together``; a pair that ``probabilities`` lacks counts as 0, but two on one of ``pages``,
    which were never compared, are left out of the mean. Pairs in ``same`` are together whatever the scores,
    pairs in ``apart`` never are, unless a chain of ``same`` joins them.
    """
    groups = _Groups(members, probabilities, pages or {}, frozenset(pair(*p) for p in apart))
    for one, other in same:
        groups.join(one, other)
    likeliest = sorted(((-p, pair) for pair, p in probabilities.items() if p >= enough))
    for _, (one, other) in likeliest:
        if groups.may_join(one, other, together):
            groups.join(one, other)
    return sorted((sorted(group) for group in groups.members.values()), key=lambda group: group[0])


class _Groups:
    def __init__(
        self,
        members: Iterable[int],
        probabilities: Mapping[Pair, float],
        pages: Mapping[int, int],
        apart: frozenset[Pair],
    ) -> None:
        self._group = {m: m for m in members}
        self.members: dict[int, list[int]] = {m: [m] for m in self._group}
        self._probabilities, self._pages, self._apart = probabilities, pages, apart
        self._foes: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._foes[one].add(other)
            self._foes[other].add(one)

    def may_join(self, one: int, other: int, together: float) -> bool:
        ours, theirs = self.members[self._of(one)], self.members[self._of(other)]
        if ours is theirs or any(self._foes[m] & set(theirs) for m in ours if m in self._foes):
            return False
        compared = [(m, n) for m, n in product(ours, theirs) if self._page(m) != self._page(n)]
        total = sum(self._probabilities.get(pair(m, n), 0.0) for m, n in compared)
        return bool(compared) and total >= together * len(compared)

    def join(self, one: int, other: int) -> None:
        ours, theirs = sorted((self._of(one), self._of(other)))
        if ours == theirs:
            return
        moved: Sequence[int] = self.members.pop(theirs)
        self.members[ours] += moved
        for member in moved:
            self._group[member] = ours

    def _of(self, member: int) -> int:
        if member not in self._group:
            self._group[member] = member
            self.members[member] = [member]
        return self._group[member]

    def _page(self, member: int) -> int:
        return self._pages.get(member, -1 - member)
