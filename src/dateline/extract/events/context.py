"""What is no event: sport, accidents, figures of speech, seen by a page's words and by those beside the trigger."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.events.match import Match
from dateline.extract.events.roles import Scene
from dateline.lexicon.events import EventRules
from dateline.records import Analysis

BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


@dataclass(frozen=True, slots=True)
class PageContext:
    """Shares of a page's sentences that hold a word of sport, entertainment or public affairs, 0 to 1."""

    sport: float
    show: float
    affairs: float
    sentences: int = 0


def page_context(analysis: Analysis, *, rules: EventRules) -> PageContext:
    """The shares of a page; all 0.0 for an empty one. One pass over its words."""
    lists = [rules.words(name) for name in ("page_sport", "page_show", "page_affairs")]
    hits = [0, 0, 0]
    for s in analysis.sentences:
        lemmas = {t.lemma.lower() for t in s.tokens}
        for k, words in enumerate(lists):
            hits[k] += not lemmas.isdisjoint(words)
    n = max(1, len(analysis.sentences))
    return PageContext(hits[0] / n, hits[1] / n, hits[2] / n, n)


def out_of_place(scene: Scene, m: Match, page: PageContext) -> bool:
    """Whether a match of bodily conflict is likelier sport, show or a figure of speech on such a page."""
    if (scene.rules.types[m.pattern.type].plover or "") not in BODILY:
        return False
    return page.sentences >= 4 and page.sport > 0.3 and page.sport > page.affairs
