"""Patterns on a sentence: each trigger with what the best pattern makes of it, before its bearing is weighed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.extract.events.bearer import (
    bearers,
    brokers,
    by_name,
    doers,
    is_city,
    is_legal_label,
    is_whence,
    makers,
    marches,
    meeting_one,
    no_participant,
    owners,
    targets,
)
from dateline.extract.events.grammar import is_passive, subjects
from dateline.extract.events.roles import climb, light_verb, select
from dateline.extract.events.scene import Scene, has_case, is_actor
from dateline.extract.events.words import is_attributive, is_imperative, passes
from dateline.lexicon.events import Pattern, Selector, parse_selector
from dateline.records import Sentence
from dateline.syntax import cases, kid, kids

# A word in one of these places modifies, joins or marks; it tells no act of its own.
NO_VERB = frozenset({"amod", "compound", "case", "mark", "aux", "aux:pass", "cop", "det", "advmod"})
NO_NOUN = frozenset({"compound", "amod", "det", "case", "nmod:poss", "flat", "advmod"})
NOUN_PLACES = frozenset({"csubj", "nsubj", "nsubj:pass", "obl", "nmod"})
OBJECT = parse_selector("obj")
CARRIED = parse_selector("light")
PLACED = ("in", "at", "near", "inside", "outside", "across")
OPAQUE = frozenset({"person", "organisation", "work", "facility", "law", "product"})


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that holds at a trigger. ``light`` carries the noun, ``used`` are other words of the phrase."""

    trigger: int
    pattern: Pattern
    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    light: int | None
    used: frozenset[int]

    @property
    def governor(self) -> int:
        """The word that stands for the act in the tree above it."""
        return self.trigger if self.light is None else self.light


def match_sentence(scene: Scene) -> list[Match]:
    """The matches of a sentence in the order of their triggers; at most one pattern a trigger and type it gives."""
    s, rules = scene.s, scene.rules
    found: list[Match] = []
    for t in s.tokens:
        lemma = scene.lemma(t.i)
        joined = scene.forms(t.i)[-1] if t.i >= 2 and s.tokens[t.i - 1].text == "-" else lemma
        if joined != lemma and t.upos in ("NOUN", "PROPN") and joined in rules.nouns:
            lemma = joined
        if is_imperative(s, t.i) or is_attributive(s, t.i):
            continue
        if t.xpos == "VBG" and t.text.lower() in rules.nouns and _is_nominal(s, t.i):
            kind, patterns = "noun", rules.nouns[t.text.lower()]  # "fighting between X and Y broke out"
        elif t.upos in ("VERB", "AUX") and lemma in rules.verbs:
            if t.deprel in NO_VERB and not (t.deprel == "amod" and kid(s, t.i, "nsubj") is not None):
                continue
            kind, patterns = "verb", rules.verbs[lemma]
        elif t.upos in ("NOUN", "PROPN") and lemma in rules.nouns:
            if t.deprel in NO_NOUN or (t.upos == "PROPN" and scene.named.get(t.i) in OPAQUE):
                continue
            kind, patterns = "noun", rules.nouns[lemma]
        elif t.upos in ("ADJ", "VERB", "ADV") and (lemma in rules.adjectives or t.text.lower() in rules.adjectives):
            lemma = lemma if lemma in rules.adjectives else t.text.lower()
            kind, patterns = "adj", rules.adjectives[lemma]
        else:
            continue
        for pattern in patterns:
            made = _try(scene, t.i, pattern, kind)
            scene.moved.clear()
            if made is not None:
                found.append(made)
                break
    return _without_used(found)


def _is_nominal(s: Sentence, i: int) -> bool:
    """Whether an ing-form is used as a noun: "fighting between X and Y broke out"."""
    t = s.tokens[i]
    return t.upos == "VERB" and (
        t.deprel in NOUN_PLACES or any(has_case(s, k.i, ("between",)) for k in kids(s, i, "obl", "nmod"))
    )


def _without_used(found: list[Match]) -> list[Match]:
    """Without nouns that a phrase of another match already took in ("launch" + "an investigation")."""
    taken: set[int] = set()
    for m in found:
        taken |= m.used
    return [m for m in found if m.trigger not in taken]


