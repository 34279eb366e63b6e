"""What is told and yet is no event: stances, generalities, voters' choices, words that were never said.

A pattern holds wherever its words do. What stands here is true of all of them: a verb in the
simple present tells what somebody stands for, a relative clause in the present describes a
class, and a verbal act counts when it was done, seldom when it is only imagined. Deeds are kept
where words are not: "could attack" warns, "could praise" tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.events.bearing import Bearing
from dateline.extract.events.match import Match
from dateline.extract.events.scene import Scene
from dateline.syntax import cases, kid, kids

WORDS = frozenset({1, 3})  # the quads of verbal acts
GIVING = frozenset({"AID", "COOPERATE"})
ALIGNED = frozenset({"SUPPORT", "AGREE", "REJECT", "CONCEDE", "CONSULT", "COOPERATE", "AID"})
SPOKEN = frozenset({"i", "we", "you", "us", "me"})
HEADINGS = frozenset({"headline", "kicker", "standfirst", "subhead", "caption"})
PRESENT = frozenset({"VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class _Case:
    """One match as it came out, with its type's name and quad."""

    scene: Scene
    m: Match
    came: Bearing
    name: str
    quad: int

    @property
    def status(self) -> str:
        return self.came.status.status


def is_worth(scene: Scene, m: Match, came: Bearing) -> bool:
    """Whether a match tells an event, seen with who takes part, its tense and whether it happened."""
    kind = scene.rules.types[came.type]
    case = _Case(scene, m, came, kind.plover or kind.id, kind.quad)
    if kind.plover is None:
        return True  # a type of the user's own means what its author says
    return not (_is_stance(case) or _is_general(case) or _is_private(case) or _is_imagined(case) or _lacks_party(case))


def _is_heading(scene: Scene) -> bool:
    return scene.s.block_kind in HEADINGS or scene.s.tokens[-1].text not in (
        *".!?…\"'”’)",
        "...",
        "''",
    )


def _tense(scene: Scene, i: int) -> str:
    """The tag of the word that carries the tense: "VBZ" of "backs", "is opposed"; "MD", "VBD" …; "" for none."""
    forms = [k for k in kids(scene.s, i) if k.deprel in ("aux", "aux:pass", "cop") and k.lemma != "to"]
    first = forms[0] if forms else scene.s.tokens[i]
    if first.lemma == "have" and len(forms) > 0:
        return "perfect"
    if first.lemma == "be" and scene.s.tokens[i].xpos == "VBG":
        return "progressive"
    if first.lemma == "do":
        return first.xpos
    return first.xpos


def _is_stance(c: _Case) -> bool:
    """ "Those who support reforms", "is opposed by most": where somebody stands, told in the present."""
    if not c.scene.is_class(c.m.trigger, "stance") or c.scene.s.tokens[c.m.trigger].upos not in ("VERB", "ADJ"):
        return False
    return _tense(c.scene, c.m.trigger) in PRESENT and not _is_heading(c.scene)


def _is_general(c: _Case) -> bool:
    """A class described, no act told: "people who attack families", "anyone convicted", "a duty of helping"."""
    s, t = c.scene.s, c.scene.s.tokens[c.m.governor]
    if t.upos not in ("VERB", "AUX"):
        return False
    tense = _tense(c.scene, t.i)
    if t.deprel == "acl:relcl" and tense in PRESENT and t.head >= 0 and not _is_definite(c.scene, t.head):
        return True
    if (
        t.deprel == "acl"
        and t.head >= 0
        and t.xpos == "VBN"
        and s.tokens[t.head].lemma.lower() in ("people", "those", "anyone", "person", "someone")
    ):
        return not c.m.actor
    marked = any(k.lemma in ("of", "to", "for", "by", "in") and k.i < t.i for k in kids(s, t.i, "mark", "case"))
    if t.xpos == "VBG" and marked and t.deprel == "acl" and c.quad != 4:
        return True
    if t.deprel == "advcl" and tense in PRESENT and c.quad != 4:
        return any(k.lemma in ("if", "when", "whenever", "unless", "because") for k in kids(s, t.i, "mark", "advmod"))
    return False


def _is_definite(scene: Scene, i: int) -> bool:
    if scene.s.tokens[i].upos == "PROPN" or scene.named.get(i):
        return True
    return any(
        k.text.lower() in ("the", "this", "that", "its", "his", "her", "their")
        for k in kids(scene.s, i, "det", "nmod:poss")
    ) and (scene.s.tokens[i].xpos not in ("NNS", "NNPS"))


def _is_private(c: _Case) -> bool:
    """Voters, viewers and the like who are for or against; "you" and "anyone" as doers."""
    s = c.scene.s
    doers = [s.tokens[k] for k in c.m.actor]
    if not doers:
        return False
    if c.name in ALIGNED and all(_is_crowd(c.scene, t.i) for t in doers):
        return True
    if c.quad in WORDS and all(
        t.text.lower()
        in ("you", "anyone", "everyone", "anybody", "everybody", "one", "nobody", "someone", "somebody", "who")
        and (t.text.lower() != "who" or t.deprel != "nsubj")
        for t in doers
    ):
        return True
    told = [s.tokens[k].text.lower() for k in c.m.recipient]
    return c.quad in WORDS and bool(told) and all(x == "you" for x in told)


def _is_crowd(scene: Scene, i: int) -> bool:
    if scene.is_class(i, "electorate") and scene.named.get(i) is None:
        return True
    return scene.s.tokens[i].upos == "NUM"


def _is_imagined(c: _Case) -> bool:
    """Verbal acts, and gifts, that were not made; the few that matter unmade are kept."""
    if c.status == "actual" or c.m.pattern.status is not None:
        return False
    s = c.scene.s
    spoken = any(s.tokens[k].text.lower() in SPOKEN for k in c.m.actor)
    named = bool(c.m.actor) and not spoken and any(_is_somebody(c.scene, k) for k in c.m.actor)
    if c.status == "future":
        return c.quad in WORDS and not named
    if c.name == "CONSULT":
        return len(c.m.actor) + len(c.m.recipient) < 2 and not named
    if c.status == "negated":
        modal = any(k.xpos == "MD" for k in kids(s, c.m.governor, "aux"))
        return (c.quad in WORDS or c.name in GIVING) and (modal or not named)
    if c.quad in WORDS:
        return not ("investigate" in c.came.mode and named)
    if c.name in GIVING:
        return not (named and c.m.recipient)
    return False


def _is_somebody(scene: Scene, i: int) -> bool:
    """Whether a word names a person, body or country, or an office; not a pronoun or a crowd."""
    if scene.s.tokens[i].upos == "PRON" or scene.is_class(i, "electorate"):
        return False
    kind = scene.named.get(i)
    if kind in ("person", "organisation", "gpe", "people"):
        return True
    return any(scene.is_class(i, x) for x in ("officials", "forces", "troops", "nation", "public"))


def _lacks_party(c: _Case) -> bool:
    """Verbal and giving acts that name nobody who does them."""
    if c.m.actor or c.name in ("ACCUSE", "REQUEST"):
        return False
    return c.name in ("SUPPORT", "AGREE", "CONSULT", "COOPERATE", "AID", "REJECT", "CONCEDE") and not any(
        _is_somebody(c.scene, k) for k in c.m.recipient
    )
