"""Who spoke when on a page: drafts of quotes in the order of their ends, and whom "he said" means by turn."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from dateline.extract.speech.speakers import speaker_span
from dateline.lexicon.reporting import ReportingWords
from dateline.lookup import Cast
from dateline.records import Analysis, Sentence, Span, Speaker, Token
from dateline.syntax import kids

PERSONAL = frozenset({"he", "she"})
PERSONS = frozenset({"person"})
THEY = frozenset({"they"})
UNKNOWN = frozenset({"organisation"})  # a bare surname that the parser took for a firm's
SEVERAL = frozenset({"group", "organisation", "government", "people"})
FITTING = {"he": ("NN", "NNP"), "she": ("NN", "NNP"), "they": ("NNS", "NNPS")}
LINKING = frozenset({"of", "to", "from", "by", "in", "on", "for", "with"})
STEM = 5  # letters that "announcement" and "announced" share
NEAR = 600  # characters back to what a text named by its noun was told with
LONGEST = 400  # tokens: what is longer is a list or a broken page
BACK = 6  # sentences back to the one whom "he" stands for


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote before it has its id. ``part_of`` is the span of the draft it is part of."""

    span: Span
    kind: str
    speaker: Speaker | None
    cue: Span | None
    cue_kind: str
    closed: bool = True
    part_of: Span | None = None
    addressee: Span | None = None
    told: bool = True
    beside: tuple[Span, ...] = ()


