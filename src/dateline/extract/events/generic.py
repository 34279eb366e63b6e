"""What a sentence lays down or describes, and no act: norms, habits, standing gifts, acts without anybody in them.

"No state shall expel a refugee" orders nothing that day, "the agency feeds refugees" and "Arania buys grain
from Bethia" tell what goes on all the time, and "the next attack" is nobody's.
"""

from __future__ import annotations

from dateline.extract.events.match import Match
from dateline.extract.events.scene import Scene
from dateline.records import Token
from dateline.syntax import kids

PRESENT = frozenset({"VBZ", "VBP"})
HEADINGS = frozenset({"headline", "kicker", "standfirst", "subhead", "caption"})
ENDS = frozenset({".", "!", "?", "…", "...", '"', "'", "”", "’", ")", "''"})
FIRST = frozenset({"i", "we"})
LOOSE = frozenset({"we", "you", "they", "people", "one", "it"})
GIVING = frozenset({"AID", "COOPERATE"})


def is_heading(scene: Scene) -> bool:
    """Whether a sentence stands as a heading or is written like one, where the present tense tells what happened."""
    return scene.s.block_kind in HEADINGS or scene.s.tokens[-1].text not in ENDS


def tense(scene: Scene, i: int) -> str:
    """The tag of the word that carries the tense: "VBZ" of "backs", "is opposed"; "perfect"; "progressive"; "MD" …"""
    forms = [k for k in kids(scene.s, i) if k.deprel in ("aux", "aux:pass", "cop") and k.lemma != "to"]
    first = forms[0] if forms else scene.s.tokens[i]
    if first.lemma == "have" and forms:
        return "perfect"
    if first.lemma == "be" and scene.s.tokens[i].xpos == "VBG":
        return "progressive"
    return first.xpos


def is_norm(scene: Scene, m: Match) -> bool:
    """ "No party shall expel": what a law lays down; "we shall strike" announces."""
    s, v = scene.s, m.governor
    while s.tokens[v].deprel == "conj" and not kids(s, v, "aux"):
        v = s.tokens[v].head  # "shall expel or *return*"
    if not any(k.text.lower() == "shall" for k in kids(s, v, "aux")):
        return False
    return not any(k.text.lower() in FIRST for k in kids(s, v, "nsubj"))


def is_standing(scene: Scene, m: Match, name: str, quad: int) -> bool:
    """Gifts, trade and force told in the simple present of a text: what goes on, not what happened.

    Of force only where nobody particular does it: "we lock people up", "workers are exploited".
    """
    t = scene.s.tokens[m.governor]
    if t.upos != "VERB" or is_heading(scene):
        return False
    if name == "AID" and t.deprel == "acl" and t.xpos == "VBN" and scene.is_class(t.i, "sustaining"):
        return True  # "a network funded by the state"
    if tense(scene, t.i) not in PRESENT or t.xpos == "VBG":
        return False
    if any(scene.is_class(k.i, "habitual") for k in kids(scene.s, t.i, "advmod", "advcl")):
        return True  # "news outlets usually call on experts"
    if name in GIVING:
        known = any(k in scene.named for k in m.recipient)  # "sells power to Arania" is between two known sides
        return not known and not any(scene.is_class(k, "troops") for k in m.actor)
    return quad == 4 and all(_is_anybody(scene.s.tokens[k]) for k in m.actor) and not _points_at(scene, m)


def _is_anybody(t: Token) -> bool:
    return t.text.lower() in LOOSE


def _points_at(scene: Scene, m: Match) -> bool:
    """Whether some side of an act is named or told as known: "the protesters are held"."""
    s = scene.s
    for k in m.recipient:
        if k in scene.named or s.tokens[k].upos in ("PROPN", "PRON"):
            return True
        if any(x.lemma.lower() in ("the", "this", "that", "these", "those") for x in kids(s, k, "det")):
            return True
        if any(True for _ in kids(s, k, "nmod:poss", "nummod")):
            return True
    return False


def is_nobodys(m: Match, *, name: str, status: str) -> bool:
    """A blow that did not fall and that nobody strikes at anybody: "waiting for the next attack"."""
    open_ = status in ("hypothetical", "negated")
    return name == "ASSAULT" and m.pattern.kind == "noun" and open_ and not m.actor and not m.recipient


def is_kept_from(name: str, quad: int, status: str, why: str) -> bool:
    """Words and gifts that somebody is kept from, or that something is too bad for: "barred from easing",
    "too rude to support"."""
    mild = quad in (1, 3) or name in GIVING
    return mild and status == "negated" and (why == "too … to" or why.endswith((" from", " from+ing")))
