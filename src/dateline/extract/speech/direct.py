"""Words between marks that no tree ties to a cue: the cue beside them, or the speech they go on with.

Works on one paragraph at a time, on what stands outside its outermost marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract.speech.marks import Marked
from dateline.extract.speech.speakers import subject_of
from dateline.extract.speech.tree import verb_word
from dateline.lexicon.reporting import ReportingWord, ReportingWords
from dateline.records import Sentence, Token
from dateline.syntax import kid

REACH = 40  # tokens between marks and their cue: a speaker's apposition fits in
STOPS = frozenset({".", "?", "!", ";", "…"})
SENTENCE_END = re.compile(r"[.?!…][)\]’']?$")


@dataclass(frozen=True, slots=True)
class Place:
    """A token with its sentence, in a paragraph's row of tokens."""

    sentence: Sentence
    token: Token


@dataclass(frozen=True, slots=True)
class Beside:
    """A cue found beside marks. ``after`` tells that it follows them. ``speaker`` is a token of ``sentence``."""

    sentence: Sentence
    cue: int | None
    word: ReportingWord | None
    speaker: int | None
    after: bool


class Paragraph:
    """A paragraph's tokens outside its outermost marks, in order, with their offsets for bisection."""

    def __init__(self, sentences: Sequence[Sentence], marks: Sequence[Marked]) -> None:
        self.marks = marks
        starts = [m.outer.start for m in marks]

        def outside(t: Token) -> bool:
            k = bisect_right(starts, t.start) - 1
            return k < 0 or marks[k].outer.end <= t.start

        self.row = [Place(s, t) for s in sentences for t in s.tokens if outside(t)]
        self.offsets = [p.token.start for p in self.row]

    def after(self, k: int) -> list[Place]:
        """Tokens from mark ``k`` to the end of its sentence or the next mark."""
        end = self.marks[k + 1].outer.start if k + 1 < len(self.marks) else 1 << 60
        first = bisect_left(self.offsets, self.marks[k].outer.end)
        found = []
        for place in self.row[first : first + REACH]:
            if place.token.start >= end or place.token.text in STOPS:
                break
            found.append(place)
        return found

    def before(self, k: int) -> list[Place]:
        """Tokens from the start of the sentence or the mark before up to mark ``k``."""
        start = self.marks[k - 1].outer.end if k else -1
        last = bisect_left(self.offsets, self.marks[k].outer.start)
        found: list[Place] = []
        for place in reversed(self.row[max(0, last - REACH) : last]):
            if place.token.start < start or (
                place.token.text in STOPS and place.token.end != self.marks[k].outer.start
            ):
                break
            found.append(place)
        found.reverse()
        return found


def cue_beside(paragraph: Paragraph, k: int, *, text: str, words: ReportingWords) -> Beside | None:
    """The cue of mark ``k``: after it ("…," said X), or before it (X said: "…"); None where neither stands."""
    mark = paragraph.marks[k]
    ending = text[mark.span.end - 1]
    following = text[mark.outer.end : mark.outer.end + 2].lstrip()[:1]
    if ending in ",?!—–-…" or following in {",", "—", "–", "-"}:
        found = _cue_after(paragraph.after(k), words)
        if found is not None:
            return found
    return _cue_before(paragraph.before(k), text, mark, words) or _cue_ended(paragraph, k, words)


def _cue_ended(paragraph: Paragraph, k: int, words: ReportingWords) -> Beside | None:
    """'James Orrin told. "It fell."': the cue that ends the sentence before, with nothing else that it tells."""
    last = bisect_left(paragraph.offsets, paragraph.marks[k].outer.start) - 1
    if last < 2 or paragraph.row[last].token.text not in (".", ":"):
        return None
    t, s = paragraph.row[last - 1].token, paragraph.row[last - 1].sentence
    word = verb_word(s, t, words) if t.upos == "VERB" and t.xpos in ("VBD", "VBZ", "VBP") and t.head < 0 else None
    if word is None or "clause" not in word.takes or kid(s, t.i, "ccomp", "xcomp", "obj", "iobj", "conj") is not None:
        return None
    speaker = kid(s, t.i, "=nsubj")
    return Beside(s, t.i, word, speaker.i, after=False) if speaker is not None and speaker.i < t.i else None


def _cue_after(zone: list[Place], words: ReportingWords) -> Beside | None:
    for n, place in enumerate(zone):
        t, s = place.token, place.sentence
        if t.upos not in ("VERB", "AUX") or t.deprel in ("acl", "amod", "aux", "aux:pass"):
            continue
        word = verb_word(s, t, words)
        if t.deprel == "acl:relcl" and not (n and zone[n - 1].token.text.lower() in ("who", "which")):
            continue
        if t.deprel == "acl:relcl":
            continue
        if word is None or word.kind == "seems" or not {"clause", "speech"} & word.takes:
            if t.upos == "VERB" and t.xpos in ("VBD", "VBZ", "VBP") and n > 2:
                return None  # another clause has begun
            continue
        return Beside(s, t.i, word, _speaker(zone, n, words), after=True)
    return None


