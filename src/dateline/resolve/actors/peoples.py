"""Peoples: "Iraqis" are people, "the Iraqi offer" is of a country; and nouns beside acts."""

from __future__ import annotations

from dateline.records import Mention, Sentence, Span, Token
from dateline.resolve.actors.drafts import Draft
from dateline.resolve.actors.page import Page, add_mention, remember, tidy
from dateline.resolve.actors.phrases import describe
from dateline.resolve.actors.roles import Scene, Told, phrase_span
from dateline.resolve.actors.spots import Spot
from dateline.resolve.actors.ties import code_of, country_of, fill

NOT_HEADS = frozenset(
    {
        "det",
        "compound",
        "amod",
        "case",
        "flat",
        "aux",
        "aux:pass",
        "cop",
        "punct",
        "cc",
        "mark",
        "advmod",
        "expl",
        "det:predet",
        "discourse",
        "obl:npmod",
        "cc:preconj",
        "compound:prt",
    }
)


def heads_phrase(s: Sentence, t: Token) -> bool:
    if t.upos not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "VERB", "X", "SYM") or not any(c.isalnum() for c in t.text):
        return False
    if t.upos in ("ADJ", "VERB", "DET"):
        return (
            t.deprel.split(":")[0] in ("nsubj", "obj", "nmod", "obl")
            and t.deprel != "obl:npmod"
            and (t.upos != "VERB" or t.xpos in ("NN", "NNS"))
        )
    if t.upos == "NUM" and (t.deprel == "nummod" or t.text.lower() == "two"):
        return False
    return t.deprel not in NOT_HEADS


def read_people(page: Page, scene: Scene, spot: Spot, t: Token, at: dict[int, Draft], told_at: dict[int, Told]) -> None:
    """ "Iraqis", "a Palestinian" are people; "the Iraqi offer" names the country that made it."""
    s = scene.s
    entry = spot.entry
    assert entry is not None
    if t.i != spot.head:
        return
    code = page.roll.choose(entry.codes)
    page.countries.append((s.index, t.i, code, False))
    adjectival = (t.deprel in ("amod", "compound", "nmod") and t.head > t.i) or (
        t.deprel == "conj" and s.tokens[t.head].deprel in ("amod", "compound")
    )
    if not adjectival and heads_phrase(s, t) and (t.upos in ("NOUN", "PROPN") or entry.plural or t.upos == "ADJ"):
        told = describe(scene, t.i)
        definite = told.definite and not told.marked and not told.modifiers
        key = (
            "people",
            code,
            "the"
            if definite
            else spot.span.words(scene.text).lower()
            if not told.modifiers and not told.marked
            else f"#{s.index}:{t.i}",
        )
        draft = page.roll.keyed(key)
        if draft is None:
            draft = page.roll.new(tidy(phrase_span(scene, t.i).words(scene.text)), "people", "nominal")
            draft.sectors = () if definite else (told.sectors or ("CVL",))
            draft.plural, draft.described = True, True
            where = next(
                (x for x, how in told.of if how in ("of", "in") and x.label in ("country", "territory", "place")), None
            )
            if where is not None and (living := code_of(page, where, at)) is not None:
                draft.learn(living, 3)
                draft.sectors = draft.sectors or ("CVL",)
            elif told.ethnic:
                page.loose.append((draft, s.index, t.i))
                draft.learn(code, 1)
            else:
                draft.learn(code, 3)
            page.roll.keep(key, draft)
        add_mention(page, draft, Mention(phrase_span(scene, t.i), "nominal", t.start), s, t.i)
        at[t.i] = draft
        told_at[t.i] = told
        return
    first = t.head if t.deprel == "conj" else t.i
    governor = s.tokens[first].head
    if governor < 0:
        return
    if not is_participant(scene, governor, at):
        draft = page.roll.named(spot, scene.text, gender=None, acting=True)
    elif t.deprel == "conj" or any(s.tokens[c].deprel == "conj" for c in s.children[t.i]):
        draft = _share(page, scene, spot, governor, code)  # "Hungarian and Romanian officials"
    else:
        return
    add_mention(page, draft, Mention(spot.span, "name", t.start), s, t.i)
    at[t.i] = draft


def _share(page: Page, scene: Scene, spot: Spot, governor: int, code: str) -> Draft:
    """The part of a coordinated group that one people makes up."""
    told = describe(scene, governor)
    noun = scene.text[scene.s.tokens[told.start].start : scene.s.tokens[governor].end]
    draft = page.roll.new(f"{spot.span.words(scene.text)} {' '.join(noun.split())}", told.kind or "group", "nominal")
    draft.sectors, draft.plural, draft.described = told.sectors, True, True
    draft.learn(code, 3)
    return draft


def is_participant(scene: Scene, i: int, at: dict[int, Draft]) -> bool:
    """Whether a noun means somebody, not an act or a thing."""
    spot = scene.spots.get(i)
    if spot is not None:
        return spot.label != "people"
    told = describe(scene, i)
    return told.role is not None or told.quantity


def modifies_act(scene: Scene, t: Token, at: dict[int, Draft]) -> bool:
    """Whether a noun tells whose an act is: "the police raid", "a rebel attack"."""
    if t.deprel != "compound" or t.upos != "NOUN" or t.head <= t.i or t.head < 0:
        return False
    role = scene.table.roles.get(t.lemma.lower()) or scene.table.roles.get(t.text.lower())
    return role is not None and bool(role.sectors) and not is_participant(scene, t.head, at)


def read_modifier(page: Page, scene: Scene, t: Token, at: dict[int, Draft]) -> None:
    s = scene.s
    told = describe(scene, t.i, anchor=t.head)
    span = Span(s.tokens[told.first].start if told.of else s.tokens[told.start].start, t.end)
    country = country_of(page, told, at)
    key = ("body", told.phrase, country or "")
    draft = page.roll.keyed(key) if country is not None else None
    if draft is None:
        draft = page.roll.new(tidy(span.words(scene.text)), told.kind or "group", "nominal")
        draft.described = draft.plural = True
    add_mention(page, draft, Mention(span, "nominal", t.start), s, t.i)
    at[t.i] = draft
    fill(page, scene, draft, told, at, span)
    draft.phrases.add(told.phrase)
    remember(page, told.phrase, draft)