class Turns:
    """What one page's speech has gathered so far."""

    def __init__(self, analysis: Analysis, cast: Cast, words: ReportingWords, *, quoted: Callable[[int], bool]) -> None:
        """``quoted`` tells whether an offset stands between marks: nobody named there is the one who speaks next."""
        self.analysis, self.cast, self.words, self.quoted = analysis, cast, words, quoted
        self.drafts: list[Draft] = []
        self.ends: list[tuple[int, int]] = []  # (end of its span, number of the draft), in order

    def add(self, draft: Draft) -> None:
        insort(self.ends, (draft.span.end, len(self.drafts)))
        self.drafts.append(draft)

    def last(self, offset: int) -> Draft | None:
        """The last draft that ends before an offset."""
        k = bisect_right(self.ends, (offset, 1 << 60)) - 1
        while k > 0 and self.ends[k - 1][0] == self.ends[k][0]:
            k -= 1  # of speech within speech the outer one, which came first
        return self.drafts[self.ends[k][1]] if k >= 0 else None

    def is_pronoun(self, actor: str) -> bool:
        """Whether an actor is no more than a pronoun that nobody could resolve."""
        found = self.cast.by_id.get(actor)
        return found is not None and all(m.kind == "pronoun" for m in found.mentions)

    def is_many(self, head: Token, actor: str) -> bool:
        """Whether "he" or "she" was taken for several ("Christians"), for a state, or for nobody."""
        found = self.cast.by_id.get(actor)
        if head.lemma.lower() not in PERSONAL:
            return False
        return found is None or found.kind in SEVERAL

    def behind(self, s: Sentence, head: Token, *, opening: int) -> str | None:
        """The actor whom a speaker's pronoun or noun stands for where the actors leave it open; None for nobody.

        ``opening`` is where the quote begins that the speaker stands beside: whom "he said" means was
        named before it, never inside.
        """
        word = head.lemma.lower()
        if word in PERSONAL:
            return self._turn(opening, PERSONS) or self._subject(s, opening, PERSONS) or self._turn(opening, UNKNOWN)
        if word in THEY:
            return self._turn(opening, SEVERAL)
        return self._author(s, head)

    def antecedent(self, s: Sentence, head: Token, *, opening: int) -> Span | None:
        """The words that a speaker's pronoun stands for: the last fitting subject shortly before; None for none."""
        fitting = FITTING.get(head.lemma.lower())
        if fitting is None:
            return None
        for n in range(s.index, max(-1, s.index - 3), -1):
            earlier = self.analysis.sentences[n]
            if earlier.block < s.block - 1 or len(earlier.tokens) > LONGEST:
                return None
            for t in earlier.tokens:
                if t.start >= opening or (t.i >= head.i and n == s.index):
                    break
                if t.deprel in ("nsubj", "nsubj:pass") and t.xpos in fitting and not self.quoted(t.start):
                    thing = head.lemma.lower() in PERSONAL and self._is_thing(earlier, t)
                    if thing or t.lemma in self.words.papers:
                        continue
                    return speaker_span(earlier, t.i)
        return None

    def _is_thing(self, s: Sentence, t: Token) -> bool:
        """Whether a subject is known to be no person: an actor of another kind, or "the frigate Tabar"."""
        actor = self.cast.headed(t.start)
        if actor is not None:
            return actor.kind not in PERSONS
        named = {t.i, *(k.i for k in kids(s, t.i, "flat", "compound", "appos") if k.upos == "PROPN")}
        if any(n.kind == "person" and named & set(range(n.first, n.last + 1)) for n in s.names):
            return False
        return t.xpos == "NNP" and any(k.upos == "NOUN" for k in kids(s, t.i, "compound"))

    def _turn(self, opening: int, kinds: frozenset[str]) -> str | None:
        """The last speaker, when he spoke just before."""
        last = self.last(opening)
        if last is None or last.speaker is None or last.speaker.id is None or opening - last.span.end > NEAR:
            return None
        actor = self.cast.by_id.get(last.speaker.id)
        if actor is None or actor.kind not in kinds or self.is_pronoun(actor.id):
            return None
        return actor.id if kinds is not UNKNOWN or (actor.name.isalpha() and actor.name.istitle()) else None

    def is_paper(self, head: Token, actor: str) -> bool:
        """Whether "they" was taken for things that are read: "the petitions to the mayor"."""
        found = self.cast.by_id.get(actor)
        if found is None or head.lemma.lower() not in THEY:
            return False
        named = takewhile(lambda w: w not in LINKING, found.name.lower().split())
        return any(w.removesuffix("s") in self.words.papers for w in named)

    def before(self, s: Sentence, head: Token, cue: Token, *, opening: int) -> str | None:
        """The one who goes on: "He also said" is the last speaker, unless the sentence before tells of the other."""
        if not self._goes_on(s, cue) or head.lemma.lower() not in PERSONAL:
            return None
        return self._turn(opening, PERSONS) or self._turn(opening, UNKNOWN)

    def text(self, s: Sentence, head: Token, cue: Token, *, opening: int) -> Speaker | None:
        """The text that goes on: "The treaty lists … It also mentions …" is the treaty, whatever was named in it."""
        last = self.last(opening) if head.lemma.lower() == "it" and self._goes_on(s, cue) else None
        if last is None or last.speaker is None or opening - last.span.end > NEAR:
            return None
        span = last.speaker.named or last.speaker.span
        named = takewhile(lambda w: w not in LINKING, span.words(self.analysis.text).lower().split())
        return Speaker(last.speaker.id, head.span, span) if any(w in self.words.papers for w in named) else None

    def _goes_on(self, s: Sentence, cue: Token) -> bool:
        return cue.lemma in self.words.sets.continuing or any(
            s.tokens[k].lemma.lower() in self.words.sets.continuing for k in s.children[cue.i]
        )

    def told_of(self, s: Sentence) -> frozenset[str]:
        """The actors that are subjects, outside marks, of the sentence before."""
        earlier = self.analysis.sentences[s.index - 1] if s.index else s
        found = set()
        for t in earlier.tokens if earlier is not s and len(earlier.tokens) <= LONGEST else ():
            if t.deprel in ("nsubj", "nsubj:pass") and not self.quoted(t.start):
                actor = self.cast.headed(t.start)
                if actor is not None and earlier.tokens[t.head].head < 0:
                    found.add(actor.id)
        return frozenset(found)

    def _subject(self, s: Sentence, opening: int, kinds: frozenset[str]) -> str | None:
        """The one whom a sentence shortly before tells of: its first subject that is a named actor of such a kind."""
        for n in range(s.index, max(-1, s.index - BACK), -1):
            earlier = self.analysis.sentences[n]
            if earlier.block < s.block - 1 or len(earlier.tokens) > LONGEST:
                return None
            for t in earlier.tokens:
                if t.start >= opening:
                    break
                if t.deprel in ("nsubj", "nsubj:pass") and t.upos in ("PROPN", "NOUN") and not self.quoted(t.start):
                    actor = self.cast.headed(t.start)
                    if actor is not None and actor.kind in kinds:
                        return actor.id
        return None

    def _author(self, s: Sentence, head: Token) -> str | None:
        """The actor behind "the announcement", when somebody announced something just before."""
        if head.upos != "NOUN" or head.lemma not in self.words.papers:
            return None
        if not any(s.tokens[k].lemma in ("the", "this", "that") for k in s.children[head.i]):
            return None
        for draft in reversed(self.drafts[-12:]):
            if draft.cue is None or draft.speaker is None or head.start - draft.cue.end > NEAR:
                continue
            if draft.cue.words(self.analysis.text)[:STEM].lower() == head.lemma[:STEM] and draft.speaker.id is not None:
                return draft.speaker.id
        return None
