"""Names put on the roll: with title, country, what a body's name says of it, and its short form."""

from __future__ import annotations

import re

from dateline.lexicon.actors import Role
from dateline.lexicon.spelling import spells, words_of
from dateline.records import Mention, Sentence, Span
from dateline.resolve.actors.drafts import GROUP_KINDS, Draft
from dateline.resolve.actors.page import Page, add_mention, remember
from dateline.resolve.actors.phrases import describe_before, describe_name, hyphen_before
from dateline.resolve.actors.roles import Scene, Told
from dateline.resolve.actors.spots import Spot
from dateline.resolve.actors.ties import code_of, fill
from dateline.syntax import first_conjunct

BRACKET = re.compile(r"\s?\(\s?[\"“']?((?:the )?[A-Z][\w&/.-]{1,14}(?: [A-Z][\w-]{1,12})?)[\"”']?\s?\)")
PLACE_CASES = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "throughout", "within"})


def read_name(page: Page, scene: Scene, spot: Spot, at: dict[int, Draft]) -> Told | None:
    """Put a name on the roll; gives what the title before it told, None where it has none."""
    s = scene.s
    label = spot.label
    told = (
        describe_before(scene, spot.first, spot.head)
        if label in ("person", "other", "place") or (spot.entry is None)
        else None
    )
    gender = _honorific(scene, spot)
    if told is not None and told.kind == "person" and label in ("other", "place", "organisation"):
        role = told.role
        if (role is not None and role.title) or label == "other":
            spot = Spot(spot.first, spot.last, spot.head, spot.span, "person", spot.words, spot.entry, spot.inner)
    elif gender is not None and label in ("other", "place", "organisation"):
        spot = Spot(spot.first, spot.last, spot.head, spot.span, "person", spot.words, spot.entry, spot.inner)
    if gender == "none":
        gender = None
    draft = page.roll.named(
        spot,
        scene.text,
        gender=gender,
        acting=not is_placed(s, spot.head) if spot.label == "place" else acts(s, spot.head),
        sentence=s.index,
    )
    if gender:
        draft.gender = gender
    draft.plural = draft.plural or (spot.label == "known" and s.tokens[spot.head].xpos in ("NNPS", "NNS"))
    mention = Mention(spot.span, "name", max(spot.span.start, s.tokens[spot.head].start))
    add_mention(page, draft, mention, s, spot.head)
    for k in range(spot.first, spot.last + 1):
        at[k] = draft
    if spot.tail >= 0:
        at.setdefault(spot.tail, draft)
    if spot.label == "seat" and not draft.described:
        draft.kind = "people"
        draft.add_sectors(("CVL",))
    if spot.label == "place" or spot.label == "other":
        code = page.places.get(spot.span.start)
        if code is not None and draft.kind != "person":
            draft.learn(code, 4)
            if spot.label == "place":
                draft.kind = "people"
                draft.add_sectors(("CVL",))
    if spot.label == "organisation" or (spot.label == "other" and draft.kind != "person"):
        _read_body(page, scene, spot, draft, at)
    if told is not None:
        _title(page, scene, draft, told, at)
    if draft.kind == "person":
        _of_country(page, scene, spot, draft, at)
    if draft.country is not None and draft.level >= 3 and hyphen_before(scene, spot.first) != "against":
        page.countries.append((s.index, spot.head, draft.country, is_located(s, spot.head)))
    _bracket(page, scene, spot, draft, at)
    return told if draft.kind == "person" else None


def _of_country(page: Page, scene: Scene, spot: Spot, draft: Draft, at: dict[int, Draft]) -> None:
    """ "King Hassan of Morocco"."""
    tokens = scene.s.tokens
    if spot.last + 2 < len(tokens) and tokens[spot.last + 1].text == "of":
        after = scene.spots.get(spot.last + 2) or scene.spots.get(min(spot.last + 3, len(tokens) - 1))
        if after is not None and after.label in ("country", "territory"):
            draft.learn(code_of(page, after, at), 3)


def _honorific(scene: Scene, spot: Spot) -> str | None:
    if spot.first == 0 or spot.label not in ("person", "other", "organisation", "place"):
        return None
    t = scene.s.tokens[spot.first - 1]
    word = t.text.lower()
    if word == "." and spot.first > 1:
        word = scene.s.tokens[spot.first - 2].text.lower()
    return scene.table.honorifics.get(word) if t.text[:1].isupper() or t.text == "." else None