def _try(scene: Scene, i: int, pattern: Pattern, kind: str) -> Match | None:
    s = scene.s
    used: set[int] = set()
    if pattern.particle is not None:
        words = pattern.particle.split("_")
        if not any(k.lemma.lower() == words[0] for k in kids(s, i, "compound:prt", "advmod", "case")):
            after = next((k.i for k in kids(s, i, "obl") if cases(s, k.i)[:1] == (words[0],)), None)
            if after is None:
                return None
            if cases(s, after) == (words[0],) and kid(s, i, "obj") is None and not is_passive(s, i):
                scene.moved[i] = after  # "handed in their weapons", read as "in their weapons"
    if pattern.voice is not None and (pattern.voice == "passive") != is_passive(s, i):
        return None
    light = light_verb(scene, i) if kind == "noun" else None
    if pattern.modifiers:
        before = [k.i for k in kids(s, i, "compound", "amod", "nummod", "nmod", "nmod:poss")]
        before += [k for b in before for k in s.children[b] if s.tokens[k].deprel in ("compound", "amod")]
        for m in pattern.modifiers:
            hit = next((k for k in before if passes(scene, k, m)), None)
            if hit is None:
                return None
            used.add(hit)
    for c in pattern.phrase:
        hits = [k for k in select(scene, i, c.where, light) if passes(scene, k, c.what)]
        if not hits:
            return None
        if not c.what.kinds:
            used.update(hits)
            used.update(k for h in hits for k in _within(scene, h))
    for c in pattern.needs:
        if not any(passes(scene, k, c.what) for k in select(scene, i, c.where, light)):
            return None
    for c in pattern.without:
        if any(passes(scene, k, c.what) for k in select(scene, i, c.where, light)):
            return None
        if c.where == CARRIED and _carried_by(scene, i, light, c.what.lemmas):
            return None
    if kind == "noun" and (is_legal_label(scene, i) or _of_ideas(scene, i)):
        return None
    apart = used | brokers(scene, light, kind=pattern.type)
    actor = _first(scene, i, pattern.actor, light, apart)
    recipient = _first(scene, i, pattern.recipient, light, used | set(actor), somebody=True)
    if not recipient and pattern.recipient and kind == "verb":  # "downed a helicopter": the phrase's own object
        held = pattern.phrase and select(scene, i, OBJECT, light)
        recipient = tuple(k for k in held or () if k in used and _suffers(scene, k))
        recipient = recipient or makers(scene, i, held or ()) or marches(scene, i, held or ())
    if pattern.both:
        actor = _every(scene, i, pattern.actor, light, apart)
        if kind == "noun" and len(actor) == 1 and scene.rules.types[pattern.type].plover == "CONSULT":
            actor = tuple(sorted({*actor, *meeting_one(scene, i)}))
        recipient = tuple(r for r in recipient if r not in actor)
        if len(actor) < 2 and not scene.known and any(scene.is_class(k, "public_talk") for k in used):
            return None  # who alone speaks to the press meets nobody
    elif kind == "noun" and not pattern.both:
        actor, recipient = _swap_possessor(scene, i, actor, recipient)
    faced = light is not None and scene.is_class(light, "inverted")
    if kind == "noun" and not pattern.both and (faced or scene.rules.types[pattern.type].plover != "PROTEST"):
        borne = tuple(k for k in bearers(scene, i, light) if k not in actor)
        kept = tuple(r for r in recipient if _suffers(scene, r) and not has_case(s, r, PLACED))
        recipient = tuple(dict.fromkeys((*kept, *borne))) if borne else recipient
    plain = scene.rules.types[pattern.type]
    if plain.quad in (1, 3) or plain.plover == "PROTEST":
        recipient = owners(scene, recipient)
    if plain.plover in ("PROTEST", "ASSAULT") and kind == "noun":  # "the Oslo protest" is one in Oslo
        actor = tuple(a for a in actor if not is_city(scene, a) or s.tokens[a].deprel != "compound")
    if not recipient and plain.plover == "PROTEST":
        recipient = targets(scene, (i, *actor))
    actor = tuple(
        k for k in doers(scene, by_name(scene, actor, light)) if k not in recipient and not is_whence(scene, k)
    )
    return Match(i, pattern, actor, recipient, light, frozenset(used))


def _carried_by(scene: Scene, i: int, light: int | None, verbs: frozenset[str]) -> bool:
    """Whether the verb that a noun is the object of is one that a pattern excludes: "rejected the appeal"."""
    top = scene.s.tokens[climb(scene, i)]
    verb = light if light is not None else top.head if top.deprel in ("obj", "nsubj:pass") else -1
    return verb >= 0 and scene.lemma(verb) in verbs


def _of_ideas(scene: Scene, i: int) -> bool:
    """Whether an act's noun is of an idea, however the parser hung it: "invasion of privacy"."""
    return i + 2 < len(scene.s.tokens) and scene.s.tokens[i + 1].text == "of" and scene.is_class(i + 2, "figurative")


def _suffers(scene: Scene, i: int) -> bool:
    """Whether a phrase's object is somebody or something that an act can be done to."""
    return is_actor(scene, i) or scene.is_class(i, "building") or scene.is_class(i, "weapons")


def _within(scene: Scene, i: int) -> list[int]:
    """The nouns that a word of measure or a mere container holds: "a series of attacks", "a state of emergency"."""
    if not scene.is_class(i, "measure") and not scene.is_class(i, "container"):
        return []
    return [k.i for k in kids(scene.s, i, "nmod") if cases(scene.s, k.i)[:1] == ("of",)]


