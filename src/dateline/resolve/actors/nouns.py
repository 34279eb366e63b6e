"""Descriptions put on the roll: a new actor, or one told of before."""

from __future__ import annotations

from dateline.lexicon.actors import Lists
from dateline.lexicon.spelling import fold
from dateline.records import Mention, Sentence, Token
from dateline.resolve.actors.drafts import GROUP_KINDS, Draft
from dateline.resolve.actors.page import SPEAKER, Page, add_mention, remember, tidy
from dateline.resolve.actors.phrases import describe
from dateline.resolve.actors.roles import Scene, Told, phrase_span
from dateline.resolve.actors.ties import country_of

CLASS_REACH = 6  # sentences back that "the group" may have been named
DOERS = frozenset({"nsubj", "nsubj:pass", "obl:agent", SPEAKER})  # as which a body of no known kind is met
UNTOLD = frozenset({"either", "neither", "any", "no", "each", "every", "another"})


def read_noun(page: Page, scene: Scene, t: Token, at: dict[int, Draft]) -> Told:
    s = scene.s
    told = describe(scene, t.i)
    span = phrase_span(scene, t.i)
    draft = _told_before(page, scene, t, told, at)
    if draft is None:
        draft = page.roll.new(tidy(span.words(scene.text)), told.kind or "group", "nominal")
        nobody = any(s.tokens[c].lemma.lower() == "no" for c in s.children[t.i]) or _one_of_things(scene, t, told)
        draft.described = not nobody and (told.role is not None or (told.quantity and told.of_nominal is None))
        draft.plural = "Number=Plur" in t.feats
        draft.gender = _gender_word(t, page.roll.table.lists)
    add_mention(page, draft, Mention(span, "nominal", t.start), s, t.i)
    at[t.i] = draft
    if told.role is not None:
        draft.phrases.add(told.phrase)
        if not any(s.tokens[c].text.lower() in UNTOLD for c in s.children[t.i]):
            remember(page, told.phrase, draft)
        if told.role.office and not told.former and told.kind == "person" and not told.marked and draft.office is None:
            draft.office = told.phrase
    return told


def _one_of_things(scene: Scene, t: Token, told: Told) -> bool:
    """ "One of her speeches" is nobody."""
    if t.lemma.lower() != "one" or told.of_nominal is None:
        return False
    return describe(scene, told.of_nominal).role is None


def _gender_word(t: Token, lists: Lists) -> str | None:
    word = t.lemma.lower()
    if word in lists.feminine:
        return "f"
    if word in lists.masculine:
        return "m"
    return None


def _told_before(page: Page, scene: Scene, t: Token, told: Told, at: dict[int, Draft]) -> Draft | None:
    """The actor that a definite description takes up again; None where it tells of a new one."""
    if told.role is None or told.marked or told.quantity:
        return None
    if told.phrase in scene.table.lists.loose or told.role.kind == "country":
        return None
    country = country_of(page, told, at)
    body = told.phrase.split(" ")[-1] in scene.table.lists.bodies and told.role.kind != "person"
    if body and country is not None and not _own_modifiers(told):
        key = ("body", told.phrase, country)
        draft = page.roll.keyed(key)
        if draft is None:
            draft = page.roll.new(tidy(phrase_span(scene, t.i).words(scene.text)), told.kind or "group", "nominal")
            draft.described = True
            page.roll.keep(key, draft)
        return draft
    if not told.definite:
        return None
    some = [d.whole() for d in page.by_phrase.get(told.phrase, [])[-6:]]
    plural = "Number=Plur" in t.feats
    bare = country is None and not _own_modifiers(told)
    named = _by_class(page, scene, t, told) if bare else None
    for draft in reversed(some):
        if named is not None and draft.label == "nominal" and draft.last < named.last:
            continue  # "the bank" is the bank just named rather than "his bank" before it
        if draft.label == "nominal" and draft.plural != plural:
            continue
        if country is not None and draft.country != country:
            continue
        if bare or (country is not None and draft.country == country and not _own_modifiers(told)):
            return draft
        if set(_own_modifiers(told)) <= set(
            " ".join(m.span.words(scene.text) for m in draft.mentions[:2]).lower().split()
        ):
            return draft
    return named or _epithet(page, scene, t, told, country)


def _epithet(page: Page, scene: Scene, t: Token, told: Told, country: str | None) -> Draft | None:
    """ "The former mayor" that opens a sentence is the named person whom the sentence before is about."""
    role = told.role
    if role is None or told.kind != "person" or role.tie == "member of" or not role.sectors or told.of_nominal:
        return None
    if t.deprel != "nsubj" or told.first > 1 or not (told.modifiers or told.of) or "Number=Plur" in t.feats:
        return None
    about: Draft | None = None
    for met in reversed(page.recent[-40:]):
        if met.sentence < scene.s.index - 1:
            break
        if met.sentence == scene.s.index - 1 and met.label in ("nsubj", SPEAKER):
            about = met.draft.whole()
    if about is None or about.kind != "person" or about.label not in ("person", "other") or len(about.words) == 0:
        return None
    if country is not None and about.country not in (None, country):
        return None
    if about.sectors and not told.former and "ELI" not in about.sectors and not set(about.sectors) & set(role.sectors):
        return None
    return about


def _own_modifiers(told: Told) -> list[str]:
    people = {w for spot, _ in told.of for w in spot.words}
    return [m for m in told.modifiers if fold(m) not in people]


def _by_class(page: Page, scene: Scene, t: Token, told: Told) -> Draft | None:
    """ "The group" is the last body named that may be called so."""
    if told.phrase == "administration":
        last = [x.draft.whole() for x in page.recent[-60:]]
        return next((d for d in reversed(last) if d.name.lower().endswith("administration")), None)
    sectors = scene.table.classes.get(told.phrase)
    if sectors is None or "Number=Plur" in t.feats:
        return None
    for met in reversed(page.recent[-40:]):
        one = met.draft.whole()
        if one.label not in ("known", "organisation", "other") or one.kind not in GROUP_KINDS or one.kind == "person":
            continue
        if scene.s.index - met.sentence > CLASS_REACH:
            break
        first = one.sectors[0] if one.sectors else "none"
        if first in sectors and (first != "none" or len(one.words) > 1 or met.label in DOERS):
            return one
    return None


def is_surname(page: Page, s: Sentence, t: Token) -> bool:
    """A common word in capitals that is the surname of somebody named before: "Sales said"."""
    if (
        t.upos not in ("NOUN", "ADJ", "VERB", "INTJ", "ADV", "X")
        or not t.text[:1].isupper()
        or not t.text[1:].islower()
    ):
        return False
    if any(s.tokens[c].upos in ("DET", "ADJ", "NUM") and c < t.i for c in s.children[t.i]):
        return False
    if t.deprel.split(":")[0] not in (
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "conj",
        "appos",
        "root",
        "dep",
        "iobj",
        "ccomp",
        "compound",
    ):
        return False
    return page.roll.bearer(fold(t.text)) is not None


def read_surname(page: Page, scene: Scene, t: Token, at: dict[int, Draft]) -> None:
    draft = page.roll.bearer(fold(t.text))
    if draft is not None:
        add_mention(page, draft, Mention(t.span, "name", t.start), scene.s, t.i)
        at[t.i] = draft
