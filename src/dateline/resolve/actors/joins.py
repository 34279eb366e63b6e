"""What appositions, copulas and "known as" join: a name and a description of one actor."""

from __future__ import annotations

from dateline.records import Sentence
from dateline.resolve.actors.drafts import Draft
from dateline.resolve.actors.page import Page, merge
from dateline.resolve.actors.roles import Scene, Told
from dateline.syntax import is_negated, kid


def join(page: Page, scene: Scene, at: dict[int, Draft], told_at: dict[int, Told]) -> None:
    s = scene.s
    for i, told in told_at.items():
        t = s.tokens[i]
        other: int | None = None
        if t.deprel == "appos" and t.head >= 0:
            other = t.head
        elif told.kind == "person" and kid(s, i, "cop") is not None and not is_negated(s, i):
            other = _subject_of(s, i)
        if other is not None:
            _same(page, at, name=other, noun=i, told=told)
        for c in s.children[i]:
            if s.tokens[c].deprel == "appos" and c in at and c not in told_at:
                _same(page, at, name=c, noun=i, told=told)
            elif s.tokens[c].text.lower() in scene.table.lists.called and s.tokens[c].deprel.startswith("acl"):
                for k in s.children[c]:
                    if k in at and k not in told_at and s.tokens[k].deprel in ("obl", "xcomp", "obj"):
                        _same(page, at, name=k, noun=i, told=told)
    for k, draft in at.items():  # a noun right after a name's dash or comma that the parser hung elsewhere
        if k in told_at and draft.merged is None and told_at[k].role is not None:
            _after_dash(page, scene, at, told_at, k)


def _subject_of(s: Sentence, i: int) -> int | None:
    subject = next((c for c in s.children[i] if s.tokens[c].deprel == "nsubj"), None)
    if subject is None:
        return None
    if s.tokens[subject].text.lower() in ("who", "that", "which") and s.tokens[i].deprel == "acl:relcl":
        return s.tokens[i].head
    return subject


def _after_dash(page: Page, scene: Scene, at: dict[int, Draft], told_at: dict[int, Told], i: int) -> None:
    s = scene.s
    told = told_at[i]
    first = told.first
    if (
        first < 2
        or s.tokens[first].text.lower() not in ("a", "an", "the")
        or s.tokens[first - 1].text not in ("—", "–", ",")
    ):
        return
    name = at.get(first - 2)
    if name is None or name.whole() is at[i].whole() or first - 2 in told_at:
        return
    after = s.tokens[min(i + 1, len(s.tokens) - 1)].text
    if s.tokens[first - 1].text == "," and s.tokens[i].deprel != "appos" and s.tokens[i].head != first - 2:
        return
    if after in ("and", "or") and s.tokens[first - 1].text == ",":
        return
    _same(page, at, name=first - 2, noun=i, told=told)


def _same(page: Page, at: dict[int, Draft], *, name: int, noun: int, told: Told) -> None:
    """Make a description's actor the one of a name, where the two agree in kind."""
    target, fresh = at.get(name), at.get(noun)
    if target is None or fresh is None:
        return
    target, fresh = target.whole(), fresh.whole()
    if target is fresh or fresh.label != "nominal" or len(fresh.mentions) > 1 or target.label in ("nominal", "seat"):
        return
    if told.role is None or (fresh.plural and target.kind == "person"):
        return
    person = told.kind == "person"
    if person != (target.kind == "person"):
        if target.label != "other" or not person:
            return
        target.kind = "person"
    if target.kind == "country" and told.kind != "country":
        return
    merge(page, target, fresh)
