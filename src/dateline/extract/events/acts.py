"""Every act that a sentence tells, whatever its type: a verb, or a noun that may name an act, with who takes part.

Rules know acts by their words; a type that was taught by examples is looked for among all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.extract.events.around import instrument_of, places_of
from dateline.extract.events.match import NO_VERB
from dateline.extract.events.roles import light_verb, select
from dateline.extract.events.scene import Scene
from dateline.extract.status import status_of
from dateline.lexicon.events import NOUN_ACTOR, NOUN_RECIPIENT, PHRASE_RECIPIENT, EventRules, parse_selector
from dateline.lexicon.status import StatusWords
from dateline.lexicon.taught import TaughtType
from dateline.records import Sentence, Span, Telling
from dateline.syntax import noun_phrase, subtree

# Who it is done to: the object, a phrase beside it, or who stands in what is wanted ("refused to let *the ship* sail").
RECIPIENTS = tuple(parse_selector(x) for x in ("obj", PHRASE_RECIPIENT[0], "comp.obj", "comp.subj"))
ACTORS = (parse_selector("subj"),)
OF_NOUNS = tuple(parse_selector(x) for x in NOUN_ACTOR), tuple(parse_selector(x) for x in NOUN_RECIPIENT)
NO_ACT = frozenset({"compound", "amod"})
ENDINGS = re.compile(r"(?:ure|ion|ment|ing|al|ance|ence|age|ery)$")  # of nouns made from verbs: "seizure", "removal"
# Clauses of their own, and lists: not part of what the act's own clause says.
BESIDE = frozenset(["acl:relcl", "acl", "advcl", "conj", "cc", "parataxis", "ccomp", "appos", "punct"])


@dataclass(frozen=True, slots=True)
class Act:
    """Numbers are token indices of its sentence, as in ``Telling``. ``light`` carries a noun's act."""

    trigger: int
    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    light: int | None
    is_noun: bool


def find_acts(
    s: Sentence, *, rules: EventRules, nouns: frozenset[str] = frozenset(), known: frozenset[int] = frozenset()
) -> tuple[Act, ...]:
    """The acts of a sentence in its order; one that names nobody is none. ``nouns``: lemmas that name acts besides.

    ``known`` are tokens that are actors whatever their words.
    """
    scene = Scene(s, rules, known)
    found = (_act(scene, t.i, nouns) for t in s.tokens)
    return tuple(act for act in found if act is not None and (act.actor or act.recipient))


def act_at(s: Sentence, i: int, *, rules: EventRules) -> Act:
    """The act of a token that a user points at, whatever its word."""
    scene = Scene(s, rules)
    return _with_roles(scene, i, is_noun=s.tokens[i].upos not in ("VERB", "AUX", "ADJ"))


def _act(scene: Scene, i: int, nouns: frozenset[str]) -> Act | None:
    t = scene.s.tokens[i]
    if t.upos == "VERB" and t.deprel not in NO_VERB:
        return _with_roles(scene, i, is_noun=False)
    if t.upos != "NOUN" or t.deprel in NO_ACT:
        return None
    lemma = scene.lemma(i)
    names_act = lemma in nouns or lemma in scene.rules.nouns or lemma in scene.rules.verbs or ENDINGS.search(lemma)
    return _with_roles(scene, i, is_noun=True) if names_act else None


def _with_roles(scene: Scene, i: int, *, is_noun: bool) -> Act:
    actors, recipients = OF_NOUNS if is_noun else (ACTORS, RECIPIENTS)
    light = light_verb(scene, i) if is_noun else None
    actor = next((found for x in actors if (found := select(scene, i, x, light))), ())
    others = (tuple(k for k in select(scene, i, x, light) if k not in actor and k != i) for x in recipients)
    return Act(i, actor, next((found for found in others if found), ()), light, is_noun)


def surroundings(s: Sentence, act: Act) -> tuple[Span, ...]:
    """The other words of an act's own clause: neither its trigger nor its first actor and recipient."""
    roles = [noun_phrase(s, k) for k in (*act.actor[:1], *act.recipient[:1])]
    spans = (s.tokens[k].span for k in subtree(s, act.trigger, without=BESIDE) if k != act.trigger)
    return tuple(span for span in spans if not any(role.contains(span) for role in roles))


def telling_of(
    act: Act, s: Sentence, *, kind: TaughtType, rule: str, sure: float, rules: EventRules, words: StatusWords
) -> Telling:
    """An act told as an event of a taught type, with its status; ``rule`` says what saw it, ``sure`` how likely."""
    scene = Scene(s, rules)
    status = status_of(s, act.trigger, words=words)
    if act.light is not None and status.status == "actual":
        status = status_of(s, act.light, words=words)
    return Telling(
        sentence=s.index,
        trigger=act.trigger,
        kind="noun" if act.is_noun else "verb",
        type=kind.name,
        status=status,
        rule=rule,
        actor=act.actor,
        recipient=act.recipient,
        place=places_of(scene, act.trigger, act.light),
        instrument=instrument_of(scene, act.trigger),
        quad=kind.quad,
        score=kind.score,
        confidence=sure,
        model=sure,
    )


def in_place_of(ours: Iterable[Telling], taught: Iterable[Telling]) -> list[Telling]:
    """A user's own types come before ours: one act is one event, and of two tellings of a word the taught one stands.

    Its rule then names the rule that saw the act too.
    """
    by_word = {(t.sentence, t.trigger): t for t in taught}
    kept = []
    for telling in ours:
        at = (telling.sentence, telling.trigger)
        if at not in by_word:
            kept.append(telling)
        elif " in place of " not in by_word[at].rule:
            by_word[at] = replace(by_word[at], rule=f"{by_word[at].rule}, in place of {telling.rule}")
    return [*kept, *by_word.values()]