def _cue_before(zone: list[Place], text: str, mark: Marked, words: ReportingWords) -> Beside | None:
    if not zone:
        return None
    final = zone[-1].token
    joined = final.text in (",", ":", "—", "–", "-", "that")
    for n in range(len(zone) - 1, -1, -1):
        t, s = zone[n].token, zone[n].sentence
        if t.upos not in ("VERB", "AUX"):
            continue
        word = verb_word(s, t, words)
        if word is None or word.kind == "seems":
            continue
        if not joined and len(zone) - 1 - n > (6 if "clause" in word.takes else 0):
            return None
        return Beside(s, t.i, word, _speaker(zone, n, words), after=False)
    if final.text == ":" and len(zone) <= 12:
        nouns = [p for p in zone if p.token.upos in ("PROPN", "NOUN", "PRON")]
        if nouns and nouns[-1].token.text.lower() in words.labels:
            return Beside(nouns[-1].sentence, None, None, None, after=False)  # "Partial transcript:" names nobody
        if len(nouns) > 1 and _is_cue_after_all(nouns[-1].token, words):
            nouns.pop()  # "Article 33 affirms:"
        if nouns and not any(p.token.upos == "VERB" for p in zone):
            return Beside(nouns[-1].sentence, None, None, nouns[-1].token.i, after=False)
    return None


def _is_cue_after_all(t: Token, words: ReportingWords) -> bool:
    verb = words.verbs.get(t.lemma)
    return verb is not None and "clause" in verb.takes and t.xpos == "NNS" and t.text.islower()


def _speaker(zone: list[Place], n: int, words: ReportingWords) -> int | None:
    """The speaker of the cue at ``zone[n]``: by the tree when it stands outside the marks, else by its side."""
    t, s = zone[n].token, zone[n].sentence
    outside = {p.token.i for p in zone if p.sentence is s}
    by_tree = subject_of(s, t.i, words)
    shares = by_tree is not None and s.tokens[by_tree].end <= zone[0].token.start  # "…," he said, adding: "…"
    if by_tree in outside or (shares and t.deprel in ("conj", "advcl", "xcomp")):
        return by_tree
    before = [p for p in zone[:n] if p.sentence is s and p.token.upos in ("PROPN", "NOUN", "PRON")]
    after = [p for p in zone[n + 1 :] if p.sentence is s and p.token.upos in ("PROPN", "NOUN", "PRON")]
    near = zone[n + 1].token if n + 1 < len(zone) else None
    if after and near is not None and near.upos in ("PROPN", "DET", "NOUN", "PRON") and not before:
        return _top(s, after[0].token.i, outside)
    if before:
        return _top(s, before[0].token.i, outside)
    return by_tree


def _top(s: Sentence, i: int, outside: set[int]) -> int:
    """The head of the noun phrase that a word is in."""
    for _ in range(12):
        t = s.tokens[i]
        if t.deprel not in ("compound", "nmod:poss", "amod", "flat", "det", "nummod") or t.head not in outside:
            return i
        i = t.head
    return i


def colon_speaker(sentence: Sentence, words: ReportingWords) -> Beside | None:
    """Of a paragraph that ends with a colon ("The senator went on:"): its last cue and speaker."""
    for t in reversed(sentence.tokens):
        if t.upos in ("VERB", "AUX"):
            word = verb_word(sentence, t, words)
            if word is not None and word.kind != "seems":
                return Beside(sentence, t.i, word, subject_of(sentence, t.i, words), after=False)
    root = next((t for t in sentence.tokens if t.head < 0), None)
    if root is None:
        return None
    subject = kid(sentence, root.i, "nsubj")
    speaker = subject.i if subject is not None else root.i if root.upos in ("PROPN", "NOUN") else None
    if speaker is not None and sentence.tokens[speaker].text.lower() in words.labels:
        return Beside(sentence, None, None, None, after=False)  # "Partial transcript:" names nobody
    return Beside(sentence, None, None, speaker, after=False) if speaker is not None else None


def stands_alone(mark: Marked, *, text: str, line_start: bool) -> bool:
    """Whether marked words are sentences of their own: they begin one, and end with its full stop."""
    words = text[mark.span.start : mark.span.end]
    if not words[:1].isupper() and not words[:1].isdigit() and words[:1] not in "…[‘'“":
        return False
    count = len(words.split())
    return count >= 6 or (bool(SENTENCE_END.search(words)) and (line_start or count >= 3))
