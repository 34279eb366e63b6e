"""Countries, sectors and ties that a description gives to the one described."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.lexicon.actors import BEYOND, Role
from dateline.records import Span
from dateline.resolve.actors.drafts import GROUP_KINDS, Draft
from dateline.resolve.actors.page import Page
from dateline.resolve.actors.roles import Scene, Told
from dateline.resolve.actors.spots import Spot


def country_of(page: Page, told: Told, at: dict[int, Draft]) -> str | None:
    found = None
    for spot, how in told.of:
        if how in ("owner", "of"):
            code = code_of(page, spot, at)
            if code is not None and (found is None or how == "owner"):
                found = code
    return found


def code_of(page: Page, spot: Spot, at: Mapping[int, Draft]) -> str | None:
    """The country that a name within a phrase gives."""
    entry = spot.entry
    if entry is not None and entry.label == "people":
        return page.roll.choose(entry.codes)
    draft = at.get(spot.head)
    if draft is not None and draft.whole().country is not None:
        return draft.whole().country
    return page.places.get(spot.span.start) or (entry.country if entry is not None else None)


def fill(page: Page, scene: Scene, draft: Draft, told: Told, at: dict[int, Draft], span: Span) -> None:
    """Give a draft what its description told."""
    draft = draft.whole()
    s = scene.s
    sectors = told.sectors
    role = told.role
    for spot, how in told.of:
        code = code_of(page, spot, at)
        other = at.get(spot.head)
        body = other is not None and other.label in ("known", "organisation") and how in ("owner", "of")
        if how == "backed":
            if other is not None:
                draft.ties.append(("backed by", other, span))
            continue
        if how in ("owner", "led") or (how == "of" and draft.level < 3):
            if not told.ethnic and draft.label not in ("known", "country"):
                if how == "owner" and draft.level <= 3 and draft.label == "nominal" and not body:
                    draft.level = min(draft.level, 2) if len(draft.mentions) <= 1 else draft.level
                draft.learn(code, 2 if draft.kind == "person" and code in BEYOND else 3)
        elif how == "in":
            draft.learn(code, 4 if told.phrase in scene.table.lists.living else 2)
        if body and other is not None and (role is None or role.yields or not role.sectors) and other.sectors:
            told_by_role = role is not None and sectors == role.sectors
            sectors = other.sectors if told_by_role or not sectors else sectors
        if other is not None and other is not draft and how in ("owner", "of") and role is not None:
            tie = _tie(role, draft, other)
            if tie is not None:
                draft.ties.append((tie, other, span))
    below = at.get(told.of_nominal) if told.of_nominal is not None else None
    if below is not None and below.whole() is not draft and role is not None and role.tie and below.whole().described:
        draft.ties.append((role.tie, below, span))
    draft.add_sectors(sectors)
    if told.former and "ELI" in sectors and "ELI" not in draft.sectors and draft.label in ("person", "other"):
        draft.sectors = ("ELI", *[x for x in draft.sectors if x != "GOV"])
    if role is not None and role.code is not None:
        draft.learn(role.code, 1)
    if draft.country is None or draft.level < 2:
        page.loose.append((draft, s.index, told.end))


def _tie(role: Role, draft: Draft, other: Draft) -> str | None:
    body = other.label in ("known", "organisation", "other") and other.kind != "person"
    if role.tie == "leader of" and (body or other.kind in ("country", "government")):
        return "leader of"
    if role.tie == "member of" and body:
        return "member of"
    if body and draft.kind in ("person",):
        return "member of"
    if (body or other.label == "country") and draft.kind in (*GROUP_KINDS, "people") and role.kind != "country":
        return "part of"
    return None
