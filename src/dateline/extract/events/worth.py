"""What is told and yet is no event: stances, generalities, voters' choices, words that were never said.

A pattern holds wherever its words do. What stands here is true of all of them: a verb in the
simple present tells what somebody stands for, a relative clause in the present describes a
class, and a verbal act counts when it was done, seldom when it is only imagined. Deeds are kept
where words are not: "could attack" warns, "could praise" tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.events.bearing import Bearing
from dateline.extract.events.generic import (
    GIVING,
    PRESENT,
    is_heading,
    is_kept_from,
    is_nobodys,
    is_norm,
    is_standing,
    tense,
)
from dateline.extract.events.match import Match
from dateline.extract.events.scene import Scene
from dateline.records import Token
from dateline.syntax import cases, kid, kids

WORDS = frozenset({1, 3})  # the quads of verbal acts
ALIGNED = frozenset({"SUPPORT", "AGREE", "REJECT", "CONCEDE", "CONSULT", "COOPERATE", "AID"})
SPOKEN = frozenset({"i", "we", "you", "us", "me"})
ANYBODY = frozenset({"you", "anyone", "everyone", "anybody", "everybody", "one", "nobody", "someone", "somebody"})
DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})
# "A dedication to helping", "the cost of defending", "uncertain about supporting": an idea of the act.
IDEA_MARKS = frozenset({"of", "to", "for", "about", "at", "without", "than", "like", "against"})
OPEN_MARKS = frozenset({"if", "when", "whenever", "unless", "because"})
FORESEEN = frozenset({"certain to", "likely to", "set to", "poised to", "bound to", "about to"})
CONSENT = frozenset({"agree", "accept", "consent", "agreement", "deal", "acquiesce", "assent", "accede"})
DUTIES = frozenset({"must", "should", "ought", "need to", "have to"})
# Yieldings that matter while they are only thought of.
WEIGHTY = frozenset({"withdraw", "release", "disarm", "ceasefire", "resign", "access"})


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
    if kind.plover is None:
        return True  # a type of the user's own means what its author says
    case = _Case(scene, m, came, kind.plover, kind.quad)
    if is_norm(scene, m) or is_standing(scene, m, case.name, case.quad):
        return False
    if is_nobodys(m, name=case.name, status=case.status):
        return False
    if is_kept_from(case.name, case.quad, case.status, came.status.why):
        return False
    return not any(test(case) for test in TESTS)


def _is_stance(c: _Case) -> bool:
    """ "Those who support reforms", "is opposed by most": where somebody stands, told in the present."""
    if not c.scene.is_class(c.m.trigger, "stance") or c.scene.s.tokens[c.m.trigger].upos not in ("VERB", "ADJ"):
        return False
    return tense(c.scene, c.m.trigger) in PRESENT and not is_heading(c.scene)


def _is_general(c: _Case) -> bool:
    """A class described, or an idea of an act: "people who attack families", "the cost of defending them"."""
    s, t = c.scene.s, c.scene.s.tokens[c.m.governor]
    if t.upos not in ("VERB", "AUX"):
        return False
    while t.deprel == "conj" and s.tokens[t.head].upos == "VERB" and kid(s, t.i, "nsubj", "nsubj:pass", "aux") is None:
        t = s.tokens[t.head]  # "a plan for admitting and *resettling* them", "people who lie and *attack* us"
    told = tense(c.scene, t.i)
    head = s.tokens[t.head] if t.head >= 0 else None
    if head is not None and t.deprel == "acl:relcl" and told in PRESENT:
        stands = c.name in GIVING and head.upos == "NOUN" and t.xpos in PRESENT  # "the agency that feeds refugees"
        if stands or not _is_definite(c.scene, head):
            return True
    if head is not None and t.deprel == "acl" and head.lemma.lower() in ("people", "those", "anyone", "person"):
        return t.xpos == "VBN" and not c.m.actor
    if c.quad == 4:
        return False
    if head is not None and t.deprel == "acl" and t.xpos == "VBG" and head.xpos in ("NNS", "NNPS"):
        own = head.i in c.m.actor or not c.m.actor
        return own and not _is_definite(c.scene, head) and c.scene.named.get(head.i) in (None, "people")
    if t.xpos == "VBG" and t.deprel == "acl" and any(k.lemma == "in" for k in kids(s, t.i, "mark")):
        return True  # "the part that we have in upholding it"
    if t.xpos == "VBG" and t.deprel in ("acl", "advcl", "ccomp"):
        return any(k.lemma.lower() in IDEA_MARKS and k.i < t.i for k in kids(s, t.i, "mark", "case"))
    if t.deprel == "advcl" and told in PRESENT:
        return any(k.lemma.lower() in OPEN_MARKS for k in kids(s, t.i, "mark", "advmod"))
    return False


def _is_definite(scene: Scene, t: Token) -> bool:
    if t.upos == "PROPN" or scene.named.get(t.i):
        return True
    told = any(k.text.lower() in DEFINITE for k in kids(scene.s, t.i, "det", "nmod:poss"))
    return told and t.xpos not in ("NNS", "NNPS")


def _is_private(c: _Case) -> bool:
    """Voters, viewers and the like who are for or against; "you" and "anyone" as doers; a meeting of nobody known."""
    s = c.scene.s
    doers = [s.tokens[k] for k in c.m.actor]
    told = [s.tokens[k].text.lower() for k in c.m.recipient]
    if c.quad in WORDS and told and all(x == "you" for x in told):
        return True
    if c.name == "CONSULT" and (doers or told):
        parties = [*c.m.actor, *c.m.recipient]
        return not any(_is_somebody(c.scene, k) or s.tokens[k].upos == "PRON" for k in parties) or any(
            c.scene.is_class(k, "private") and c.scene.named.get(k) is None for k in parties
        )
    if not doers:
        return False
    decided = any(t.lemma.lower() == "referendum" for t in s.tokens)
    if c.name in ALIGNED and not decided and all(_is_crowd(c.scene, t) for t in doers):
        return True
    return c.quad in WORDS and all(t.text.lower() in ANYBODY for t in doers)


def _is_crowd(scene: Scene, t: Token) -> bool:
    return (scene.is_class(t.i, "electorate") and scene.named.get(t.i) is None) or t.upos == "NUM"


def _is_imagined(c: _Case) -> bool:
    """Verbal acts, and gifts, that were not made; the few that matter unmade are kept."""
    if c.status == "actual" or c.m.pattern.status is not None:
        return False
    spoken = any(c.scene.s.tokens[k].text.lower() in SPOKEN for k in c.m.actor)
    named = not spoken and any(_is_somebody(c.scene, k) for k in c.m.actor)
    if c.came.status.why == "imperative":
        return True
    if c.status == "future":
        return c.quad in WORDS and not named
    if c.name == "CONSULT":
        met = c.scene.is_class(c.m.trigger, "meeting_word")
        return not met or (len(c.m.actor) + len(c.m.recipient) < 2 and not named)
    if c.status == "negated" and c.name == "AGREE" and c.scene.lemma(c.m.trigger) not in CONSENT:
        return True  # "did not unveil a plan": no agreement came to nothing there
    if c.status == "negated":
        modal = any(k.xpos == "MD" for k in kids(c.scene.s, c.m.governor, "aux"))
        return (c.quad in WORDS or c.name in GIVING) and (modal or not named)
    if c.quad in WORDS:
        near = "investigate" in c.came.mode or c.came.status.why in FORESEEN
        return not (near and named)
    if c.name in GIVING:
        return not (named and c.m.recipient) or any(c.scene.named.get(k) == "person" for k in c.m.actor)
    if not c.m.actor and c.came.status.why in DUTIES:
        return True  # "must be defeated": what somebody holds right
    return c.name == "RETREAT" and not (WEIGHTY & set(c.came.mode))


def _is_somebody(scene: Scene, i: int) -> bool:
    """Whether a word names a person, body or country, or an office; not a pronoun or a crowd."""
    if scene.s.tokens[i].upos == "PRON" or scene.is_class(i, "electorate"):
        return False
    kind = scene.named.get(i)
    if i in scene.known or kind in ("person", "organisation", "gpe", "people") or scene.s.tokens[i].upos == "PROPN":
        return True
    return any(scene.is_class(i, x) for x in ("officials", "forces", "troops", "nation", "public", "capable"))


def _lacks_party(c: _Case) -> bool:
    """Verbal and giving acts that name nobody who does them."""
    if c.m.actor or c.name not in ALIGNED:
        return False
    return not any(_is_somebody(c.scene, k) for k in c.m.recipient)


def _is_campaign(c: _Case) -> bool:
    """Battles and attacks between politicians, money for candidates: a contest of words and votes.

    Where the sentence tells of a campaign and of no violence, and nobody in it is armed.
    """
    s, scene = c.scene.s, c.scene
    around = {t.lemma.lower() for t in s.tokens if t.i != c.m.trigger}
    if c.name == "AID":
        return not around.isdisjoint(scene.rules.words("campaign_money"))
    if c.name != "ASSAULT" or c.m.pattern.type != "assault":
        return False
    if scene.lemma(c.m.trigger) not in scene.rules.words("wordy"):
        return False
    parties = [*c.m.actor, *c.m.recipient]
    if not all(_is_politic(scene, k) for k in parties):
        return False
    if not parties and around.isdisjoint(scene.rules.words("campaign_money")):
        return False  # "super PACs seized on it, with attacks that helped them win"
    return all(around.isdisjoint(scene.rules.words(x)) for x in ("violent", "weapon", "forces", "militants"))


def _is_politic(scene: Scene, i: int) -> bool:
    """Whether a party is a person, politician or political party, of whom more words than blows are told."""
    t = scene.s.tokens[i]
    if any(scene.is_class(i, x) for x in ("forces", "troops", "strong", "violent")):
        return scene.is_class(i, "politician")
    kind = scene.named.get(i)
    if t.upos == "PROPN" and kind in (None, "work", "product"):
        return True
    return kind == "person" or t.upos == "PRON" or scene.is_class(i, "politician") or scene.is_class(i, "campaign")


def _is_faint(c: _Case) -> bool:
    """Words of a pronoun or of people in ordinary parts, to nobody: "they raised concerns", "the pilot asked"."""
    if (
        c.name not in ("ACCUSE", "REQUEST", "SUPPORT")
        or c.m.pattern.over
        or c.m.pattern.both
        or c.m.recipient
        or not c.m.actor
    ):
        return False
    return not any(_is_somebody(c.scene, k) for k in c.m.actor)


def _is_restated(c: _Case) -> bool:
    """ "Dismissed it as a sham", "agreed with the analysis", and "told" whose order stands before it: no such acts."""
    s, t = c.scene.s, c.scene.s.tokens[c.m.trigger]
    lemma = c.scene.lemma(t.i)
    if c.name == "REJECT" and lemma == "dismiss":
        asked = kids(s, t.i, "obj", "nsubj:pass")
        if any(c.scene.is_class(k.i, x) for k in asked for x in ("proposal", "pressure")):
            return False  # "dismissed the calls as a stunt"
        return any(x.text.lower() == "as" and 0 < x.i - t.i <= 8 for x in s.tokens)
    if c.name == "REQUEST" and lemma == "tell":
        return not any(k.i > t.i and k.xpos != "VBG" for k in kids(s, t.i, "xcomp", "ccomp", "advcl", "parataxis"))
    # "struck it down", "shelled out", "battling it out": with its particle another verb
    apart = c.m.pattern.particle is None and c.name == "ASSAULT" and c.scene.is_class(t.i, "wordy")
    apart = apart or (c.m.pattern.particle is None and c.name == "ACCUSE" and lemma in ("blast", "slam", "bash", "rap"))
    return apart and any(k.lemma.lower() in ("down", "out", "off") for k in kids(s, t.i, "compound:prt"))


def _wants_itself(c: _Case) -> bool:
    """ "Wants to help", "needs to sign": a wish of one's own asks nobody for anything."""
    if c.name != "REQUEST" or not c.scene.is_class(c.m.trigger, "wishing"):
        return False
    return not [k for k in c.m.recipient if k not in c.m.actor]


def _is_topic(c: _Case) -> bool:
    """A war that only a book, talk or lesson is about, by its name alone: "a reading about the Civil War"."""
    named = c.scene.named.get(c.m.trigger) == "event" and c.m.pattern.kind == "noun"
    return named and not c.m.actor and not c.m.recipient and cases(c.scene.s, c.m.trigger) == ("about",)


TESTS = (
    _is_topic,
    _is_stance,
    _is_general,
    _is_private,
    _is_imagined,
    _lacks_party,
    _is_campaign,
    _is_faint,
    _is_restated,
    _wants_itself,
)
