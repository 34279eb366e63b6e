"""Which tellings of a page are of one act.

Tellings are taken in reading order and each joins the group it is most like, or opens one of its own. A telling is
compared with the last groups of its type and with those that share a name or a place with it, so that a page of
many thousand tellings takes time in proportion to them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TypeVar

from dateline.extract.assemble.acts import Group, World, make_group
from dateline.extract.assemble.alike import ENOUGH, compare, likeness
from dateline.extract.assemble.draft import Draft
from dateline.lexicon.assemble import ActWords

K = TypeVar("K")
RECENT = 24
SHARING = 8
BRIDGE = 1.5  # what a telling must solidly share with two groups to join them


def group_tellings(
    drafts: Sequence[Draft], *, same_act: dict[int, int], world: World, words: ActWords
) -> list[list[Draft]]:
    """Groups in reading order of their first telling. ``same_act`` gives for the number of a telling that of the
    telling in its sentence with which it makes one act by its syntax."""
    groups: list[Group] = []
    recent: dict[tuple[str, str], deque[int]] = {}
    sharing: dict[tuple[str, str, str], deque[int]] = {}
    home: dict[int, int] = {}
    below: dict[int, list[int]] = {}
    for under, above in same_act.items():
        below.setdefault(above, []).append(under)
    for d in drafts:
        # a denial is of an act that others tell as done
        key = (d.telling.type, "actual" if d.is_denial else d.telling.status.status)
        names = _names(d)
        tied = _by_syntax(d, same_act, below, home, groups, words)
        found = [tied] if tied is not None else _most_like(d, key, names, groups, recent, sharing, world, words)
        at = found[0] if found else len(groups)
        if found:
            groups[at].add(d, words)
        else:
            groups.append(make_group(d, words))
        for other in found[1:]:  # what this telling shares with both shows that they are of one act
            home.update((x.number, at) for x in groups[other].drafts)
            groups[at].take(groups[other], words)
            groups[other] = Group([])
        home[d.number] = at
        _push(recent, key, at, RECENT)
        for name in names:
            _push(sharing, (*key, name), at, SHARING)
    return sorted((g.drafts for g in groups if g.drafts), key=lambda some: some[0].number)


def _push(index: dict[K, deque[int]], key: K, at: int, most: int) -> None:
    kept = index.setdefault(key, deque(maxlen=most))
    if at in kept:
        kept.remove(at)
    kept.append(at)


def _names(d: Draft) -> list[str]:
    found = {p.id for p in (*d.actor, *d.recipient) if p.id} | {p.id for p in d.place}
    return sorted(found)


def _by_syntax(
    d: Draft,
    same_act: dict[int, int],
    below: dict[int, list[int]],
    home: dict[int, int],
    groups: Sequence[Group],
    words: ActWords,
) -> int | None:
    """The group of the telling that this one belongs with by syntax, in either direction."""
    others = [same_act[d.number]] if d.number in same_act else []
    others += [under for under in below.get(d.number, ()) if under < d.number]
    for other in others:
        at = home.get(other)
        if at is not None and groups[at].drafts[0].telling.type == d.telling.type:
            first = groups[at].drafts[0]
            same_status = first.telling.status.status == d.telling.status.status
            if _others_do(d, groups[at]):
                continue
            if same_status and first.is_denial == d.is_denial and words.kin.get(d.lemma, frozenset()) & groups[at].kin:
                return at
    return None


def _others_do(d: Draft, group: Group) -> bool:
    """Whether a verb's own subject is known and nobody of those told so far: "attacked *when the army shelled*"."""
    mine = {p.id for p in d.actor if p.id}
    return d.kind == "verb" and bool(mine and group.actors) and not mine & group.actors


def _most_like(
    d: Draft,
    key: tuple[str, str],
    names: Sequence[str],
    groups: Sequence[Group],
    recent: dict[tuple[str, str], deque[int]],
    sharing: dict[tuple[str, str, str], deque[int]],
    world: World,
    words: ActWords,
) -> list[int]:
    """The group that a telling is most like, then those that it shows to be of the same act; [] where none fits."""
    near = set(recent.get(key, ()))
    for name in names[:12]:
        near |= set(sharing.get((*key, name), ()))
    one = make_group(d, words)
    scored = [
        (found, at)
        for at in sorted(near)
        if groups[at].drafts and (found := likeness(d, one, groups[at], world=world, words=words)) is not None
    ]
    best = max(scored, key=lambda pair: (pair[0].total, pair[1]), default=None)  # of equals what was told last
    if best is None or best[0].total < ENOUGH:
        return []
    found, at = best
    if d.is_denial != groups[at].drafts[0].is_denial and found.solid < BRIDGE:
        return []
    more = [
        other
        for likely, other in scored
        if other != at and min(likely.solid, found.solid) >= BRIDGE and likely.total >= ENOUGH
        and (both := compare(groups[at], groups[other], d.telling.type, world)) is not None
        and both.solid > 0
    ]  # fmt: skip
    return [at, *more]
