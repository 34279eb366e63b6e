"""Tellings of a page: every act that a rule sees, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from dateline.extract.events.around import absorbed, instrument_of, near_words, places_of
from dateline.extract.events.bearing import bearing, taken_mode
from dateline.extract.events.context import PageContext, out_of_place, page_context
from dateline.extract.events.grammar import subjects
from dateline.extract.events.match import Match, link_nouns, match_sentence
from dateline.extract.events.roles import complements
from dateline.extract.events.scene import Scene
from dateline.extract.events.verbal import in_words
from dateline.extract.events.worth import is_worth
from dateline.extract.status import status_of
from dateline.lexicon.events import EventRules
from dateline.lexicon.status import StatusWords
from dateline.records import Analysis, Sentence, Status, Telling
from dateline.syntax import ancestors

PROMISES = frozenset({"promise", "pledge", "willing", "ready", "prepared", "commit"})
CHARGES = frozenset({"ACCUSE", "COERCE", "SANCTION"})


def find_tellings(analysis: Analysis, *, rules: EventRules, status: StatusWords) -> tuple[Telling, ...]:
    """The acts told on a page, in reading order; () where none is told.

    One act told by a verb and its noun ("the attack killed") is one telling; the same act told
    in two sentences is two. What is sport, accident or a figure of speech is left out.
    """
    page = page_context(analysis, rules=rules)
    found: list[Telling] = []
    for s in analysis.sentences:
        found.extend(tellings_of(s, rules=rules, status=status, page=page))
    return tuple(found)


def tellings_of(
    s: Sentence,
    *,
    rules: EventRules,
    status: StatusWords,
    page: PageContext | None,
    known: frozenset[int] = frozenset(),
) -> list[Telling]:
    """The acts told in one sentence; ``page`` None keeps what the page's subject would rule out.

    ``known`` are tokens that are actors whatever their words.
    """
    scene = Scene(s, rules, known)
    matches = match_sentence(scene)
    if not matches:
        return []
    if page is not None:
        matches = [in_words(scene, m, page) for m in matches]
        matches = [m for m in matches if not out_of_place(scene, m, page)]
    matches = [m for m in link_nouns(scene, matches) if m.actor or m.recipient or _tells_alone(scene, m)]
    matches, modes = _take_in(scene, matches)
    made: list[Telling] = []
    for m in matches:
        made.extend(_telling(scene, m, modes.get(m.trigger, ()), status, weighed=page is not None))
    return made


def _tells_alone(scene: Scene, m: Match) -> bool:
    """Whether an act counts with nobody named: "a deadly bombing", not "a meeting"."""
    return scene.rules.types[m.pattern.type].quad in (2, 4)


def _take_in(scene: Scene, matches: list[Match]) -> tuple[list[Match], dict[int, tuple[str, ...]]]:
    """Drop what stands in the complement of a promise, demand, threat or refusal, and keep what it adds.

    From the outermost in: a match that is itself taken in takes nothing in.
    """
    gone: set[int] = set()
    kept: dict[int, Match] = {m.trigger: m for m in matches}
    for m in matches:  # "arrested for collaborating": the charge is part of the arrest
        if scene.rules.types[m.pattern.type].plover in CHARGES and not m.pattern.over and m.pattern.kind == "verb":
            below = {k for k in complements(scene, m.trigger) if scene.s.tokens[k].deprel == "advcl"}
            gone.update(x.trigger for x in matches if x.trigger in below and scene.rules.types[x.pattern.type].quad < 4)
    for m in matches:  # a protest's demand is part of the protest
        part = scene.rules.types[m.pattern.type].includes
        if part:
            for x in matches:
                if x.pattern.type in part and _serves(scene, x, m):
                    gone.add(x.trigger)
                    if x.pattern.over:
                        below = absorbed(scene, x)
                        gone.update(y.trigger for y in matches if y.trigger in below)
                    whom = tuple(r for r in x.recipient if r not in m.actor)
                    if whom and not kept[m.trigger].recipient:
                        kept[m.trigger] = replace(kept[m.trigger], recipient=whom)
    modes: dict[int, tuple[str, ...]] = {}
    for m in sorted((m for m in matches if m.pattern.over), key=lambda m: len(ancestors(scene.s, m.governor))):
        if m.trigger in gone:
            continue
        within = absorbed(scene, m)
        inner = [x for x in matches if x.trigger != m.trigger and (x.trigger in within or x.governor in within)]
        gone.update(x.trigger for x in inner)
        if not inner:
            continue
        nearest = min(inner, key=lambda x: (len(ancestors(scene.s, x.governor)), x.trigger))
        if not m.pattern.mode:
            modes[m.trigger] = taken_mode(scene.rules, m.pattern.type, nearest)
        host = kept[m.trigger]
        if m.pattern.lemma in PROMISES and _is_hostile(scene, nearest):
            host = replace(host, pattern=replace(m.pattern, type="threaten"))  # "promised more attacks"
            modes[m.trigger] = taken_mode(scene.rules, "threaten", nearest)
            kept[m.trigger] = host
        others = tuple(r for r in nearest.recipient if r not in host.actor)
        others = others or tuple(r for r in nearest.actor if r not in host.actor)
        loose = all(r in within for r in host.recipient)
        if others and (not host.recipient or (loose and host.recipient[0] in {x.trigger for x in inner})):
            kept[m.trigger] = replace(host, recipient=others)
    return [kept[m.trigger] for m in matches if m.trigger not in gone], modes


def _is_hostile(scene: Scene, m: Match) -> bool:
    """Whether what is promised is a blow or a veto: a threat."""
    kind = scene.rules.types[m.pattern.type]
    return kind.quad == 4 or (kind.plover == "REJECT" and m.pattern.kind == "noun")


def _serves(scene: Scene, inner: Match, outer: Match) -> bool:
    """Whether an act is told as another's purpose or manner: "marched to demand", "a rally calling for"."""
    t = scene.s.tokens[inner.governor]
    return t.deprel in ("xcomp", "advcl", "acl", "acl:relcl") and t.head in (outer.trigger, outer.light, outer.governor)


