"""What is no event: sport, show, business, accidents and crime without politics.

Seen by the words beside the trigger and by what the page is about. A page's subject is told by
the share of its sentences that hold a word of each of the classes ``page_*`` (``objects.toml``).
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.events.match import Match
from dateline.extract.events.scene import Scene, has_case
from dateline.lexicon.events import EventRules
from dateline.records import Analysis
from dateline.syntax import kids

BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
ORDINARY = ("sport", "show", "trade", "accident", "crime")
# Calibrated on local news and on pages about sport, crashes and elections: below a quarter of its
# sentences with a word of public affairs a page is seldom about them.
AFFAIRS = 0.25
MANY = 0.3
SHORT = 6  # sentences; of fewer the shares tell little
FORCE = 0.25  # share of a page's sentences with a word of violence from which on an attack is one of arms


@dataclass(frozen=True, slots=True)
class PageContext:
    """Shares of a page's sentences, 0 to 1, that hold a word of public affairs or of each ordinary subject."""

    affairs: float
    sport: float
    show: float
    trade: float
    accident: float
    crime: float
    violent: float

    @property
    def ordinary(self) -> float:
        """The largest share of a subject that makes no events."""
        return max(self.sport, self.show, self.trade, self.accident, self.crime)


def page_context(analysis: Analysis, *, rules: EventRules) -> PageContext:
    """The shares of a page; all 0.0 for an empty one. One pass over its words."""
    told = [s for s in analysis.sentences if s.block_kind != "dateline"]
    lists = [rules.words("page_affairs"), *(rules.words(f"page_{name}") for name in ORDINARY), rules.words("violent")]
    hits = [0] * len(lists)
    for s in told:
        lemmas = {t.lemma.lower() for t in s.tokens}
        for k, words in enumerate(lists):
            hits[k] += not lemmas.isdisjoint(words)
    n = max(1, len(told))
    if n < SHORT and (hits[0] or not _plain_crime(analysis, rules)):  # too little to tell crime from war
        sport, show, trade = (h / n if n >= 3 else 0.0 for h in hits[1:4])
        return PageContext(max(AFFAIRS, hits[0] / n), sport, show, trade, 0.0, 0.0, 1.0)
    return PageContext(*(h / n for h in hits))


def _plain_crime(analysis: Analysis, rules: EventRules) -> bool:
    """Whether a short text holds two different words of crime or accident."""
    lemmas = {t.lemma.lower() for s in analysis.sentences for t in s.tokens}
    return len(lemmas & (rules.words("page_crime") | rules.words("page_accident"))) >= 2


def out_of_place(scene: Scene, m: Match, page: PageContext) -> bool:
    """Whether a match is likelier of ordinary life than of public affairs."""
    rules = scene.rules
    if _only_words(scene, m, page):
        return True
    around = _around(scene, m)
    strong = not rules.words("strong").isdisjoint(around)
    if page.sport > MANY and page.sport > page.affairs:
        return not strong
    if m.pattern.type == "assault" and page.accident > MANY and _accident(scene):
        return True
    if "investigate" in m.pattern.mode and page.accident > MANY and not strong:
        return True  # who looks into a crash accuses nobody
    bodily = (rules.types[m.pattern.type].plover or "") in BODILY
    if bodily and not m.actor and not strong and _accident(scene):
        return True
    if strong or not rules.words("nation").isdisjoint(around):
        return False
    public = not rules.words("public").isdisjoint(around)
    if public and page.ordinary <= page.affairs:
        return False
    return page.affairs < AFFAIRS or page.ordinary > page.affairs


def _around(scene: Scene, m: Match) -> set[str]:
    """Lemmas and words of a match's trigger and participants with what modifies them."""
    s = scene.s
    found: set[str] = set()
    stack = [(i, 0) for i in (m.trigger, *m.actor, *m.recipient)]
    while stack:
        i, depth = stack.pop()
        t = s.tokens[i]
        found.add(t.lemma.lower())
        found.add(t.text.lower())
        if depth < 2:
            if i == m.trigger:
                near = kids(s, i, "compound", "amod")
            else:
                near = kids(s, i, "compound", "amod", "nmod", "nmod:poss", "appos", "flat")
                near = [k for k in near if k.deprel != "nmod" or not has_case(s, k.i, ("in", "at", "near", "outside"))]
            stack.extend((k.i, depth + 1) for k in near)
    return found


def _only_words(scene: Scene, m: Match, page: PageContext) -> bool:
    """Whether an "attack" by one person is likelier one in words: nothing beside it or on the page tells of force."""
    if m.pattern.type != "assault" or page.violent > FORCE:
        return False
    if scene.lemma(m.trigger) not in ("attack", "assault", "target", "hit", "onslaught", "assail", "pummel"):
        return False
    s = scene.s
    if not all(
        scene.named.get(a) == "person" or s.tokens[a].upos == "PRON" or scene.is_class(a, "politician") for a in m.actor
    ):
        return False
    if not m.actor and any(scene.is_class(r, "building") or scene.named.get(r) == "gpe" for r in m.recipient):
        return False
    if s.tokens[m.trigger].deprel.startswith("nsubj") and not m.recipient:  # "the attack came at dawn"
        return False
    others = {t.lemma.lower() for t in s.tokens if t.i != m.trigger}
    return others.isdisjoint(scene.rules.words("violent")) and others.isdisjoint(scene.rules.words("weapon"))


def _accident(scene: Scene) -> bool:
    """Whether the sentence tells of an accident or disaster and of no weapon or attack."""
    rules = scene.rules
    lemmas = {t.lemma.lower() for t in scene.s.tokens}
    return not lemmas.isdisjoint(rules.words("page_accident")) and lemmas.isdisjoint(rules.words("violent"))
