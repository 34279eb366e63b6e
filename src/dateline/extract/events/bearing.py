"""What a match comes to, seen with what stands above it: type and mode by status, after the PLOVER manual.

A cooperative act told in the future is AGREE, a future retreat CONCEDE; a hostile act that its
doer announces is THREATEN; a cooperative act that its doer will not do is REJECT. What another
foretells keeps its type with that status.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.events.grammar import grammatical_subject
from dateline.extract.events.match import Match
from dateline.extract.events.scene import Scene
from dateline.lexicon.events import EventRules, EventType
from dateline.records import Status
from dateline.syntax import is_negated, kid, kids

FUTURE = frozenset({"will", "wo", "'ll", "shall"})
BACKSHIFTED = frozenset({"would", "'d"})
HEDGES = frozenset({"may", "might", "could", "can", "must", "should"})


@dataclass(frozen=True, slots=True)
class Bearing:
    """Type, mode and status of a telling, and the rule's name with what changed it."""

    type: str
    mode: tuple[str, ...]
    status: Status
    note: str = ""


def bearing(scene: Scene, m: Match, status: Status) -> Bearing:
    """The type that a match comes to. Types that the rules lack leave it as it is."""
    rules = scene.rules
    kind = rules.types[m.pattern.type]
    plain = Bearing(kind.id, m.pattern.mode, status)
    if m.pattern.status is not None:
        plain = Bearing(kind.id, m.pattern.mode, Status(m.pattern.status, "the rule"))
    if m.pattern.kind == "adj" and kind.quad == 1 and status.why in BACKSHIFTED and status.status == "hypothetical":
        return Bearing(kind.id, m.pattern.mode, Status("actual", "would be willing"))  # who would be ready offers it
    told = "" if m.pattern.over else _announced(scene, m, kind.quad in (1, 2))
    if not told:
        return plain
    name = kind.plover or kind.id.upper()
    negated = status.status == "negated"
    if negated:
        if kind.quad in (1, 2) and "reject" in rules.types:
            return Bearing(
                "reject", _taken(rules, "reject", kind, m.pattern.mode), Status("actual", "will not"), "will not"
            )
        return plain
    if name in ("RETREAT", "CONCEDE") and "concede" in rules.types:
        return Bearing("concede", (), Status("actual", told), told)
    if name in ("CONSULT", "COOPERATE", "AID", "SUPPORT") and "agree" in rules.types:
        return Bearing("agree", (), Status("actual", told), told)
    if kind.quad == 4 and m.actor and "threaten" in rules.types:
        return Bearing("threaten", _taken(rules, "threaten", kind, m.pattern.mode), Status("actual", told), told)
    return plain


def _taken(rules: EventRules, over: str, kind: EventType, mode: tuple[str, ...]) -> tuple[str, ...]:
    """The mode that an act gives to the threat, demand or refusal of it."""
    table = rules.types[over].takes
    for key in (*(f"{kind.plover} {m}" for m in mode), kind.plover or kind.id):
        if key in table:
            return (table[key],)
    return ()


def taken_mode(rules: EventRules, over: str, inner: Match) -> tuple[str, ...]:
    """As ``bearing`` does for announced acts, for the act in a complement ("demanded the release")."""
    return _taken(rules, over, rules.types[inner.pattern.type], inner.pattern.mode)


def _announced(scene: Scene, m: Match, by_anyone: bool) -> str:
    """How the doer or the outlet itself says that the act will be: "announced", "decided" or, where not, "".

    ``by_anyone``: whoever says so ("X will", "X said it would").
    """
    s = scene.s
    v = m.governor
    if s.tokens[v].upos not in ("VERB", "AUX"):
        return ""
    up = v
    for _ in range(4):  # "will begin to withdraw", "will meet and sign"
        modals = {k.text.lower() for k in kids(s, up, "aux")}
        if modals & (FUTURE | BACKSHIFTED):
            break
        if any(
            k.text.lower() not in ("to", "is", "are", "was", "were", "be", "been", "being") for k in kids(s, up, "aux")
        ):
            return ""
        t = s.tokens[up]
        if t.deprel == "xcomp" and t.head >= 0 and s.tokens[t.head].text.lower() == "going":  # "is going to cut"
            up, modals = t.head, {"will"}
            break
        if t.deprel == "xcomp" and t.head >= 0 and scene.is_class(t.head, "intend"):
            hedged = any(k.text.lower() in HEDGES for k in kids(s, t.head, "aux"))
            return "" if hedged else "decided" if scene.is_class(t.head, "decide") else "announced"
        if t.deprel not in ("conj", "xcomp") or t.head < 0 or s.tokens[t.head].upos not in ("VERB", "AUX"):
            return ""
        if t.deprel == "xcomp" and not scene.is_class(t.head, "phase"):
            return ""
        up = t.head
    else:
        return ""
    if kid(s, up, "mark") is not None and any(
        k.lemma in ("if", "unless", "whether", "when") for k in kids(s, up, "mark")
    ):
        return ""
    told = _teller(scene, up)
    if by_anyone and modals & BACKSHIFTED and told is None:
        return "announced" if is_negated(s, v) else ""  # "would not meet them"
    if by_anyone:
        return "announced" if modals & FUTURE or told is not None else ""
    if modals & FUTURE:
        above = s.tokens[up]
        if told is None and above.deprel == "ccomp" and scene.is_class(above.head, "foresee"):
            return ""  # "they fear that the army will": foretold, not announced
        return "announced" if told is None or _same(scene, told, up) else ""
    return "announced" if told is not None and _same(scene, told, up) else ""


def _teller(scene: Scene, v: int) -> int | None:
    """The verb of saying that a clause hangs from; None for the outlet's own word."""
    s = scene.s
    t = s.tokens[v]
    while t.deprel == "conj" and t.head >= 0:
        t = s.tokens[t.head]
    if t.deprel == "ccomp" and t.head >= 0 and scene.is_class(t.head, "saying"):
        return t.head
    for k in kids(s, t.i, "parataxis", "ccomp"):
        if scene.is_class(k.i, "saying") and k.i > t.i:
            return k.i
    return None


def _same(scene: Scene, saying: int, v: int) -> bool:
    """Whether who says it is who will do it: a pronoun, the same name, or a shared country or group."""
    speaker, doer = grammatical_subject(scene, saying), grammatical_subject(scene, v)
    if speaker is None or doer is None:
        return doer is not None
    s = scene.s
    if s.tokens[doer].lemma.lower() in ("it", "they", "he", "she", "we", "i") or s.tokens[doer].text.lower() in (
        "we",
        "i",
    ):
        return True
    if any(k.text.lower() in ("its", "their") for k in kids(s, speaker, "nmod:poss")):
        return True  # "X will, its minister said"
    return bool(_names(scene, speaker) & _names(scene, doer)) or scene.is_class(speaker, "spokesman")


def _names(scene: Scene, i: int) -> set[str]:
    s = scene.s
    near = [i, *(k.i for k in kids(s, i, "compound", "amod", "nmod", "nmod:poss", "appos"))]
    return {s.tokens[k].lemma.lower()[:5] for k in near if s.tokens[k].upos in ("PROPN", "ADJ", "NOUN")}