def _telling(scene: Scene, m: Match, taken: tuple[str, ...], words: StatusWords, *, weighed: bool) -> list[Telling]:
    s, rules = scene.s, scene.rules
    came = bearing(scene, m, status_of_match(s, m, words))
    if weighed and not is_worth(scene, m, came):
        return []
    kind = rules.types[came.type]
    actor, recipient = m.actor, m.recipient
    if m.pattern.both and came.note == "will not":  # "would not meet them": one side refuses
        actor = tuple(k for k in subjects(scene, m.governor) if k in m.actor) or m.actor
        recipient = tuple(k for k in m.actor if k not in actor) or m.recipient
    mode = came.mode or taken
    near: set[str] | None = None
    if not mode and kind.modes:
        near = near_words(s, m.trigger, m.light)
        mode = tuple(x.id for x in kind.modes.values() if x.words & near)[:2]
    mode = tuple(x for x in mode if x in kind.modes)
    scores = [kind.modes[x].score for x in mode]
    cameo = (m.pattern.cameo if came.type == m.pattern.type else None) or next(
        (c for x in mode if (c := kind.modes[x].cameo)), kind.cameo
    )
    sure = m.pattern.weight + (0.1 if m.actor else -0.1) + (0.1 if m.recipient or m.pattern.both else 0.0)
    first = Telling(
        sentence=s.index,
        trigger=m.trigger,
        kind="noun" if m.pattern.kind == "noun" else "verb",
        type=kind.plover or kind.id,
        status=came.status,
        rule=m.pattern.rule + (f" ({came.note})" if came.note else ""),
        actor=actor,
        recipient=recipient,
        place=places_of(scene, m.trigger, m.light),
        instrument=instrument_of(scene, m.trigger),
        mode=mode,
        context=m.pattern.context or _contexts(scene),
        cameo=cameo,
        quad=kind.quad,
        score=next((x for x in scores if x is not None), kind.score),
        confidence=round(max(0.1, min(0.95, sure)), 2),
    )
    return [first, *(_beside(first, extra, rules) for extra in m.pattern.also)]


def _beside(first: Telling, extra: str, rules: EventRules) -> Telling:
    """The second event that an act is: a conviction with prison is an arrest too. ``extra`` is a type and its mode."""
    type_id, _, mode = extra.partition(" ")
    kind = rules.types[type_id]
    found = kind.modes.get(mode)
    return replace(
        first,
        type=kind.plover or kind.id,
        mode=(mode,) if found else (),
        quad=kind.quad,
        score=found.score if found and found.score is not None else kind.score,
        cameo=(found.cameo if found else None) or kind.cameo,
        confidence=round(first.confidence - 0.1, 2),
    )


def _contexts(scene: Scene) -> tuple[str, ...]:
    """What the sentence is about, three at most, in the order of the table."""
    lemmas = {t.lemma.lower() for t in scene.s.tokens}
    found = (name for name, words in scene.rules.contexts.items() if not words.isdisjoint(lemmas))
    return tuple(islice(found, 3))


def status_of_match(s: Sentence, m: Match, words: StatusWords) -> Status:
    """The trigger's status; what its light verb says of it counts where the noun itself says nothing."""
    own = status_of(s, m.trigger, words=words)
    if m.light is None or own.status != "actual":
        return own
    return status_of(s, m.light, words=words)