def _read_body(page: Page, scene: Scene, spot: Spot, draft: Draft, at: dict[int, Draft]) -> None:
    """A body's name often says what it is and whose: "Iraqi Ministry of Oil", "the Liberal Party of X"."""
    role = _role_in_name(scene, spot)
    if role is not None:
        draft.add_sectors(role.sectors)
        if role.kind in GROUP_KINDS and draft.label == "organisation":
            draft.kind = role.kind
        draft.phrases.add(role.words)
        remember(page, role.words, draft)
    told = describe_name(scene, spot, role)
    fill(page, scene, draft, told, at, spot.span)
    if role is not None and role.sectors == ("SOC",):
        draft.learn("NGO", 1)


def _role_in_name(scene: Scene, spot: Spot) -> Role | None:
    lower = [w.lower() for w in re.findall(r"[\w'’.-]+", spot.span.words(scene.text))]
    for size in range(min(4, len(lower)), 0, -1):
        for start in dict.fromkeys((len(lower) - size, 0)):
            words = " ".join(lower[start : start + size])
            if words in scene.table.lists.vague and (words != "union" or not set(lower) & scene.table.lists.unions):
                continue
            role = scene.table.roles.get(words) or scene.table.roles.get(words.rstrip("s"))
            if role is not None and role.kind not in ("person", "country"):
                return role
    return None


def _title(page: Page, scene: Scene, draft: Draft, told: Told, at: dict[int, Draft]) -> None:
    s = scene.s
    words = scene.text[s.tokens[told.start].start : s.tokens[told.end].end]
    if draft.kind != "person" and draft.label not in ("other",):
        return
    if draft.label == "other":
        draft.kind = "person"
    if told.role is not None and told.role.title and draft.title is None:
        draft.title = " ".join(words.split())
    span = Span(s.tokens[told.first].start, s.tokens[told.end].end)
    fill(page, scene, draft, told, at, span)
    draft.phrases.add(told.phrase)
    remember(page, told.phrase, draft)
    if told.role is not None and told.role.office and not told.former:
        draft.office = told.phrase


def _bracket(page: Page, scene: Scene, spot: Spot, draft: Draft, at: dict[int, Draft]) -> None:
    """An abbreviation in brackets after a name is another form of it."""
    if draft.kind in ("person", "country") or len(spot.words) < 2:
        return
    m = BRACKET.match(scene.text, spot.span.end, min(spot.span.end + 32, scene.s.span.end))
    if m is None:
        return
    short = m.group(1)
    if not short.isupper() and not spells(short, spot.span.words(scene.text), loose=True):
        return
    if not spells(short, spot.span.words(scene.text), loose=True) and draft.known is None and len(short) > 6:
        return
    page.roll.keep(("name", *words_of(short)), draft)
    start, end = m.span(1)
    for t in scene.s.tokens[spot.last + 1 : spot.last + 6]:
        if t.start <= start < t.end and t.i not in scene.spots:
            add_mention(page, draft, Mention(Span(start, end), "name", t.start), scene.s, t.i)
            at[t.i] = draft


def acts(s: Sentence, i: int) -> bool:
    """Whether a capital's name stands for a government: it is no place that something is at.

    A name in a coordination is read as the first of it.
    """
    i = first_conjunct(s, i)
    t = s.tokens[i]
    if t.deprel in ("nsubj", "nsubj:pass", "obl:agent", "iobj", "obj"):
        return True
    cases = {s.tokens[k].text.lower() for k in s.children[i] if s.tokens[k].deprel == "case"}
    if t.deprel.startswith("nmod:poss"):
        return True
    return bool(cases & {"with", "between", "by", "from", "against", "for"})


def is_placed(s: Sentence, i: int) -> bool:
    cases = {s.tokens[k].text.lower() for k in s.children[i] if s.tokens[k].deprel == "case"}
    return bool(cases & PLACE_CASES)


def is_located(s: Sentence, i: int) -> bool:
    cases = {s.tokens[k].text.lower() for k in s.children[i] if s.tokens[k].deprel == "case"}
    return bool(cases & {"in", "at", "near", "inside", "across", "throughout", "outside", "around"})