def _first(
    scene: Scene,
    i: int,
    selectors: tuple[Selector, ...],
    light: int | None,
    taken: set[int],
    *,
    somebody: bool = False,
) -> tuple[int, ...]:
    """What the first selector that finds any word finds; with ``somebody``, one that finds an actor comes first."""
    spare: tuple[int, ...] = ()
    held = select(scene, i, OBJECT, light) if somebody and OBJECT in selectors else ()
    hit = any(_suffers(scene, k) and not scene.is_class(k, "troops") for k in held)
    for selector in selectors:
        found = tuple(k for k in select(scene, i, selector, light) if k not in taken and k != i)
        found = tuple(k for k in found if not no_participant(scene, k))
        if hit and selector.steps[0][0] == "obj" and len(selector.steps) > 1:
            found = tuple(k for k in found if not has_case(scene.s, k, PLACED))  # "outlawed the party in Olm"
        if found and (not somebody or any(is_actor(scene, k) for k in found)):
            return found
        spare = spare or found
    return spare


def _every(
    scene: Scene, i: int, selectors: tuple[Selector, ...], light: int | None, taken: set[int]
) -> tuple[int, ...]:
    """Who all selectors together find: the parties of a two-sided act."""
    found = {k for selector in selectors for k in select(scene, i, selector, light) if k not in taken and k != i}
    return tuple(k for k in sorted(found) if not no_participant(scene, k))


def _swap_possessor(
    scene: Scene, i: int, actor: tuple[int, ...], recipient: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where one word came out on both sides it stays a recipient only."""
    return tuple(a for a in actor if a not in recipient), recipient


def link_nouns(scene: Scene, found: list[Match]) -> list[Match]:
    """Acts told by a noun and a verb together made one: "the attack killed", "killed in an attack", "hit by a strike".

    The verb keeps the event and takes over the noun's doers; the noun's victims join its own, and
    those of further verbs of the same noun ("killed by a strike which targeted"). Only matches of
    one type are joined.
    """
    by_trigger = {m.governor: k for k, m in enumerate(found) if m.light is not None}
    by_trigger |= {m.trigger: k for k, m in enumerate(found)}
    dropped: set[int] = set()
    out = list(found)
    for k, m in enumerate(found):  # "struck by rockets fired from": one act
        t = scene.s.tokens[m.trigger]
        weapon = scene.s.tokens[t.head] if t.deprel == "acl" and scene.is_class(t.head, "munition") else None
        if weapon is not None and weapon.deprel in ("obl:agent", "obl", "nsubj") and weapon.head in by_trigger:
            dropped.update((k,) if _joins(out[by_trigger[weapon.head]], m) else ())
    for k, m in enumerate(found):  # "the arson was a reprisal attack": one act
        same = kid(scene.s, m.trigger, "nsubj") if kid(scene.s, m.trigger, "cop") is not None else None
        host = by_trigger.get(same.i) if same is not None and m.pattern.kind == "noun" else None
        if host is not None and host != k and _joins(out[host], m):
            first = out[host]
            out[host] = replace(first, actor=first.actor or m.actor, recipient=first.recipient or m.recipient)
            dropped.add(k)
    for k, m in enumerate(found):
        if m.pattern.kind != "noun" or k in dropped:
            continue
        hosts = [by_trigger[h] for h in _hosts(scene, m) if h in by_trigger]
        hosts = [h for h in hosts if h != k and h not in dropped and _joins(out[h], m)]
        if not hosts:
            continue
        own = {m.trigger, climb(scene, m.trigger)}
        first, noun = out[hosts[0]], out[k]
        doers = tuple(a for a in first.actor if a not in own) or noun.actor
        victims = [*first.recipient, *noun.recipient, *(r for h in hosts[1:] for r in out[h].recipient)]
        victims = [r for r in dict.fromkeys(victims) if r not in own and r not in doers]
        out[hosts[0]] = replace(first, actor=doers, recipient=tuple(victims))
        dropped.update((k, *hosts[1:]))
    return [m for k, m in enumerate(out) if k not in dropped]


def _joins(host: Match, noun: Match) -> bool:
    return host.pattern.type == noun.pattern.type and not host.pattern.both


def _hosts(scene: Scene, m: Match) -> list[int]:
    """The verbs that tell what the noun's act did: it is their subject, agent, circumstance, or has them as clauses."""
    s = scene.s
    top = climb(scene, m.trigger)
    t = s.tokens[top]
    found = []
    if t.head >= 0 and s.tokens[t.head].upos == "VERB":
        circumstance = t.deprel == "obl" and has_case(s, top, ("in", "by", "during", "with"))
        if circumstance and m.recipient and has_case(s, top, ("during",)):
            circumstance = False  # "came under attack during an assault on": two acts
        if t.deprel in ("nsubj", "obl:agent") or circumstance:
            found.append(t.head)
    found.extend(k.i for k in kids(s, top, "acl:relcl") if k.upos == "VERB" and top in subjects(scene, k.i))
    return found
