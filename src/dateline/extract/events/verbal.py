"""Attacks made in words: "attacked his rival over taxes" accuses, it hits nobody.

Between people of politics, and by campaigns, parties and papers on them, "attack", "assault" and the like
are blows in words unless the sentence tells of force or weapons.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.extract.events.context import FORCE, PageContext
from dateline.extract.events.match import Match
from dateline.extract.events.scene import Scene, has_case

UNTOLD = 1.0  # the share of force of a text too short to tell
ARMED = ("forces", "troops", "strong", "violent", "militants", "weapon")
SPEAKERS = ("campaign", "campaign_money", "media", "politician", "capable", "document")
BUTTS = ("politician", "campaign", "media", "critic", "judiciary")


def in_words(scene: Scene, m: Match, page: PageContext) -> Match:
    """The match as an accusation where it is an attack in words; else as it was. Types that the rules lack stay."""
    if "accuse" not in scene.rules.types or not _is_verbal(scene, m, page):
        return m
    said = replace(m.pattern, type="accuse", name=f"{m.pattern.name} in words", mode=("disapprove",), cameo="111")
    return replace(m, pattern=replace(said, both=False))


def _is_verbal(scene: Scene, m: Match, page: PageContext) -> bool:
    rules = scene.rules
    if m.pattern.type != "assault" or m.pattern.mode or scene.lemma(m.trigger) not in rules.words("attack_word"):
        return False
    if m.pattern.kind == "noun" and any(has_case(scene.s, k, ("of",)) for k in m.recipient):
        return False  # "the assault of a reporter" is no tirade
    others = {t.lemma.lower() for t in scene.s.tokens if t.i != m.trigger}
    if not all(others.isdisjoint(rules.words(x)) for x in ("violent", "weapon", "forces", "militants")):
        return False
    campaign = any(not others.isdisjoint(rules.words(x)) for x in ("campaign", "campaign_money"))
    if not m.recipient or not all(_is_butt(scene, k, campaign=campaign) for k in m.recipient):
        return False
    if not all(_may_speak(scene, k) for k in m.actor):
        return False
    named = all(_is_known(scene, k) for k in (*m.recipient, *m.actor))
    calm = page.violent <= 2 * FORCE or page.violent == UNTOLD
    return campaign or (named and calm) or page.violent <= FORCE


def _is_known(scene: Scene, i: int) -> bool:
    return scene.named.get(i) == "person" or scene.is_class(i, "politician")


def _may_speak(scene: Scene, i: int) -> bool:
    """Whether a doer may attack in words: a person, politician, party, campaign, paper; nobody armed, no state."""
    t = scene.s.tokens[i]
    if scene.is_class(i, "politician"):
        return True
    if any(scene.is_class(i, x) for x in ARMED):
        return False
    kind = scene.named.get(i)
    if kind in ("gpe", "people", "location"):
        return False
    return kind is not None or t.upos in ("PRON", "PROPN") or any(scene.is_class(i, x) for x in SPEAKERS)


def _is_butt(scene: Scene, i: int, *, campaign: bool) -> bool:
    """Whether whom it is made on is a person or politician, of whom more words than blows are told; in a campaign any
    name that is no country's, since the tagger takes surnames for bodies."""
    t = scene.s.tokens[i]
    if any(scene.is_class(i, x) for x in BUTTS):
        return True
    if any(scene.is_class(i, x) for x in ARMED):
        return False
    kind = scene.named.get(i)
    if campaign and kind == "organisation":
        return True
    return kind == "person" or (t.upos == "PROPN" and kind in (None, "work", "product")) or t.upos == "PRON"
