"""Whether the words around a time tell of what was or of what is to come."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline import syntax
from dateline.lexicon.times import TenseWords
from dateline.records import Sentence

MOST_STEPS = 6  # governors looked at on the way up; news clauses nest no deeper before the tense is told


@dataclass(frozen=True, slots=True)
class Tenses:
    """What the verbs of a page tell, each asked once (a verb may govern thousands of words)."""

    words: TenseWords
    told: dict[tuple[int, int], int | None] = field(default_factory=dict)

    def direction(self, s: Sentence, i: int) -> int | None:
        """-1 where token i stands with a past verb, 1 with a future one, None where nothing tells.

        Looks upwards from the time; a word that tells nothing asks its governor.
        """
        at = i
        for _ in range(MOST_STEPS):
            key = (s.index, at)
            if key not in self.told:
                self.told[key] = _verdict(s, at, self.words)
            told = self.told[key]
            if told is not None:
                return told
            at = s.tokens[at].head
            if at < 0:
                break
        return None


def _verdict(s: Sentence, at: int, words: TenseWords) -> int | None:
    """What one word on the way up tells."""
    t = s.tokens[at]
    is_predicate = t.upos in ("VERB", "AUX") or t.head < 0 or syntax.kid(s, at, "cop") is not None
    if not is_predicate:
        return 1 if t.upos == "ADJ" and t.lemma.lower() in words.future_words else None
    aux = {k.text.lower() for k in syntax.kids(s, at, "aux", "cop")}
    told = _by_form(s, at, aux, words)
    if told is not None:
        return told
    bare = t.xpos == "VB" or "be" in aux
    if bare and any(s.tokens[c].text.lower() == "to" for c in s.children[at]):
        governor = s.tokens[t.head] if t.head >= 0 else None
        if governor is None or governor.lemma.lower() in words.future_words or "be" in aux:
            return 1
    if t.xpos == "VBN" and t.deprel in ("acl", "amod"):
        return -1
    if bare and aux & words.possible:
        return -1 if "have" in aux else 1
    return None


def _by_form(s: Sentence, at: int, aux: set[str], words: TenseWords) -> int | None:
    """What the form of a verb and its auxiliaries tell."""
    t = s.tokens[at]
    if aux & words.future_auxiliaries:
        return 1
    if t.lemma.lower() in words.future_words and (t.xpos in ("VBN", "JJ", "VBG", "VBZ", "VBP") or t.upos == "ADJ"):
        return 1
    if t.xpos == "VBD" or aux & words.past:
        return -1
    if aux & words.perfect and t.xpos == "VBN":
        return -1
    if t.xpos == "VBG" and aux & words.progressive:
        return 1 if t.lemma == "go" else None
    if t.xpos in ("VBZ", "VBP") and t.lemma in words.arranged:
        return 1
    return None
