"""The page's times laid on its sentences: which are told where, and which the tale has reached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.extract.assemble.spots import Spot, by_sentence
from dateline.extract.assemble.ties import holds, is_verb, marks_of
from dateline.lexicon.assemble import ActWords
from dateline.records import Analysis, Published, Sentence, Timex
from dateline.syntax import kids

MARK = re.compile('["“”]')
HISTORY_DAYS = 365
HISTORY_SHARE = 0.7
FEW_TIMES = 4
TALE = 8  # sentences of one paragraph that a time may govern
LEAD = 3  # sentences of the body in which the present perfect still tells news
QUOTES = frozenset({'"', "“", "”", "'", "‘", "``", "("})  # what is quoted or put aside does not end the tale
HEADINGS = frozenset({"headline", "kicker", "standfirst", "subhead", "caption"})


@dataclass(frozen=True, slots=True)
class Clock:
    """The page's times by sentence, the time that earlier sentences of the paragraph set, and publication."""

    times: dict[int, list[Spot[Timex]]]
    narrative: dict[int, Timex]
    published: Published | None
    lead: frozenset[int]
    unresolved: dict[int, list[Spot[Timex]]]
    is_history: bool = False  # the page tells of times long past: its undated past is not news


def make_clock(times: Iterable[Timex], analysis: Analysis, published: Published | None, words: ActWords) -> Clock:
    """Sentences whose root has a time of its own set it for the rest of their paragraph."""
    laid: dict[int, list[Spot[Timex]]] = {}
    unresolved: dict[int, list[Spot[Timex]]] = {}
    for index, some in by_sentence(((t.span, t) for t in times), analysis).items():
        laid[index] = [x for x in some if x.item.earliest and x.item.latest]
        unresolved[index] = [x for x in some if not x.item.earliest and x.item.timex.type in ("DATE", "TIME")]
    quoted = _Quoted(analysis.text)
    narrative: dict[int, Timex] = {}
    body = [s.index for s in analysis.sentences if s.block_kind not in HEADINGS][:LEAD]
    told: list[Timex] = []
    block, current, since = -1, None, 0
    for s in analysis.sentences:
        if s.block != block or s.index - since > TALE:
            block, current = s.block, None
        spots = [x for x in laid.get(s.index, []) if not (quoted.holds(s, x.span.start) and _slips(x.item, current))]
        if spots or s.index in laid:
            laid[s.index] = spots
        quoted.read(s)
        if current is not None:
            narrative[s.index] = current
        reset = _is_present(s, words) and s.tokens[0].text not in QUOTES
        own = _sets(s, spots, published, words)
        if own is not None:
            told.append(own)
            since = s.index
        reset = reset or any(_is_main(s, x, words) for x in unresolved.get(s.index, ()))
        current = own or (None if reset else current)
    return Clock(laid, narrative, published, frozenset(body), unresolved, _is_history(told, published))


def _is_history(told: Sequence[Timex], published: Published | None) -> bool:
    """Whether most of the times that sentences set lie over a year before publication."""
    if published is None or len(told) < FEW_TIMES:
        return False
    last_year = date.fromordinal(max(1, published.earliest.toordinal() - HISTORY_DAYS))
    return sum(t.latest is not None and t.latest < last_year for t in told) > HISTORY_SHARE * len(told)


def _slips(timex: Timex, told: Timex | None) -> bool:
    """Whether a time in a quotation counts from the day of the saying, which the paragraph puts before publication."""
    return told is not None and timex.counts_from == "published" and timex.grain == "day"


class _Quoted:
    """Follows the quotation marks of a block while its sentences are read in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._block = -1
        self._open = False

    def holds(self, s: Sentence, at: int) -> bool:
        return self._after(s, at)

    def read(self, s: Sentence) -> None:
        self._open = self._after(s, s.span.end)
        self._block = s.block

    def _after(self, s: Sentence, at: int) -> bool:
        inside = self._open and s.block == self._block
        for mark in MARK.findall(self._text, s.span.start, at):
            inside = mark == "“" or (mark == '"' and not inside)
        return inside


def _sets(s: Sentence, spots: Sequence[Spot[Timex]], published: Published | None, words: ActWords) -> Timex | None:
    """The past time of a sentence's main clause, the last of several."""
    found = None
    for spot in spots:
        if published and spot.item.earliest and spot.item.earliest > published.latest:
            continue
        if marks_of(s, spot.at) & (words.not_when | words.open_start):
            continue
        found = spot.item if _is_main(s, spot, words) else found
    return found


def _is_main(s: Sentence, spot: Spot[Timex], words: ActWords) -> bool:
    """Whether a time is an adverbial of the sentence's main clause."""
    root = next((t.i for t in s.tokens if t.head < 0), None)
    adverbial = s.tokens[spot.at].deprel.split(":")[0] != "nmod"
    return root is not None and adverbial and holds(s, root, spot.at, triggers=frozenset(), words=words)


def _is_present(s: Sentence, words: ActWords) -> bool:
    root = next((t for t in s.tokens if t.head < 0), None)
    return root is not None and tense(s, root.i) == "present" and root.lemma not in words.said


def tense(s: Sentence, i: int) -> str | None:
    """past, perfect, pluperfect, present, future, bare, or None for a word that is no finite verb."""
    t = s.tokens[i]
    aux = [k for k in kids(s, i, "aux", "aux:pass", "cop") if k.i != i]
    first = t
    for _ in range(4):
        if aux or first.deprel != "conj" or first.xpos not in ("VBN", "VBG", "VB"):
            break
        first = s.tokens[first.head]
        aux = kids(s, first.i, "aux", "aux:pass")
    if any(k.xpos == "MD" for k in aux):
        return "future"
    if any(k.lemma == "have" for k in aux):
        return "pluperfect" if any(k.lemma == "have" and k.xpos in ("VBD", "VBN") for k in aux) else "perfect"
    if any(k.xpos == "VBD" for k in aux) or t.xpos == "VBD":
        return "past"
    if any(k.xpos in ("VBZ", "VBP") for k in aux) or t.xpos in ("VBZ", "VBP"):
        return "present"
    return "bare" if is_verb(s, i) else None
